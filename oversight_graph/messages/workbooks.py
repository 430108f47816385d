"""What stands in workbooks for people, and what is said of those that can't be written: the template, a copy of a file with its problems noted."""

MESSAGES = {
    # the first sheet of the template
    "how_to_fill": ("填写说明", "How to fill this in"),
    "what_a_chart_is": (
        "一张组织图就是一组表：每行一个条目，每列一个字段。浅色斜体的行是示例（虚构），请先删除；不删除则作为另一张名为 example 的组织图载入。",
        "An organisation chart is a set of tables: an entry a row, a key a column. The rows in italics are an example (made up): delete them first; "
        "left in, they load as a chart of their own, called example.",
    ),
    "organisations_only": (
        "只登记机构，不登记自然人：姓名、电话等列不会读入；编制人数写在专职人数列。",
        "Organisations only, no natural persons: columns such as names of persons or telephones are left out; posts are counted in staff_full_time.",
    ),
    "what_is_required": (
        "深色标题的列必填，其余可空。不知道的留空：空白表示未知，不表示零或没有。",
        "Columns with a dark heading must be filled in, the others may stay empty. Leave empty what nobody says: empty means unknown, never zero or none.",
    ),
    "how_ids_work": (
        "每个机构给一个编号（本组织图内唯一），关系表用编号指明起点和终点。",
        "Give each body an id, unique in its chart; the links name their two ends by these ids.",
    ),
    "how_to_cite": (
        "每个机构和关系都要有来源：写来源表中的编号，空格后可写页码、段落；只有一个来源时可空。",
        "Each body and link rests on a source: its id in the table of sources, behind a space the page or paragraph; may stay empty where there is one source only.",
    ),
    "where_words_come_from": (
        "下拉列表来自模型；中文名称和英文代码都可以填，全部词语见词表。一格多项用分号隔开。",
        "The drop-downs come from the model; labels and codes are both read, all of them stand on the sheet of words. Several in one cell have semicolons between them.",
    ),
    "what_complete_means": (
        "列全范围表：声明某范围内的机构已全部列出，只有如此，未列出的才能判为空白。",
        "The table `complete` says of which slice all bodies are listed: only there can what isn't listed count as a gap.",
    ),
    "how_to_load": (
        "检查：oversight check 文件.xlsx；把问题标注在副本里：oversight check 文件.xlsx --annotate 副本.xlsx；载入：oversight load 文件.xlsx",
        "Check: oversight check FILE.xlsx; with the problems noted in a copy: oversight check FILE.xlsx --annotate COPY.xlsx; load: oversight load FILE.xlsx",
    ),
    "table": ("{zh}（{id}）：{what}。必填：{needed}", "{id} ({zh}): {what}. Required: {needed}"),
    "table_charts": (
        "组织图本身：编号、标题、截至日期，以及各条目默认的地区和层级",
        "the chart itself: id, title, date, and the area and level of its entries where they don't say them",
    ),
    "table_nodes": ("机构：监督者和被监督者", "the bodies: those who oversee and those who are overseen"),
    "table_links": ("机构之间的关系", "how the bodies are linked"),
    "table_sources": ("来源：文件、报告、网页", "where it is written: documents, reports, pages"),
    "table_claims": ("宣称：只说覆盖了多少、不点名机构的说法", "declarations that so many of a slice are covered, which name no body"),
    "table_complete": ("列全范围：哪些范围内已全部列出", "the slices of which the chart lists all"),
    "table_areas": ("国标代码以外的地区", "areas that GB/T 2260 doesn't know"),
    # the notes of its headings
    "required_column": ("{column} (必填 required)", "{column} (必填 required)"),
    "several_in_a_cell": ("可填多项，用分号隔开", "several, with ; between them"),
    "one_of": ("以下之一：{words}", "one of: {words}"),
    "see_the_note": ("{column}：见列标题的批注。", "{column}: see the note of the heading."),
    # templates of other tables
    "holds_names": ("填机构名称；多个之间用顿号隔开，不知道的留空。只写机构，不写人名。", "Names of bodies, several with 、 between them; empty where it isn't known. No persons."),
    "holds_number": ("填数目；不知道的留空，没有的填0。", "A number; empty where it isn't known, 0 where there is none."),
    "holds_text": ("填文字；不知道的留空。", "A text; empty where it isn't known."),
    "for_example": ("例（虚构）：{example}", "For example (made up): {example}"),
    "no_such_table": ("没有`{word}`这种表；{near}", "There is no table `{word}`; {near}"),
    # problems noted in a copy
    "noted": ("{severity}：{what}；{todo}", "{severity}: {what}; {todo}"),
    "severity": ("程度", "severity"),
    "file": ("文件", "file"),
    "sheet": ("工作表", "sheet"),
    "place": ("位置", "place"),
    "what_is_wrong": ("问题", "what is wrong"),
    "what_to_do": ("怎么办", "what to do"),
    # what can't be written
    "copy_ending": ("副本是工作簿，即.xlsx，不是`{ending}`。指定这样的文件。", "The copy is a workbook, .xlsx, not `{ending}`. Name such a file."),
    "copy_is_the_file": ("{path}就是该文件本身。为副本另指定一个文件。", "{path} is the file itself. Name another one for the copy."),
    "template_ending": ("模板是工作簿，即.xlsx，不是`{ending}`。指定这样的文件。", "The template is a workbook, .xlsx, not `{ending}`. Name such a file."),
    "impossible_character": (
        "工作簿不能保存字符U+{number}，它出现在`{text}`中。改写为csv或parquet。",
        "No workbook can hold the character U+{number}, which stands in `{text}`. Write csv or parquet.",
    ),
    "cell_too_long": (
        "工作簿的单元格最多容纳{most:,}个字符，`{text} …`超过了。改写为csv或parquet。",
        "No cell of a workbook holds more than {most:,} letters, as `{text} …` has. Write csv or parquet.",
    ),
}
