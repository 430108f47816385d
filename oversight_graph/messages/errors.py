"""What errors of every room say."""

MESSAGES = {
    "did_you_mean": ("是否指 `{word}`？", "did you mean `{word}`?"),
    "use_one_of": ("请用其中之一：{words}", "use one of: {words}"),
    "too_long": (
        "所需时间超过了允许的 {seconds} 秒。请缩小范围（路径少一些、限定一个地区或一张图），或改用命令行查询。",
        "This takes longer than the {seconds} seconds that it may. Ask for less (fewer paths, an area, one chart), or ask on the command line.",
    ),
}
