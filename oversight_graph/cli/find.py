"""`oversight find`: bodies by id, name or alias."""

from __future__ import annotations

from oversight_graph.answer.days import day_message
from oversight_graph.answer.question import AnswerColumn
from oversight_graph.cli.help_pages import argument, command
from oversight_graph.cli.output import emit
from oversight_graph.cli.shared_options import date_of, open_store, output_options, scope_options
from oversight_graph.errors import UnknownBody
from oversight_graph.messages import message
from oversight_graph.model import KINDS, LEVELS

COLUMNS = (
    AnswerColumn("id", "标识", "id"),
    AnswerColumn("name", "名称", "name"),
    AnswerColumn("kind", "类型", "kind", "term", KINDS),
    AnswerColumn("level", "层级", "level", "term", LEVELS),
    AnswerColumn("area", "地区", "area"),
    AnswerColumn("aliases", "别名", "aliases", "texts"),
    AnswerColumn("charts", "图谱", "charts", "texts"),
)


@command("find", message("help_commands.find"), examples=("oversight find 纪检监察组 --chart gansu-2020",))
@argument("text", message("help_options.text_to_find"), message("help_options.word_text"))
@scope_options
@output_options
def COMMAND(text: str, store: str | None, charts: tuple[str, ...], area: str | None, as_of: str | None, format_: str | None, out: str | None) -> None:
    """Find bodies and list them."""
    from oversight_graph.answer.body_lookup import find_bodies
    from oversight_graph.graph.arrow import taken

    with open_store(store) as place:
        graph = place.bodies(list(charts) or None, area, date_of(as_of), text)
        bodies = find_bodies(graph, text, initials=True)
        bodies = bodies[graph.scope[bodies]]
        if not len(bodies):
            graph = place.bodies(list(charts) or None, area, date_of(as_of))
    if not len(bodies):
        raise UnknownBody(message("cli.no_body", text=text, number=int(graph.scope.sum()), day=day_message(graph.days.values())))
    emit(COLUMNS, taken(graph.node_table.select([column.id for column in COLUMNS]), bodies).to_pylist(), format_, out)
