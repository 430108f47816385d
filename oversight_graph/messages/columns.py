"""What the columns of a chart's tables want to be filled with: notes at the headings of the template."""

_DATE = ("2018、2018-03或2018-03-01", "2018, 2018-03 or 2018-03-01")

MESSAGES = {
    "date": _DATE,
    "count": ("从1起的整数，或unknown", "a whole number from 1, or unknown"),
    "number": ("从0起的整数", "a whole number from 0"),
    "year": ("年份", "a year"),
    "period": ("至少多久一次：P1W、P1M、P3M、P6M、P1Y", "how often at least: P1W, P1M, P3M, P6M, P1Y"),
    "evidence": (
        "数量 | 内容 | 时间 | 来源，不详处写?（30 | 联系 | 2020 | s1 ¶3）；几项之间用分号",
        "number | what | when | source, ? for what isn't told (30 | 联系 | 2020 | s1 ¶3); a semicolon between several",
    ),
    "only_of": ("只用于{kinds}", "only of {kinds}"),
    "default": ("不填即为{word}", "{word} where it is empty"),
    "none_at_all": ("一项也没有时写[]", "[] for none at all"),
    "chart": ("图谱的标识；各表只有一份图谱时可不填", "the id of the chart; may stay empty where the tables hold one chart only"),
    "area": (
        "GB/T 2260代码，或地区表中的代码；不填即为图谱的地区",
        "a code of GB/T 2260 or of the table of areas; the chart's where it is empty",
    ),
    "sources": (
        "来源表中的编号，空格之后写其中的位置（s1 ¶2）；图谱只有一个来源时可不填",
        "an id of the table of sources, behind a space the place in it (s1 ¶2); empty where the chart has one source only",
    ),
    "of_the_chart": ("不填即为图谱的层级", "the chart's where it is empty"),
    "all": ("不填即为全部", "all where it is empty"),
    "chart_id": ("标识：a-z、0-9和-", "an id: a-z, 0-9 and -"),
    "as_of": ("图谱所述的日期：2018、2018-03或2018-03-01", "the date that it describes: 2018, 2018-03 or 2018-03-01"),
    "area_of_entries": (
        "条目未写明时所在的地区：GB/T 2260代码，或地区表中的代码",
        "where its entries are, if they don't say it: a code of GB/T 2260 or of the table of areas",
    ),
    "level_of_entries": ("条目未写明时的层级", "of its entries, if they don't say it"),
    "node_id": ("任何文字的字母和数字，以及. _ -", "letters and digits of any script, . _ -"),
    "repeat": ("同样的独立机构有几个；不能与count同时填", "so many nodes of their own; excludes count"),
    "same_as": ("另一图谱的标识:编号，即与之为同一机构", "other-chart:id, where that is the same body"),
    "source_id": ("不含空格", "without spaces"),
    "part_of": ("它所在的上级地区", "the area in which it lies"),
}
