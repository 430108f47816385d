"""What the first sheet of the template says, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from oversight_graph.chart.tidy_columns import TABLES

_FIRST = (
    ("填写说明", "How to fill this in"),
    ("一张组织图就是一组表：每行一个条目，每列一个字段。浅色斜体的行是示例（虚构），请先删除；不删除则作为另一张名为 example 的组织图载入。",
     "An organisation chart is a set of tables: an entry a row, a key a column. The rows in italics are an example (made up): delete them first; "
     "left in, they load as a chart of their own, called example."),
    ("只登记机构，不登记自然人：姓名、电话等列不会读入；编制人数写在专职人数列。",
     "Organisations only, no natural persons: columns such as names of persons or telephones are left out; posts are counted in staff_full_time."),
    ("深色标题的列必填，其余可空。不知道的留空：空白表示未知，不表示零或没有。", "Columns with a dark heading must be filled in, the others may stay empty. "
     "Leave empty what nobody says: empty means unknown, never zero or none."),
    ("每个机构给一个编号（本组织图内唯一），关系表用编号指明起点和终点。", "Give each body an id, unique in its chart; the links name their two ends by these ids."),
    ("每个机构和关系都要有来源：写来源表中的编号，空格后可写页码、段落；只有一个来源时可空。",
     "Each body and link rests on a source: its id in the table of sources, behind a space the page or paragraph; may stay empty where there is one source only."),
    ("下拉列表来自模型；中文名称和英文代码都可以填，全部词语见词表。一格多项用分号隔开。",
     "The drop-downs come from the model; labels and codes are both read, all of them stand on the sheet of words. Several in one cell have semicolons between them."),
    ("列全范围表：声明某范围内的机构已全部列出，只有如此，未列出的才能判为空白。", "The table `complete` says of which slice all bodies are listed: only there can what isn't listed count as a gap."),
    ("检查：oversight check 文件.xlsx；把问题标注在副本里：oversight check 文件.xlsx --annotate 副本.xlsx；载入：oversight load 文件.xlsx",
     "Check: oversight check FILE.xlsx; with the problems noted in a copy: oversight check FILE.xlsx --annotate COPY.xlsx; load: oversight load FILE.xlsx"),
)  # fmt: skip
_WHAT = {
    "charts": (
        "组织图本身：编号、标题、截至日期，以及各条目默认的地区和层级",
        "the chart itself: id, title, date, and the area and level of its entries where they don't say them",
    ),
    "nodes": ("机构：监督者和被监督者", "the bodies: those who oversee and those who are overseen"),
    "links": ("机构之间的关系", "how the bodies are linked"),
    "sources": ("来源：文件、报告、网页", "where it is written: documents, reports, pages"),
    "claims": ("宣称：只说覆盖了多少、不点名机构的说法", "declarations that so many of a slice are covered, which name no body"),
    "complete": ("列全范围：哪些范围内已全部列出", "the slices of which the chart lists all"),
    "areas": ("国标代码以外的地区", "areas that GB/T 2260 doesn't know"),
}


def lines() -> Iterator[tuple[str, str]]:
    """Each line in Chinese and English; the first one is the heading."""
    yield from _FIRST
    for table in TABLES:
        zh, en = _WHAT[table.id]
        needed = [column for column in table.columns if column.needed]
        yield (
            f"{table.zh}（{table.id}）：{zh}。必填：{'、'.join(column.zh for column in needed)}",
            f"{table.id} ({table.zh}): {en}. Required: {', '.join(column.id for column in needed)}",
        )
