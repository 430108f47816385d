"""What the reading of rosters says: of their columns, rows, bodies, units and totals."""

_TOTAL_ZH = "各行照样导入，合计不导入；查明何者有误"
_TOTAL_EN = "the rows are loaded, the total isn't; find out which of them is wrong"
_CORRECT_ZH, _CORRECT_EN = "已略去；改正单元格", "it is left out; correct the cell"

MESSAGES = {
    # what a reading says it understood: columns
    "columns": ("{heading}；{columns}", "{heading}; {columns}"),
    "columns_and_others": ("{heading}；{columns}；略去：{others}", "{heading}; {columns}; left out: {others}"),
    "no_heading": ("没有标题行", "no heading"),
    "heading_row": ("标题在第{row}行", "heading in row {row}"),
    "heading_column": ("标题在{column}列", "heading in column {column}"),
    "heading_rows": ("标题在第{first}–{last}行", "heading in row {first}–{last}"),
    "column": ("{column} {heading} → {role}", "{column} {heading} → {role}"),
    "column_above": ("各行上方的{heading} → {role}", "{heading} above the rows → {role}"),
    "column_by_content": ("{column} {heading} → {role}（按内容）", "{column} {heading} → {role} (by its content)"),
    "column_by_mapping": ("{column} {heading} → {role}（按对照表）", "{column} {heading} → {role} (by the mapping)"),
    "without_heading": ("（无列标题）", "without a heading"),
    # what a reading says it understood: rows
    "date": ("日期：{date}", "date: {date}"),
    "date_in_row": ("日期：{date}（第{row}行）", "date: {date} (row {row})"),
    "commission": ("纪委监委：{name}", "commission: {name}"),
    "commission_in_row": ("纪委监委：{name}（第{row}行）", "commission: {name} (row {row})"),
    "units_of_several": ("{number}个单位列在不止一个机构之下", "{number} units stand below more than one body"),
    "totals_checked": ("合计：已将{number}个数与各行核对", "totals: {number} numbers were held against the rows"),
    "no_commission": (
        "未写明派出的纪委监委：没有关系表明这些机构由谁派出（用--commission指定名称）",
        "no commission is named: no link says who dispatches these bodies (name it with --commission NAME)",
    ),
    "source": ("来源：{title}", "source: {title}"),
    "source_is_the_file": ("来源：{title}（即文件本身；如另有来源，用--source指定）", "source: {title} (the file itself; another one: --source TEXT)"),
    "rows_heading_sections": ("作为节标题的行：{number}", "rows that head a section: {number}"),
    "rows_without_data": ("不是数据的行：{number}", "rows that are no data: {number}"),
    "rows_of_remarks": ("备注行，已略去：{number}", "rows of remarks, left out: {number}"),
    "rows_of_totals": ("合计行：{number}", "rows of totals: {number}"),
    "rows_continuing": ("接续上一行的行：{number}", "rows that continue the one above: {number}"),
    "units_counted": ("只有数目、没有名称的单位：{number}", "units that are counted, not named: {number}"),
    "names_left_out_by_mapping": ("按对照表略去的名称：{number}", "names left out by the mapping: {number}"),
    "names_of_persons": ("是人名或可能是人名的：{number}", "names that are, or may be, persons': {number}"),
    "overseers_among_units": ("单位列中属于监督机构的名称：{number}", "names in the column of units that are overseers: {number}"),
    "hosts_by_name": (
        "仅由派驻组名称得知的驻在单位（依据为推定）：{number}",
        "units known to have a group stationed at them by its name alone (basis inferred): {number}",
    ),
}
PROBLEMS = {
    "no_roster": (
        ("未找到列出机构及其监督单位的表", "在对照表中说明各列的内容：--guess写出一份可供修改的对照表"),
        ("no table of bodies and the units that they supervise was found", "say in a mapping what the columns hold: --guess writes one to start from"),
    ),
    # columns
    "column_not_understood": (
        ("无法识别列`{heading}`", "已略去；在对照表中说明它的内容，或在`headings:`下说明其用途"),
        ("the column `{heading}` isn't understood", "it is left out; say in a mapping what it holds, or `headings:` for its role"),
    ),
    "column_of_bodies_not_understood": (
        ("无法识别列`{heading}`，其中{number}个单元格是机构名称", "已略去；在对照表中说明它的内容，或在`headings:`下说明其用途"),
        (
            "the column `{heading}` isn't understood, and {number} of its cells {number:!is the name of a body|are names of bodies}",
            "it is left out; say in a mapping what it holds, or `headings:` for its role",
        ),
    ),
    "column_of_persons": (
        ("列`{heading}`的内容是个人", "已略去：图谱只含机构"),
        ("the column `{heading}` holds natural persons", "it is left out: a chart holds organisations only"),
    ),
    "column_of_persons_by_cells": (
        ("列`{heading}`的单元格是或可能是个人（姓名、号码）", "已略去，也不重复：图谱只含机构；如果是机构，改写为全称"),
        (
            "the cells of the column `{heading}` are, or may be, natural persons (names, numbers)",
            "it is left out and not repeated: a chart holds organisations only; if bodies are meant, write their full names",
        ),
    ),
    "remark_of_persons": (
        ("此处是或可能是人名、个人号码（因此不重复）", "已略去：图谱只含机构"),
        ("what stands here is, or may be, a person's name or number (so it isn't repeated)", "it is left out: a chart holds organisations only"),
    ),
    "column_beyond": (
        ("对照表说明了{column}列的内容，表中却没有这一列", "改正对照表"),
        ("the mapping tells what column {column} holds, and the table has no such column", "correct the mapping"),
    ),
    # rows
    "alone_in_row": (
        ("`{name}`（{kind}）单独占一行", "已略去；写明它与什么对应，或移到它该在的位置"),
        ("`{name}` ({kind}) stands alone in its row", "it is left out; write what it is beside, or put it where it belongs"),
    ),
    "before_reform": (
        ("名册的日期是{as_of}，在{reform}改革之前：不能假定其中机构的职权", "在对照表中说明：`authority: [discipline]`、`[state]`或`[discipline, state]`"),
        (
            "the roster is of {as_of}, before the reform of {reform}: which powers its bodies hold can't be assumed",
            "say it in a mapping: `authority: [discipline]`, `[state]` or `[discipline, state]`",
        ),
    ),
    "units_before_bodies": (
        ("此处有单位，前面却没有机构", "补上监督它们的机构，或在对照表中说明各列的内容"),
        ("units stand here, but no body before them", "write the body that supervises them, or say in a mapping what the columns hold"),
    ),
    "unit_without_body": (
        ("`{unit}`旁边没有写明机构", "已导入，但没有关系；如有机构监督它，补上该机构"),
        ("no body is named beside `{unit}`", "it is loaded without a link; write the body, if one supervises it"),
    ),
    # bodies
    "other_kind_in_column": (
        ("`{name}`识别为{kind}（{reason}），此处应为{expected}", "改正单元格，或在对照表中说明它是什么：`kinds: {{{name}: {expected}}}`"),
        (
            "`{name}` reads as {kind} ({reason}) where a {expected} is expected",
            "correct the cell, or say what it is in a mapping: `kinds: {{{name}: {expected}}}`",
        ),
    ),
    "no_body_in_column": (
        ("`{name}`不是机构名称（{reason}），此处应为{expected}", "改正单元格，或在对照表中说明它是什么：`kinds: {{{name}: {expected}}}`"),
        (
            "`{name}` is no name of a body ({reason}) where a {expected} is expected",
            "correct the cell, or say what it is in a mapping: `kinds: {{{name}: {expected}}}`",
        ),
    ),
    "several_bodies": (
        ("`{name}`指多个机构，而不是一个", "每个机构各写一行"),
        ("`{name}` names several bodies, not one", "write each in a row of its own"),
    ),
    "kind_by_column": (
        ("根据所在列，把`{name}`视为{expected}：{reason}", "核对是否如此"),
        ("`{name}` is taken for a {expected} because of its column: {reason}", "look whether it is one"),
    ),
    "no_sure_commission": (
        ("不能确定`{name}`是纪委监委（{reason}）", _CORRECT_ZH),
        ("`{name}` isn't surely a commission ({reason})", _CORRECT_EN),
    ),
    # what stands beside a body
    "not_understood": (
        ("无法把`{text}`识别为{attribute}", "已略去；如有需要，改正单元格"),
        ("`{text}` isn't understood as {attribute}", "it is left out; correct the cell if it matters"),
    ),
    "pool": (
        ("`{text}`写在多个机构共用的单元格里：是合计数，各自的份额未知", "已略去"),
        ("`{text}` stands in one cell for several bodies: a pool of posts that they share, and nobody's part of it is known", "it is left out"),
    ),
    "other_kind_beside": (
        ("`{name}`识别为{kind}，此处应为{expected}", _CORRECT_ZH),
        ("`{name}` reads as {kind} where a {expected} is expected", _CORRECT_EN),
    ),
    "no_body_beside": (
        ("`{name}`识别为非机构，此处应为{expected}", _CORRECT_ZH),
        ("`{name}` reads as no body where a {expected} is expected", _CORRECT_EN),
    ),
    # units
    "unit_no_body": (("`{name}`不是机构名称（{reason}）", "已略去"), ("`{name}` is no name of a body ({reason})", "it is left out")),
    "unit_of_other_kind": (
        ("`{name}`识别为{kind}（{reason}），不作为单位受监督", "已略去；如果确实指单位，在对照表中说明：`kinds: {{{name}: Unit}}`"),
        (
            "`{name}` reads as {kind} ({reason}), which nobody supervises as a unit",
            "it is left out; if it is meant as a unit, say so in a mapping: `kinds: {{{name}: Unit}}`",
        ),
    ),
    "area_of_several": (
        ("`{text}`可能指几个地区：{candidates}", "未采用；写代码，或在名称前加省、市"),
        ("`{text}` may be one of several areas: {candidates}", "it isn't taken; write the code, or the name with the province or city before it"),
    ),
    "area_unknown": (
        ("没有名为`{text}`的地区", "未采用；写区划代码，或写全称"),
        ("no area is called `{text}`", "it isn't taken; write its code, or its full name"),
    ),
    "area_unknown_but_like": (
        ("没有名为`{text}`的地区；最接近的是{nearest}", "未采用；改正名称，或写区划代码"),
        ("no area is called `{text}`; the nearest is {nearest}", "it isn't taken; correct the name, or write its code"),
    ),
    "area_inspected": (
        ("`{name}`是地名，不是机构", "已略去；如果受巡视巡察的是其党委，改写为`{committee}`，或在对照表中说明：`kinds: {{{name}: PartyCommittee}}`"),
        (
            "`{name}` is the name of an area, no body",
            "it is left out; if its party committee is what was inspected, write `{committee}`, or say in a mapping: `kinds: {{{name}: PartyCommittee}}`",
        ),
    ),
    # hosts that only the name of a group tells
    "host_by_row": (
        ("`{name}`写明的驻在单位`{host}`不在其监督单位之中，同一行有`{unit}`", "视为驻在该单位（依据为推定）；如果不是，在表中写明驻在单位"),
        (
            "the host `{host}` that `{name}` names isn't among its units; `{unit}` stands in the same row",
            "that one is taken for it (basis inferred); if it is another, name the host in the table",
        ),
    ),
    "host_not_sure": (
        ("不能确定`{name}`写明的驻在单位`{host}`是哪一个：可能是{units:、}", "未建立驻在关系，也未另立单位；在表中写明驻在单位"),
        (
            "which unit `{name}` means by its host `{host}` isn't sure; perhaps {units:or}",
            "no host is linked and no unit is made up; name the host in the table",
        ),
    ),
    # labels before a colon
    "label_of_another": (
        (
            "冒号前的`{label}`识别为{kind}，而这一行说的是{name}",
            "已与名称分开，其后的单位归{name}；如果只是小标题，在对照表中说明：`kinds: {{{label}: none}}`，否则为它另写一行",
        ),
        (
            "`{label}` before the colon reads as {kind}, and the row is about {name}",
            "it is taken off, and the units behind it are of {name}; if it only heads them, say in a mapping `kinds: {{{label}: none}}`, else give it a row",
        ),
    ),
    "label_not_understood": (
        ("不能确定冒号前的`{label}`是什么（{name}一行）", "已与名称分开，其后的单位照样导入；如果只是小标题，在对照表中说明：`kinds: {{{label}: none}}`"),
        (
            "what `{label}` before the colon is can't be told (in the row of {name})",
            "it is taken off, and the units behind it are loaded; if it only heads them, say in a mapping `kinds: {{{label}: none}}`",
        ),
    ),
    # totals
    "subtotal_differs": (
        ("小计为{said}（{column}），以上各行得出{counts:或}", _TOTAL_ZH),
        ("the subtotal says {said} ({column}), the rows above give {counts:or}", _TOTAL_EN),
    ),
    "total_differs": (
        ("合计为{said}（{column}），以上各行得出{counts:或}", _TOTAL_ZH),
        ("the total says {said} ({column}), the rows above give {counts:or}", _TOTAL_EN),
    ),
    "declared_units_differ": (
        ("{name}：写明有{said}个单位，列出了{listed}个", "列出的照样导入；查明何者有误"),
        ("{name}: {said} units are declared, {listed} are listed", "those that are listed are loaded; find out which of the two is wrong"),
    ),
}
