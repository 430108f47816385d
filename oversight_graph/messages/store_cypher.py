"""Why a statement of Cypher isn't let through: it does more than read, or can't be read."""

MESSAGES = {
    "only_reading": (
        "此处只允许读取：{why}。改动图谱请用 `oversight load` 和 `oversight unload`。",
        "Only reading is allowed here: {why}. Charts are changed with `oversight load` and `oversight unload`.",
    ),
    "several_statements": ("一次只写一条语句：`;` 之后还有内容。", "Give one statement at a time: there is a `;` with something behind it."),
    "no_statement": (
        '没有语句。请在引号内写一条，如：oversight cypher "MATCH (n) RETURN count(n) AS n"。',
        'There is no statement. Give one in quotes, as in: oversight cypher "MATCH (n) RETURN count(n) AS n".',
    ),
    "hidden_sign": (
        "`{sign}` 代表引号或反斜杠，可能掩盖语句的作用。请用--param传值，如：--param name=value。",
        "`{sign}` stands for a quote or a backslash, which could hide what a statement does. Hand values over with --param, as in: --param name=value.",
    ),
    "unknown_escape": (
        "文本{text}中有 `\\{letter}`，在Cypher中没有意义。反斜杠写作 `\\\\`。",
        "In the text {text} stands `\\{letter}`, which means nothing in Cypher. Write `\\\\` for a backslash.",
    ),
    "open_comment": ("无法读取这条Cypher：注释没有结束。", "This Cypher can't be read: a comment isn't ended."),
    "open_text": ("无法读取这条Cypher：{sign}内的文本或名称没有结束。", "This Cypher can't be read: a text or name in {sign} isn't ended."),
    "stray_backslash": ("无法读取这条Cypher：文本之外有反斜杠。", "This Cypher can't be read: a backslash stands outside of a text."),
    "stray_control_character": ("无法读取这条Cypher：文本之外有控制字符。", "This Cypher can't be read: a control character stands outside of a text."),
    "nul": ("无法读取这条Cypher：其中有NUL字符。", "This Cypher can't be read: there is a NUL character in it."),
    # -- what does more than read
    "other_beginning": (
        "语句以 `{word}` 开头，而读取的语句以{words}开头（前面可以有EXPLAIN或PROFILE）",
        "it begins with `{word}`, and what reads begins with {words} (behind EXPLAIN or PROFILE, if you like)",
    ),
    "other_list": ("可以列出的内容中，只允许{words}", "of what can be listed, {words} are allowed"),
    "load": ("LOAD会读取文件和网络地址", "LOAD reads files and addresses"),
    "terminate": ("TERMINATE会终止他人的操作", "TERMINATE ends what others are doing"),
    "other_procedure": (
        "已知只读图的过程中没有 `{name}`；{near}（若 `call` 是名称，请写在反引号内。）",
        "`{name}` isn't among the procedures that are known to read the graph alone; {near} (Where `call` is a name, write it in backticks.)",
    ),
    "other_function": (
        "`{name}` 是插件的函数，或可能触及图以外的函数；允许的有{allowed}中的函数",
        "`{name}` is a function of a plugin or one that may reach beyond the graph; those of {allowed} are allowed",
    ),
}
