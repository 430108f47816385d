"""How a problem is told: where it is, and how many there are."""

MESSAGES = {
    "row": ("第{row}行", "row {row}"),
    "line": ("第{line}行", "line {line}"),
    "sheet": ("工作表 {sheet}", "sheet {sheet}"),
    "error": ("错误", "error"),
    "warning": ("提醒", "warning"),
    "located": ("{severity}：{place:，}：{what}；{todo}", "{severity}: {place:, }: {what}; {todo}"),
    "subject": ("{subject}：{what}", "{subject}: {what}"),
    "more": (
        "……另有 {number} 项（错误 {wrong} 项，提醒 {doubtful} 项）；先改好以上各项，再检查一遍",
        "… and {number} more ({wrong} errors, {doubtful} warnings); mend these first, then check again",
    ),
}
