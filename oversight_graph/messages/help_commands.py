"""What the pages of help of single commands say they do, by command; a question says it in its declaration, and one whose page says no more than the table of commands has it in help.py."""

MESSAGES = {
    "load": (
        "导入图谱、名册、名称列表或表格：先显示识别结果和将有的变化，经确认后全部执行，否则不作任何改动。",
        "Load charts, rosters, lists of names, tables: show what was understood and what will change, ask, then change all of it or nothing.",
    ),
    "check": (
        "说明识别出什么，哪些会导入，哪些不会及其原因；不作任何改动。",
        "Say what was understood, what would load, what not and why; change nothing.",
    ),
    "template": (
        "写出供填写的工作簿：每种表一个工作表，附说明、下拉选项和示例。",
        "Write a workbook to fill in: a sheet a table, with instructions, drop-downs and an example.",
    ),
    "charts": (
        "列出已导入的图谱：条目数、日期、来源、导入时间；或一份图谱的各个版本。",
        "List what is loaded: counts, date, sources, when; or the versions of a chart.",
    ),
    "restore": (
        "重新导入一份图谱的旧版，已撤回的也可以：与其他计划一样，并成为该图谱的新一版。",
        "Load a former version of a chart again, one that was withdrawn too: a plan like any other, and a further version of the chart.",
    ),
    "forget": (
        "去除一份图谱在某一版之前的各版，收回其空间；答案不变，去除后不能恢复。已导入的那一版始终保留。",
        "Let the versions of a chart go that came before one, and the room that they took. Answers stay as they are; what has gone doesn't come back. "
        "The version that is loaded always stays.",
    ),
    "unload": (
        "撤回一份图谱：其他图谱都没有的内容随之消失，其余恢复到它导入之前的样子。",
        "Withdraw a chart: what no other chart holds goes, the rest stays as before it was loaded.",
    ),
    "find": (
        "查找机构：按标识、名称或别名，或按名称的一部分，繁简均可。",
        "Find bodies: by an id, a name or an alias, or by a part of a name, in either script.",
    ),
    "ask": ("列出全部问题及其参数；每个问题也是一条命令。", "List every question with its parameters; each is also a command."),
    "map": (
        "画出可交互的关系图：某个范围、某个机构的周边，或两个机构之间的路径；写为一个文件，无需联网即可打开。",
        "Draw an interactive map of a scope, of the surroundings of a body, or of the path between two: one file that opens without a network.",
    ),
    "serve": (
        "在浏览器中查看图库：哪些被覆盖，哪些没有及其原因，全部机构，全部问题；也可在其中导入图谱。",
        "Look at the store in a browser: what is covered, what isn't and why, every body, every question; load charts there.",
    ),
    "serve_reach": (
        "只有本机可以访问，除非用 --host 另作指定：那时访问者须持有口令，即 OVERSIGHT_TOKEN 中的口令，或自动生成并显示出来的口令。",
        "Only this machine can reach it, unless --host says otherwise: then visitors need a token, the one in OVERSIGHT_TOKEN or one that is made and printed.",
    ),
    "cypher": (
        "对图库运行 Cypher：只读，写入的语句由数据库本身拒绝。或显示某个问题的 Cypher。",
        "Run Cypher on the store: reading only, the database itself refuses what writes. Or show the Cypher of a question.",
    ),
    "export": (
        "完整写出已导入的内容，连同标识和来源；再次导入可得到同样的图。",
        "Write out what was loaded, whole: ids and sources included, to be loaded again to the same graph.",
    ),
    "doctor": (
        "列出各项版本，说明图库能否访问、文件是否完好，以及缺少什么。",
        "Say versions, the store, whether it can be reached and all of its file is as it was written, what is missing.",
    ),
}
