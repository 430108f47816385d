"""What the reading of a file asks its user, on the terminal and on a page: of names, of what the file doesn't say."""

MESSAGES = {
    "reason": ("{reason}", "{reason}"),
    "perhaps_person": ("可能是人名", "it may be a person's name"),
    # -- the dialogue on the terminal --------------------------------------------------------------------------------------------------
    "file": ("{file}：", "{file}:"),
    "how": (
        "以下名称需要判断（{number}项）。按数字键选择，回车键保持提示的处理，q 停止。",
        "{number:question|questions} about names. A digit decides, Enter does what is said behind it, q stops.",
    ),
    "of_name": ("{at}/{of} {names}", "{at}/{of} {names}"),
    "of_names_alike": ("{at}/{of} {number}个同类名称：{names}", "{at}/{of} {number} names alike: {names}"),
    "and_more": ("……另有{number}个", "… and {number} more"),
    "name_at": ("{name}（{place}）", "{name} ({place})"),
    "why": ("    {reason}", "    {reason}"),
    "choice": ("{key} {what}", "{key} {what}"),
    "choices": ("    {choices:   }", "    {choices:   }"),
    "left_out": ("不是机构，略去", "no body: leave it out"),
    "other_kind": ("其他类型", "another kind"),
    "one_by_one": ("逐个判断", "one by one"),
    "enter_leaves_out": ("回车 略去", "Enter leave out"),
    "enter_keeps": ("回车 仍为{kind}", "Enter stays {kind}"),
    "stop": ("q 停止", "q stop"),
    "decided": ("    → {what}", "    → {what}"),
    # -- the columns of a table -----------------------------------------------------------------------------------------------------------
    "role_name": ("名称", "name"),
    "column_left_out": ("略去", "left out"),
    "table": ("{name}：{kind}，标题行 {heading}", "{name}: {kind}, heading in row {heading}"),
    "table_without_heading": ("{name}：{kind}，没有标题行", "{name}: {kind}, without a heading"),
    "column": ("    {key} {letters}列 {heading} → {role}", "    {key} column {letters} {heading} → {role}"),
    "column_with_cells": ("    {key} {letters}列 {heading} → {role}    {cells: · }", "    {key} column {letters} {heading} → {role}    {cells: · }"),
    "columns_not_recognised": ("    未识别出表的种类，不读取其中的列", "    its kind isn't recognised, and none of its columns is read"),
    "columns_how": (
        "    回车 正确   字母 改这一列   0 改表的种类   q 停止",
        "    Enter right so   a letter changes that column   0 another kind of table   q stop",
    ),
    "columns_how_kind": ("    回车 不读取   0 说明表的种类   q 停止", "    Enter leaves it out   0 says what kind of table it is   q stop"),
    "which_role": ("    {letters}列 {heading} 是：", "    Column {letters} {heading} is:"),
    "the_table": ("表格", "The table"),
    "enter_back": ("回车 返回", "Enter back"),
    "which_kind": ("    {name} 是：", "    {name} is:"),
    "ask_chart": ("图谱的标识（小写字母、数字、连字符；回车停止）：", "Id of the chart (a to z, digits, hyphens; Enter stops): "),
    "ask_area": (
        "其中机构所在的地区，名称或代码，如昆明市、530100（回车停止）：",
        "Area of its bodies, by name or code, as `昆明市` or 530100 (Enter stops): ",
    ),
    "ask_area_proposed": (
        "其中机构所在的地区，名称或代码（回车采用{area}，q 停止）：",
        "Area of its bodies, by name or code (Enter takes {area}, q stops): ",
    ),
    "ask_level": ("其中机构的层级：", "Level of its bodies:"),
    "ask_as_of": ("它描述的日期，如 2023-06-30（回车停止）：", "The date that it describes, as 2023-06-30 (Enter stops): "),
    "not_so": ("    `{said}` 不能用，请再写一次。", "    `{said}` can't be used; once more, please."),
    "stopped": ("已停止；没有导入任何内容。", "Stopped; nothing was loaded."),
    "kept": (
        "所作判断已写入 {file}；下次用 --ask 时自动沿用，或加 --mapping {file}。",
        "Kept in {file}: the next --ask takes it by itself, any load with --mapping {file}.",
    ),
    "kept_before": ("沿用 {file} 中以前的判断。", "What was decided before is taken from {file}."),
    "head_of_file": ("对照表：用 oversight load --ask 或网页作出的判断", "A mapping: what was decided with `oversight load --ask` or in the explorer"),
}

PROBLEMS = {
    "no_terminal": (
        ("--ask 需要在终端上提问，而这里没有终端", "去掉 --ask；无法判断的名称写入对照表（--guess 写出一份，用 --mapping 交回），或用 --unsure leave-out 略去"),
        (
            "--ask asks on a terminal, and there is none here",
            "leave it out; say what the names are in a mapping (--guess writes one, --mapping takes it), or leave them out with --unsure leave-out",
        ),
    ),
    "not_with_guess": (
        ("--ask 与 --guess 不能同时使用", "--guess 只写出对照表，不导入；去掉其中一个"),
        ("--ask and --guess don't go together", "--guess writes a mapping and loads nothing; leave one of the two out"),
    ),
}
