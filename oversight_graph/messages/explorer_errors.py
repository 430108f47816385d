"""What the explorer says where a page can't be shown, and where it can't be started."""

MESSAGES = {
    "no_words": ("无法显示", "This can't be shown"),
    "no_file": ("请选择一个文件。", "Choose a file."),
    "no_column": ("`{question}` 没有列 `{column}`；{near}", "`{question}` has no column `{column}`; {near}"),
    "wrong_date": (
        "历法中没有日期`{date}`；请写作 2018、2018-03 或 2018-03-01。",
        "`{date}` is not a date of the calendar; write 2018, 2018-03 or 2018-03-01.",
    ),
    "wrong_number": (
        "`{question}` 的 `{name}` 写的是 `{given}`；请写 1 到 {most} 的整数。更多的请用命令行。",
        "`{name}` of `{question}` is `{given}`; give a whole number from 1 to {most}. The command line takes larger ones.",
    ),
    "no_files": (
        "`{name}` 指的是文件，网页不读取本机文件；自己的规范请在启动时用 OVERSIGHT_NORMS 指定。",
        "`{name}` names files, and pages take none: give norms of your own with OVERSIGHT_NORMS where the explorer is started.",
    ),
    "too_many_bodies": (
        "网址中列了 {n} 个机构，关系图最多从 {most} 个出发；请少选一些。",
        "This address names {n} bodies to draw a map around; a map takes {most}. Choose fewer.",
    ),
    "map_too_large": (
        "此范围有 {n:,} 个机构，多于 {most:,} 个，画不清楚。请选一份图谱或一个地区，或从某个机构的页面看它的周边。",
        "This scope holds {n:,} bodies, more than the {most:,} that a map can show. Choose a chart or an area, or look at the surroundings of a body on its page.",
    ),
    "too_many_connections": ("连接过多，请稍后再试。", "Too many are connected; try again shortly."),
    "no_such_host": (
        "本机没有主机 `{host}`：{reason}。用 --host 指定本机的一个地址。",
        "There is no host `{host}` here: {reason}. Name an address of this machine with --host.",
    ),
    "no_such_port": (
        "{host} 的端口 {port} 无法使用：{reason}。用 --port 另选一个，或写 0 使用任一空闲端口。",
        "Port {port} of {host} can't be used: {reason}. Name another with --port, or 0 for any that is free.",
    ),
}
PROBLEMS = {
    "wrong_address": (("网址有误", "请从总览重新开始。"), ("This address is wrong", "Start again from the overview.")),
    "not_found": (("没有这个页面", "请从总览重新开始。"), ("There is no such page", "Start again from the overview.")),
    "wrong_host": (
        ("网址中的主机名不对", "请使用启动时给出的网址。"),
        ("This is not the name of this explorer", "Use the address that was printed when it was started."),
    ),
    "wrong_origin": (
        ("请求来自别处", "表单只能从本程序的页面提交。"),
        ("This request came from elsewhere", "Forms are only taken from this explorer's own pages."),
    ),
    "wrong_sign": (
        ("表单已失效", "请返回并重新载入页面，再提交一次。"),
        ("This form is no longer valid", "Go back, reload the page and send it again."),
    ),
    "token_needed": (
        ("需要口令链接", "请打开启动时给出的完整链接（含 ?token=…）。"),
        ("A token is needed", "Open the whole link that was printed when the explorer was started (with ?token=…)."),
    ),
    "too_large": (
        ("内容太大", "请把文件拆小，或用命令行 oversight load。"),
        ("This is too large", "Split the file, or use `oversight load` on the command line."),
    ),
    "busy": (
        ("现在太忙", "正在处理的请求已满，这一项没有开始，也没有改动任何内容。请过一会儿再试。"),
        (
            "Too much is asked just now",
            "As much is being worked on as this explorer takes on at once. This wasn't begun, and nothing was changed; try again in a moment.",
        ),
    ),
    "long_address": (
        ("网址太长", "网址或其中的条件太多；请从总览重新开始。"),
        ("This address is too long", "It is longer, or says more, than any address of this explorer. Start again from the overview."),
    ),
    "fault": (
        ("程序出错了", "没有改动任何内容；终端里有详情。"),
        ("The program has a fault", "Nothing was changed. The terminal where it runs says more."),
    ),
}
