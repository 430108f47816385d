"""What the loaders say: of what a file doesn't tell, what was left out of it, mappings, tables of aliases, lists of names."""

_ALIASES_ZH = "写成一张表，列为name、alias，可另有kind、area、level、same"
_ALIASES_EN = "write a table with the columns name, alias and perhaps kind, area, level, same"

MESSAGES = {
    # what a reading says it understood
    "kinds_found": ("读到：{kinds}", "found: {kinds}"),
    "number_of_a_kind": ("{number}个{kind}", "{number} {kind}"),
    "counted": ("{counts:；}", "{counts:; }"),
    "of_sheet": ("工作表{sheet}：{said}", "sheet {sheet}: {said}"),
    "name_column": ("名称在{column}列", "names in column {column}"),
    "name_column_of_several": ("名称在{column}列；其余{number}列未读取：{others}", "names in column {column}; left out: {number:!column|columns} {others}"),
    "lines_that_are_no_bodies": ("不是机构的行，已略去：{number}", "lines that are no bodies, left out: {number}"),
    "lines_that_head_sections": ("作为小标题的行：{number}", "lines that head a section: {number}"),
    "links_that_labels_say": ("由冒号前的名称得知的关系：{number}", "links that a name before a colon says: {number}"),
    "links_that_names_imply": ("由名称推知的关系（依据为推定）：{number}", "links that the names imply (basis inferred): {number}"),
    "bodies_that_names_imply": ("仅在其他名称中提到的机构：{number}", "bodies that only another name names: {number}"),
    "levels_by_name": ("名称写明与--level不同层级的：{number}", "names that say another level than --level: {number}"),
    "names_left_out_as_unsure": ("无法判断、按--unsure leave-out略去的名称：{number}", "names that can't be told, left out by --unsure leave-out: {number}"),
    "tidy_tables": ("规整表：{tables}", "tidy tables: {tables}"),
    "table_of_rows": ("{table}（{rows}）", "{table} ({rows})"),
    # what the formats are
    "format_native": ("YAML或JSON格式的图谱", "a chart in YAML or JSON"),
    "format_tidy": ("规整表（nodes、links、sources等）", "tidy tables (nodes, links, sources …)"),
    "format_roster": ("监督机构及其所监督单位的名册", "a roster of bodies and the units that they supervise"),
    "format_names": ("名称列表", "a list of names"),
    "format_graphml": ("GraphML文件", "GraphML"),
    "format_gexf": ("GEXF文件", "GEXF"),
    "format_node_link": ("node-link JSON格式的图", "a graph as node-link JSON"),
    "format_popolo": ("Popolo文件", "Popolo"),
    "format_org": ("W3C组织本体（Turtle或JSON-LD）", "the W3C Organization Ontology in Turtle or JSON-LD"),
    "format_ftm": ("FollowTheMoney实体", "FollowTheMoney entities"),
    "format_records": ("带上级字段的机构记录，或边表（JSON或表格）", "records of bodies with their parents, or a table of edges, as JSON or a table"),
    "format_cypher": ("Cypher脚本", "a script of Cypher"),
    "format_grass": ("Neo4j Browser样式表", "a style sheet for Neo4j Browser"),
    "format_neo4j_admin": ("Neo4j导入工具所用的文件", "files for the importer of Neo4j"),
    # what is written, as the help of `export` says it
    "write_chart": (
        "本程序的图谱格式，按后缀写为YAML或JSON；指定文件夹则一张图谱一个文件",
        "the native format, YAML or JSON by the ending; a folder for a file a chart",
    ),
    "write_csv": ("规整表，写为一个文件夹的文本文件", "tidy tables, a folder of text files"),
    "write_xlsx": ("规整表，写为一个工作簿的各个工作表", "tidy tables, the sheets of one workbook"),
    "write_parquet": ("规整表，写为一个文件夹的Parquet文件", "tidy tables, a folder of Parquet files"),
    "write_graphml": (
        "GraphML，供networkx、yEd、Gephi等使用，读回后是相同的图谱；写为一个文件，指定文件夹则一张图谱一个文件",
        "GraphML for networkx, yEd, Gephi …, read again as the same charts; a file, or a folder for a file a chart",
    ),
    "write_gexf": ("同上，写为Gephi的GEXF", "the same as GEXF for Gephi"),
    "write_node_link": ("同上，写为node-link JSON，供networkx和网页使用", "the same as node-link JSON for networkx and web pages"),
    "write_cypher": ("在任何Neo4j中建出该图的脚本；文件以.cypher结尾", "a script that makes the graph in any Neo4j; a file that ends in .cypher"),
    "write_neo4j_admin": (
        "一个文件夹的文件，Neo4j自带的导入工具由此建成图库，适合很大的图",
        "a folder of files from which Neo4j's own importer makes a store, for very large graphs",
    ),
    "write_grass": (
        "Neo4j Browser样式表，颜色与关系图一致；不需要图谱和图库",
        "a style sheet for Neo4j Browser with the colours of the maps; takes no chart and no store",
    ),
    # where something stands
    "row_of_sheet": ("工作表{sheet}第{row}行", "{sheet} row {row}"),
    "another_place": ("别处", "another place"),
    "in_name": ("名称", "name"),
    "in_name_en": ("英文名称", "name_en"),
    "in_title": ("标题", "title"),
    "in_source": ("来源", "source"),
    "in_sources": ("来源", "sources"),
    "in_note": ("备注", "note"),
    "in_function": ("职能", "function"),
    "in_publisher": ("发布者", "publisher"),
    "in_aliases": ("别名", "aliases"),
    # what a mapping gives a wrong word for
    "word_kind": ("类型", "kind"),
    "word_kind_of_link": ("关系类型", "kind of link"),
    "word_role": ("列的用途", "role of a column"),
    "word_table": ("表的种类", "kind of table"),
    "word_format": ("格式", "format"),
}
PROBLEMS = {
    # a chart in the making
    "no_chart_id": (("文件没有说明图谱的标识", "用--chart指定标识"), ("the file doesn't say an id", "say it: --chart ID")),
    "no_date": (("文件没有说明它描述的日期", "用--as-of指定日期"), ("the file doesn't say the date that it describes", "say it: --as-of DATE")),
    "no_area": (
        ("文件没有说明其中机构所在的地区", "用--area指定代码或名称，如--area 昆明市"),
        ("the file doesn't say the area of its bodies", "say it by its code or name: --area AREA"),
    ),
    "area_proposed": (
        ("文件没有说明其中机构所在的地区；`{commission}`应属{place}", "如果不错，就用--area {area}指定"),
        ("the file doesn't say the area of its bodies; `{commission}` seems to be of {place}", "if so, say it: --area {area}"),
    ),
    "areas_proposed": (
        ("文件没有说明其中机构所在的地区；`{commission}`可能属于：{places}", "用--area指定其中一个的代码"),
        ("the file doesn't say the area of its bodies; `{commission}` may be of one of {places}", "say which: --area CODE"),
    ),
    "no_level": (("文件没有说明其中机构的层级", "用--level指定层级"), ("the file doesn't say the level of its bodies", "say it: --level LEVEL")),
    "contradicts": (
        ("{name}：{attribute}此处为`{value}`，{place}为`{held}`", "以先出现的为准；改正其中一处"),
        ("{name}: {attribute} is `{value}` here and `{held}` in {place}", "the first one stands; mend one of the two"),
    ),
    "tables_not_read": (("不读取`{suffix}`类型的表格文件", "另存为.xlsx或.csv"), ("tables of the kind `{suffix}` aren't read", "save it as .xlsx or .csv")),
    # natural persons
    "numbers_left_out": (
        ("{where}中的电话号码、电子邮箱或身份证号已略去", "图谱只含机构；如果略去的不是机构名称，无需处理"),
        (
            "a telephone number, an e-mail address or an identity number in the {where} was left out",
            "a chart holds organisations only; nothing is to be done, if no name of a body was meant",
        ),
    ),
    "name_left_out": (
        ("{where}中的人名已略去", "图谱只含机构；如果略去的不是机构名称，无需处理"),
        ("a person's name in the {where} was left out", "a chart holds organisations only; nothing is to be done, if no name of a body was meant"),
    ),
    "numbers_and_name_left_out": (
        ("{where}中的电话号码、电子邮箱或身份证号以及人名已略去", "图谱只含机构；如果略去的不是机构名称，无需处理"),
        (
            "a telephone number, an e-mail address or an identity number and a person's name in the {where} were left out",
            "a chart holds organisations only; nothing is to be done, if no name of a body was meant",
        ),
    ),
    "person_among_bodies": (
        ("此处是人名", "已略去；如果确有{kind}使用此名称，在对照表的`kinds:`下说明"),
        ("a person's name stands here", "it is left out; if a {kind} is called so, say it in a mapping under `kinds:`"),
    ),
    "perhaps_person": (
        ("此处的名称可能是人名（因此不重复）", "在对照表的`kinds:`下说明它是{kind}，或写`none`；--guess写出可供修改的对照表"),
        (
            "the name here may be a person's (so it isn't repeated)",
            "say in a mapping, under `kinds:`, that it is a {kind}, or `none`; --guess writes the mapping to correct",
        ),
    ),
    "person_here": (("此处是人名", "已略去"), ("a person's name stands here", "it is left out")),
    # lists of names
    "no_name_column": (
        ("未找到名称列", "在对照表中说明是哪一列：`columns: {{A: name}}`"),
        ("no column of names was found", "say in a mapping which it is: `columns: {{A: name}}`"),
    ),
    "label_not_understood": (
        ("冒号前的`{label}`不能确定是什么（{reason}）", "已与名称分开，名称照样导入；如果是机构，在对照表中说明：`kinds: {{{label}: Room}}`，否则写`none`"),
        (
            "what `{label}` before the colon is can't be told ({reason})",
            "it is taken off, and the names are loaded; if it is a body, say so in a mapping: `kinds: {{{label}: Room}}`, else `none`",
        ),
    ),
    "label_without_link": (
        ("`{label}`（{kind}）写在`{name}`（{other}）等名称之前，两者的关系不能确定", "均已导入，但没有关系；如有关系，写成名册"),
        (
            "`{label}` ({kind}) stands before `{name}` ({other}), and what they have to do with each other can't be told",
            "both are loaded, without a link; write a roster to say it",
        ),
    ),
    "no_body": (("`{name}`不是机构：{reason}", "已略去"), ("`{name}` is no body: {reason}", "it is left out")),
    "one_of_several_kinds": (
        ("无法判断`{name}`是什么：{reason}（可能是{kinds:或}）", "在对照表中说明：`kinds: {{{name}: {first}}}`，或写`none`"),
        ("what `{name}` is can't be told: {reason} (it could be {kinds: or })", "say it in a mapping: `kinds: {{{name}: {first}}}`, or `none`"),
    ),
    "no_kind_known": (
        ("无法判断`{name}`是什么：{reason}（没有模式与之相符）", "在对照表中说明：`kinds: {{{name}: Unit}}`，或写`none`"),
        ("what `{name}` is can't be told: {reason} (no pattern fits it)", "say it in a mapping: `kinds: {{{name}: Unit}}`, or `none`"),
    ),
    "kind_by_neighbours": (
        ("根据名单中的相邻名称（{neighbours:、}），把`{name}`视为{kind}", "如果不是，在对照表中说明它是什么：`kinds: {{{name}: none}}`"),
        (
            "`{name}` is taken for a {kind} because of the names beside it ({neighbours:, })",
            "if it is something else, say so in a mapping: `kinds: {{{name}: none}}`",
        ),
    ),
    "left_out_as_unsure": (("{said}", "按--unsure leave-out已略去"), ("{said}", "by --unsure leave-out it is left out")),
    # a mapping
    "no_mapping": (
        ("文件不是单个由键和值组成的对照表", "以`oversight load FILE --guess`输出的内容为起点"),
        ("this isn't one mapping of keys to values", "start from what `oversight load FILE --guess` prints"),
    ),
    "no_such_word": (("`{word}`不是有效的{what}", "{near}"), ("`{word}` is no {what}", "{near}")),
    "sheet_no_mapping": (
        ("`{sheet}`的内容是{shape}，应为键值对", "写成{{heading: 3, columns: {{…}}}}，或`ignore`"),
        ("`{sheet}` is {shape} where a mapping is expected", "write {{heading: 3, columns: {{…}}}}, or `ignore`"),
    ),
    "key_no_mapping": (("`{key}`的内容是{shape}，应为键值对", "写成{{…: …}}"), ("`{key}` is {shape} where a mapping is expected", "write {{…: …}}")),
    "heading_no_rows": (
        ("`heading`的内容是{shape}，应为行号", "写3、3-4，没有列标题的表写0"),
        ("`heading` is {shape} where rows are expected", "write 3, 3-4, or 0 for a table without a heading"),
    ),
    "no_column": (("`{letters}`不是列", "用字母表示列，如A或AB"), ("`{letters}` is no column", "name columns by their letters, as A or AB")),
    # a table of aliases
    "alias_no_row": (("此处是{shape}，应为一行", _ALIASES_ZH), ("is {shape} where a row is expected", _ALIASES_EN)),
    "aliases_not_read": (
        ("别名表不能从`{file}`类型的文件读取", "另存为.csv或.yaml"),
        ("a table of aliases isn't read from a `{file}` file", "save it as .csv or .yaml"),
    ),
    "aliases_no_list": (("文件不是列表", "写成列表：`- {{name: …, alias: …}}`"), ("this is no list", "write a list: `- {{name: …, alias: …}}`")),
    "alias_too_many_cells": (
        ("列标题有{headings}个，单元格却有{cells}个", "含逗号的文本要加引号"),
        ("{cells} cells under {headings} headings", "put a text that holds a comma in quotes"),
    ),
    "aliases_no_csv": (
        ("文件不是CSV：{error}", "补全引号，并另存为以逗号分隔的CSV"),
        ("this isn't CSV: {error}", "close the quotes, and save it as CSV with commas"),
    ),
    "aliases_no_heading": (("表中没有列标题", _ALIASES_ZH), ("the table has no heading", _ALIASES_EN)),
    "aliases_other_heading": (
        ("列标题为`{headings}`，缺少`name`和`alias`", _ALIASES_ZH),
        ("the heading is `{headings}`, without `name` and `alias`", _ALIASES_EN),
    ),
    "aliases_column_twice": (("有两列都叫`{column}`", "保留其中一列"), ("two columns are called `{column}`", "keep one of them")),
    "alias_missing": (
        ("缺少`alias`", "补上该机构的另一个名称，或删去这一行"),
        ("`alias` is missing", "add another name of the body, or remove the row"),
    ),
    "alias_is_the_name": (
        ("`{name}`就是名称本身", "写上该机构的另一个名称，或删去这一行"),
        ("`{name}` is the name itself", "write another name of the body, or remove the row"),
    ),
    "alias_too_many": (
        ("一行有{number:,}个名称，最多读取{most}个", "是同一个机构吗？每个机构各写一行"),
        ("a row holds {number:,} names, and at most {most} are read", "is it one body? Give each body a row of its own"),
    ),
    "alias_same_or_not": (
        ("`same`写的是`{said}`", "写{words:or}之一，或不写（即同一机构）"),
        ("`same` is `{said}`", "write one of {words:or}, or nothing, which means the same body"),
    ),
    "alias_too_long": (
        ("`{key}`中有一个名称长达{letters:,}个字符，最多读取{most}个", "只写名称；多个名称用`、`隔开"),
        ("`{key}` holds a name of {letters:,} characters, and at most {most} are read", "write the name alone; several stand between `、`"),
    ),
    # tidy tables: which chart a row is of
    "no_charts": (
        ("表中没有图谱", "填写`charts`、`nodes`、`links`和`sources`各表"),
        ("the tables hold no chart", "fill in the rows of `charts`, `nodes`, `links` and `sources`"),
    ),
    "chart_twice": (
        ("图谱`{chart}`出现两次", "每张图谱只占一行，并有自己的标识"),
        ("the chart `{chart}` stands twice", "give each chart one row, and an id of its own"),
    ),
    "chart_without_id": (
        ("多张图谱中有一张没有标识", "每张图谱只占一行，并有自己的标识"),
        ("a chart without an id beside another one", "give each chart one row, and an id of its own"),
    ),
    "row_of_no_chart": (
        ("这一行没有说明属于哪张图谱", "填写`chart`：{near}"),
        ("the row doesn't say of which chart it is", "fill in `chart`: {near}"),
    ),
    "no_such_chart": (("这些表中没有图谱`{chart}`", "{near}"), ("there is no chart `{chart}` in these tables", "{near}")),
}
