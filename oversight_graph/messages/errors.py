"""What errors of every room say."""

MESSAGES = {
    "did_you_mean": ("是否指 `{word}`？", "did you mean `{word}`?"),
    "use_one_of": ("请用其中之一：{words}", "use one of: {words}"),
    "too_long": (
        "这项查找超过了 {seconds} 秒，已停止。请少问一些（路径数少一些、只看一个地区或一份图谱），或用命令行提问，那里没有时间限制。",
        "This takes longer than the {seconds} seconds that a page may take, and was stopped. Ask for less (fewer paths, an area, one chart), or ask on the command line, "
        "which has no such limit.",
    ),
}
