"""`oversight charts`: what is loaded."""

from __future__ import annotations

from oversight_graph.answer.question import AnswerColumn
from oversight_graph.cli.help_pages import command
from oversight_graph.cli.output import emit
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


@command("charts", message("help_commands.charts"), examples=("oversight charts",))
@store_option
@output_options
def COMMAND(store: str | None, format_: str | None, out: str | None) -> None:
    """List the charts of a store."""
    with open_store(store) as place:
        rows = [
            {
                "id": info.header.id, "title": info.header.title(), "as_of": info.header.as_of, "area": info.header.area, "level": info.header.level,
                "nodes": info.nodes, "links": info.links, "claims": len(info.header.claims),
                "sources": [source.title for source in info.header.sources], "loaded_at": info.loaded_at[:16].replace("T", " ") + " UTC",
            }
            for info in place.infos()
        ]  # fmt: skip
    emit(COLUMNS, rows, format_, out)
