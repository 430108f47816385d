"""`oversight charts`: what is loaded, and what was."""

from __future__ import annotations

from oversight_graph.answer.question import AnswerColumn
from oversight_graph.cli.former_versions import keeping_versions
from oversight_graph.cli.help_pages import command, option
from oversight_graph.cli.output import emit, format_of
from oversight_graph.cli.shared_options import open_store, output_options, store_option
from oversight_graph.messages import message
from oversight_graph.model import LEVELS

COLUMNS = (
    AnswerColumn("id", "标识", "id"),
    AnswerColumn("as_of", "截至", "as_of"),
    AnswerColumn("area", "地区", "area"),
    AnswerColumn("level", "层级", "level", "term", LEVELS),
    AnswerColumn("nodes", "机构", "nodes"),
    AnswerColumn("links", "关系", "links"),
    AnswerColumn("claims", "宣称", "claims"),
    AnswerColumn("loaded_at", "导入时间", "loaded_at"),
    AnswerColumn("title", "标题", "title"),
    AnswerColumn("sources", "来源", "sources"),
)
HISTORY = (
    AnswerColumn("id", "标识", "id"),
    AnswerColumn("version", "版本", "version"),
    AnswerColumn("loaded_at", "导入时间", "loaded_at"),
    AnswerColumn("until", "止于", "until"),
    AnswerColumn("as_of", "截至", "as_of"),
    AnswerColumn("nodes", "机构条目", "node entries"),
    AnswerColumn("links", "关系条目", "link entries"),
    AnswerColumn("title", "标题", "title"),
)


@command("charts", message("help_commands.charts"), examples=("oversight charts", "oversight charts --history gansu-2020"))
@option("--history", metavar=message("help_options.word_chart"), help=message("help_options.history"))
@store_option
@output_options
def COMMAND(history: str | None, store: str | None, format_: str | None, out: str | None) -> None:
    """List the charts of a store, or the versions of one."""
    if history is not None:
        _history(history, store, format_, out)
        return
    with open_store(store) as place:
        rows = [
            {
                "id": info.header.id, "title": info.header.title(), "as_of": info.header.as_of, "area": info.header.area, "level": info.header.level,
                "nodes": info.nodes, "links": info.links, "claims": len(info.header.claims),
                "sources": [source.title for source in info.header.sources], "loaded_at": _minute(info.loaded_at),
            }
            for info in place.infos()
        ]  # fmt: skip
    emit(COLUMNS, rows, format_, out)


def _history(chart: str, store: str | None, format_: str | None, out: str | None) -> None:
    current = str(message("cli.current")) if format_of(format_, out) == "table" else None  # for programs nothing is written: it has no end
    with open_store(store) as place:
        rows = [
            {
                "id": chart, "version": one.number, "loaded_at": _minute(one.loaded_at), "until": current if one.until is None else _minute(one.until),
                "as_of": one.header.as_of, "nodes": one.nodes, "links": one.links, "title": one.header.title(),
            }
            for one in keeping_versions(place).versions(chart)
        ]  # fmt: skip
    emit(HISTORY, rows, format_, out)


def _minute(moment: str) -> str:
    return moment[:16].replace("T", " ") + " UTC"
