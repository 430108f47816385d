"""What every page of help says, and which commands there are. The pages of single commands: help_commands.py, their options: help_options.py."""

MESSAGES = {
    "usage": ("用法：", "Usage: "),
    "commands_metavar": ("[选项] 命令 [参数]…", "[OPTIONS] COMMAND [ARGS]…"),
    "options_metavar": ("[选项]", "[OPTIONS]"),
    "commands": ("命令：", "Commands:"),
    "questions": ("问题：", "Questions:"),
    "arguments": ("参数：", "Arguments:"),
    "options": ("选项：", "Options:"),
    "example": ("示例：", "Example:"),
    "with_extra": ("{said} [{extra:；}]", "{said}  [{extra:; }]"),
    "default": ("缺省：{value}", "default: {value}"),
    "range": ("范围：{range}", "{range}"),
    "required": ("必填", "required"),
    "lang_option": (
        "输出的语言：中文（zh）或英文（en）；缺省依 OVERSIGHT_LANG，再缺省为英文。",
        "Language of what is said: Chinese (zh) or English (en); as OVERSIGHT_LANG says by default, else English.",
    ),
    "help_option": ("显示本说明后结束。", "Show this message and exit."),
    "version_option": ("显示版本后结束。", "Show the version and exit."),
    "oversight": (
        "“四项监督”体系的图：谁受哪种形式的监督，两个机构如何相互联系，一个机构的监督能到哪里。",
        "A graph of the four-supervision system: who is covered by which form of supervision, how two bodies reach each other, how far a body reaches.",
    ),
    "start_with": ("先运行：", "Start with:"),
    "then": ("再运行：", "Then:"),
    # -- the verbs ---------------------------------------------------------------------------------------------------------------------
    "demo": (
        "把自带的五份图谱导入单独的图库，回答主要问题，画出关系图。",
        "Load the five shipped charts into a store of its own, answer the main questions, write maps.",
    ),
    "load": ("导入图谱：文件→问题→计划→图库。", "Load charts: file → problems → plan → store."),
    "check": ("说明哪些会导入、哪些不会及其原因；不作任何改动。", "Say what would load, what not and why; change nothing."),
    "template": ("写出供填写的空白工作簿，附说明、下拉选项和示例。", "Write an empty workbook to fill in, with instructions, drop-downs and an example."),
    "charts": ("列出已导入的图谱，或一份图谱的各个版本。", "List what is loaded, or the versions of a chart."),
    "unload": ("撤回一份图谱。", "Withdraw a chart."),
    "restore": ("重新导入一份图谱的旧版。", "Load a former version of a chart again."),
    "find": ("按标识、名称、别名或拼音首字母查找机构，繁简均可。", "Find bodies by id, name, alias or pinyin initials, in either script."),
    "ask": ("列出全部问题及其参数。", "List every question with its parameters."),
    "map": ("画出可交互的关系图：一个文件，无需联网。", "Draw an interactive map: one file that needs no network."),
    "serve": (
        "在浏览器中查看图库：覆盖矩阵、全部问题、全部机构；也可在其中导入图谱。",
        "Look at the store in a browser: the matrix of coverage, every question, every body; load charts there.",
    ),
    "cypher": ("对图库运行只读的Cypher，或显示某个问题的Cypher。", "Run Cypher on the store, reading only; or show the Cypher of a question."),
    "export": ("完整写出已导入的内容。", "Write out what was loaded, whole."),
    "doctor": ("列出各项版本、图库及能否连接、缺少什么。", "Say versions, the store, whether it can be reached, what is missing."),
}
