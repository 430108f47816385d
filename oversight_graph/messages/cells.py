"""What became of the cells of a table: how many were loaded or left out, and what of them was read by nobody."""

_MAPPING_ZH = "如需导入，在对照表中说明各列的内容，否则写`ignore`；--guess写出可供修改的对照表"
_MAPPING_EN = "if they are meant to be loaded, say in a mapping what its columns hold, else `ignore`; --guess writes one to start from"

MESSAGES = {
    "counted": ("共{number}个单元格：{fates}", "{number:cell|cells}: {fates}"),
    "loaded": ("导入{number}", "{number} loaded"),
    "headings": ("标题{number}", "{number} headings"),
    "totals": ("合计{number}", "{number} totals"),
    "numbers": ("序号{number}", "{number} running numbers"),
    "fillers": ("无内容符号{number}", "{number} signs for nothing"),
    "remarks": ("备注{number}", "{number} of remarks"),
    "left_out": ("按标题或对照表略去{number}", "{number} left out by heading or mapping"),
    "said": ("略去并已提示{number}", "{number} left out, as the problems say"),
    "unread": ("未读取{number}", "{number} not read"),
    "hidden_text": ("……", "…"),
}
PROBLEMS = {
    "table_not_recognised": (
        ("此处的表未能识别，{number}个单元格未读取，开头为：{cells: | }", _MAPPING_ZH),
        ("the table here isn't recognised, {number:cell of it isn't|cells of it aren't} read; it begins with: {cells: | }", _MAPPING_EN),
    ),
    "table_of_bodies_not_recognised": (
        ("此处的表未能识别，{number}个单元格未读取（其中{bodies}个是机构名称），开头为：{cells: | }", _MAPPING_ZH),
        (
            "the table here isn't recognised, {number:cell of it isn't|cells of it aren't} read ({bodies} of them names of bodies); it begins with: {cells: | }",
            _MAPPING_EN,
        ),
    ),
    "column_not_read": (
        ("{column}列有{number}个单元格未读取：{cells: | }", "如需导入，在对照表中说明该列的内容，或改正单元格"),
        ("{number:cell|cells} of column {column} {number:!isn't|aren't} read: {cells: | }", "say in a mapping what the column holds, or correct the cells"),
    ),
    "column_of_persons_not_read": (
        ("{column}列有{number}个单元格是或可能是个人（姓名、号码）", "已略去，也不重复：图谱只含机构"),
        (
            "{number:cell|cells} of column {column} {number:!is, or may be, a natural person's|are, or may be, natural persons'} (names, numbers)",
            "they are left out and not repeated: a chart holds organisations only",
        ),
    ),
    "column_of_bodies_not_read": (
        ("{column}列有{number}个单元格未读取，其中{bodies}个是机构名称：{cells: | }", "如需导入，在对照表中说明该列的内容，或改正单元格"),
        (
            "{number:cell|cells} of column {column} {number:!isn't|aren't} read, {bodies} of them names of bodies: {cells: | }",
            "say in a mapping what the column holds, or correct the cells",
        ),
    ),
    "bodies_beside_names": (
        ("{column}列有{number}个单元格是机构名称：{cells}", "已略去；如需导入，在对照表中说明：`columns: {{{column}: name}}`"),
        (
            "{number:cell|cells} of column {column} {number:!is the name of a body|are names of bodies}: {cells}",
            "they are left out; to load them, say in a mapping `columns: {{{column}: name}}`",
        ),
    ),
}
