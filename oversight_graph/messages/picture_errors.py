"""What is said where a map can't be drawn or written."""

MESSAGES = {
    "cannot_write": (
        "关系图无法写入（{reason}）；请指定一个已有且可写入的文件夹中的文件",
        "The map can't be written ({reason}); name a file in a folder that exists and may be written",
    ),
    "wrong_hops": ("`hops` 是 {hops}；写 0 或更大的整数", "`hops` is {hops}; give a whole number from 0"),
    "nothing_there": (
        "没有可画的内容：{day}，此范围内没有机构。换一个地区、图谱或日期。",
        "There is nothing to draw: the scope holds no body ({day}). Ask for another area, chart or date.",
    ),
    "no_such_view": ("没有视图 `{view}`；{near}", "There is no view `{view}`; {near}"),
    "view_of_one": ("视图 `{view}` 只画一个机构；写了 {named} 个", "The view `{view}` is drawn for 1 body; {named} were named"),
    "view_of_two": ("视图 `{view}` 画两个不同的机构；写了 {named} 个", "The view `{view}` is drawn for 2 different bodies; {named} were named"),
    "no_such_colour": ("关系图不能按 `{colour}` 着色；{near}（或 D、S、P、I）", "A map can't be coloured by `{colour}`; {near} (or D, S, P, I)"),
}
