"""What a page says in the place of what is said on the command line: by its own fields and ticks, never by options."""

MESSAGES = {
    "levels_by_name": ("名称写明的层级与所填层级不同的：{number}", "named as of another level than the one filled in: {number}"),
    "names_left_out_as_unsure": ("无法判断、按所选的做法略去的名称：{number}", "names that can't be told, left out as was ticked: {number}"),
    "no_commission": (
        "未写明派出的纪委监委：没有关系表明这些机构由谁派出（可填写“派出机构和内设室所属的纪委监委”）",
        "no commission is named, so no link says who sent these bodies out (fill in “The commission that its groups and rooms belong to”)",
    ),
    "too_many_removals": (
        "新版本将移除 {charts} 原有的{held}个机构和关系中的{gone}个（{percent}%，超过{allowed}%）。没有改动任何内容。文件如果完整（至多移除{enough}%），请勾选“我已看过”后再执行。",
        "The new version would remove {gone} of the {held} nodes and links that {charts} held before ({percent} %, more than {allowed} %)."
        " Nothing was changed. If the file is complete (up to {enough} % go), tick “I have seen it” and do it.",
    ),
    "too_many_removals_perhaps_renamed": (
        "新版本将移除 {charts} 原有的{held}个机构和关系中的{gone}个（{percent}%，超过{allowed}%）。其中{unsure}个可能只是更名；把旧名称写进别名表（aliases.csv）一并上传即可确定。"
        "没有改动任何内容。文件如果完整（至多移除{enough}%），请勾选“我已看过”后再执行。",
        "The new version would remove {gone} of the {held} nodes and links that {charts} held before ({percent} %, more than {allowed} %)."
        " {unsure} of them {unsure:!was|were} perhaps only renamed; the old name in a table of aliases (aliases.csv), sent along, makes it sure."
        " Nothing was changed. If the file is complete (up to {enough} % go), tick “I have seen it” and do it.",
    ),
    "source_is_the_file": (
        "来源：{title}（即文件本身；如另有来源，请填写“来源的标题”）",
        "source: {title}, the file itself (if it is another one, fill in “Title of the source”)",
    ),
}

PROBLEMS = {
    "area_proposed": (
        ("文件没有说明其中机构所在的地区；`{commission}`应属{place}", "“地区（名称或代码）”已按此填好（{area}）：如果不对就改正，然后重新读取"),
        (
            "the file doesn't say the area of its bodies; `{commission}` seems to be of {place}",
            "“Area (its name or code)” is filled in so ({area}): mend it if that is wrong, then read again",
        ),
    ),
    "areas_proposed": (
        ("文件没有说明其中机构所在的地区；`{commission}`可能属于：{places}", "在“地区（名称或代码）”中填写其中一个的代码"),
        (
            "the file doesn't say the area of its bodies; `{commission}` may be of one of {places}",
            "fill in the code of one of them under “Area (its name or code)”",
        ),
    ),
    "perhaps_person": (
        ("此处的名称可能是人名（因此不重复）", "在“无法判断的名称”下说明它是{kind}，或不是机构"),
        ("a name stands here that may be a person's, and so isn't repeated", "say under “Names that can't be told” that it is a {kind}, or no body"),
    ),
    "left_out_as_unsure": (("{said}", "按所选的做法已略去"), ("{said}", "left out, as was ticked")),
    "no_roster": (
        ("未找到列出机构及其监督单位的表", "在“各列的内容”下选择表的种类和各列"),
        ("there is no table of bodies and the units that they oversee", "choose the kind of table and its columns, under “What the columns hold”"),
    ),
    "table_not_recognised": (
        ("此处的表未能识别，{number}个单元格未读取，开头为：{cells: | }", "如需导入，在“各列的内容”下选择表的种类和各列"),
        (
            "no table is recognised here, and {number:cell|cells} beginning with {cells: | } aren't read",
            "to load them, choose the kind of table and its columns, under “What the columns hold”",
        ),
    ),
    "table_of_bodies_not_recognised": (
        ("此处的表未能识别，{number}个单元格未读取（其中{bodies}个是机构名称），开头为：{cells: | }", "如需导入，在“各列的内容”下选择表的种类和各列"),
        (
            "no table is recognised here, and {number:cell|cells} beginning with {cells: | } aren't read, {bodies} of them names of bodies",
            "to load them, choose the kind of table and its columns, under “What the columns hold”",
        ),
    ),
    "undecided_node": (
        ("节点`{word}`：{doubt}", "另备一份对照表（mapping.yaml），写明`kinds: {{{word}: Kind}}`，Kind为以下之一：{valid}，或写none略去；与文件一并上传"),
        (
            "node `{word}`: {doubt}",
            "say it in a mapping (mapping.yaml), `kinds: {{{word}: Kind}}` with one of {valid}, or none to leave it out, and send it along",
        ),
    ),
    "undecided_nameless": (
        ("有一个节点：{doubt}", "另备一份对照表（mapping.yaml），写明`kinds: {{其id: Kind}}`，Kind为以下之一：{valid}，或写none略去；与文件一并上传"),
        ("a node: {doubt}", "say it in a mapping (mapping.yaml), `kinds: {{its id: Kind}}` with one of {valid}, or none to leave it out, and send it along"),
    ),
    "relations_of_unknown_type": (
        ("已略去：关系`{word}`：{number}", '不能确定它是模型中的哪种关系；如有对应，在对照表（mapping.yaml）中写明`links: {{"{word}": KIND}}`，与文件一并上传'),
        (
            "left out: relations `{word}`: {number}",
            'no kind of link of the model is surely meant; if one is, say it in a mapping (mapping.yaml), `links: {{"{word}": KIND}}`, and send it along',
        ),
    ),
    "relations_of_no_type": (
        ("已略去：没有写明类型的关系：{number}", '不能确定它是模型中的哪种关系；如有对应，在对照表（mapping.yaml）中写明`links: {{"": KIND}}`，与文件一并上传'),
        (
            "left out: relations without a type: {number}",
            'no kind of link of the model is surely meant; if one is, say it in a mapping (mapping.yaml), `links: {{"": KIND}}`, and send it along',
        ),
    ),
    "none_of_these_formats": (
        ("`{suffix}` 文件可以是以下几种，这个文件都不是：{titles}", "检查是否选错文件"),
        ("a `{suffix}` file may be one of these, and this one is none of them: {titles}", "see whether it is the file that you meant"),
    ),
}
