"""What is said of bytes, texts, YAML and JSON, of the fields of a mapping, and of files that nothing reads."""

_SAVE_AS_UTF8 = ("另存为UTF-8（在Excel中选CSV UTF-8），再重新导入", "save it as UTF-8 (in Excel: CSV UTF-8) and load it again")
_A_DATE = ("写2018、2018-03或2018-03-01", "write 2018, 2018-03 or 2018-03-01")
_WRITE_OUT = ("把值直接写出来", "write the value out")

MESSAGES = {
    "a_mapping": ("键值对", "a mapping"),
    "a_list": ("列表", "a list"),
    "empty": ("空", "empty"),
    "quoted": ("`{text}`", "`{text}`"),
    "gbk": ("GBK或GB18030", "GBK or GB18030"),
    "utf_16_or_no_text": ("UTF-16，或者根本不是文本", "UTF-16 or no text at all"),
    "latin_or_no_text": ("Latin-1、Windows-1252，或者根本不是文本", "Latin-1, Windows-1252 or no text at all"),
    "begun_in_line": ("{context}（始于第{line}行）", "{context} (begun in line {line})"),
    "indent_with_spaces": ("用空格缩进，不要用制表符", "indent with spaces, not with tabs"),
    "indent_alike": (
        "并列的内容缩进要一致；含有 `: ` 或 ` #` 的文本加上引号",
        "indent what stands side by side alike, and put a text that holds `: ` or ` #` in quotes",
    ),
    "close_what_is_open": (
        "检查文件是否完整；补上缺少的结束符，或给含有 `: ` 或 ` #` 的文本加上引号",
        "is the file complete? Close what is open, or put a text that holds `: ` or ` #` in quotes",
    ),
}

PROBLEMS = {
    # -- JSON
    "not_json": (
        ("这不是JSON（第{column}列）：{reason}", "检查文件是否完整，改正此处"),
        ("this isn't JSON (column {column}): {reason}", "is the file complete? Mend this place"),
    ),
    "nested_too_deeply": (
        ("列表或键值对嵌套过深", "写成图谱：一组键值对，其中有列表 `nodes` 和 `links`"),
        ("lists or mappings stand in each other too deeply", "write a chart: a mapping with lists of `nodes` and `links`"),
    ),
    "no_json_number": (
        ("这不是JSON：`{word}` 不是数字", "写数字、null或带引号的文本"),
        ("this isn't JSON: `{word}` is no number", "write a number, null, or a text in quotes"),
    ),
    # -- YAML
    "control_character": (
        ("这不是YAML：含有控制字符U+{number:04X}", "删去它"),
        ("this isn't YAML: it holds the control character U+{number:04X}", "remove it"),
    ),
    "not_yaml": (("这不是YAML：{reason}", "检查文件是否完整"), ("this isn't YAML: {reason}", "is the file complete?")),
    "not_yaml_here": (("这不是YAML：{reason:，}", "{how}"), ("this isn't YAML: {reason}", "{how}")),
    "tag": (("不读取标签 `{tag}`", "删去它；文本加上引号"), ("the tag `{tag}` isn't read", "remove it; a text is put in quotes")),
    "key_is_no_text": (
        ("键不是文本（而是空值、列表或键值对）", "在 `:` 前写一个普通的词"),
        ("a key is no text (empty, a list or a mapping)", "write a plain word before the `:`"),
    ),
    "alias_holds_itself": (("引用 *{name} 包含了它自己", _WRITE_OUT[0]), ("the alias *{name} holds itself", _WRITE_OUT[1])),
    "alias_without_anchor": (
        ("引用 *{name} 之前没有锚点 &{name}", _WRITE_OUT[0]),
        ("the alias *{name} has no anchor &{name} before it", _WRITE_OUT[1]),
    ),
    "too_many_aliases": (
        ("本文件的引用展开后超过{limit:,}个值", "把值直接写出来，或拆分文件"),
        ("the aliases of this file stand for more than {limit:,} values", "write the values out, or split the file"),
    ),
    # -- bytes and files
    "false_mark": (
        ("文件开头带有{name}的标记，内容却不是{name}文本", _SAVE_AS_UTF8[0]),
        ("the file begins with the mark of {name} and isn't {name} text", _SAVE_AS_UTF8[1]),
    ),
    "no_text": (
        ("文件含有NUL字节，不是文本", "把表格另存为.xlsx或.csv"),
        ("the file holds NUL bytes, so it is no text", "save the table as .xlsx or .csv"),
    ),
    "no_known_encoding": (
        ("文件不是已知中文编码（UTF-8、GBK、GB18030、UTF-16、Big5）的文本", _SAVE_AS_UTF8[0]),
        ("the file is no text in an encoding of Chinese that is known (UTF-8, GBK, GB18030, UTF-16, Big5)", _SAVE_AS_UTF8[1]),
    ),
    "two_encodings": (
        ("文件可能是{first}（“{first_words}”），也可能是{second}（“{second_words}”），无法判定", _SAVE_AS_UTF8[0]),
        ("the file could be {first} (“{first_words}”) or {second} (“{second_words}”), and which one can't be told", _SAVE_AS_UTF8[1]),
    ),
    "no_such_encoding": (("没有名为 `{name}` 的编码", "可用：{names}"), ("there is no encoding `{name}`", "one of {names}")),
    "other_encoding": (
        ("文件不是{name}文本", "另指定一种编码，或不指定，由程序判断"),
        ("the file isn't {name} text", "tell another encoding, or none: it is looked for"),
    ),
    "no_such_file": (("没有这个文件", "检查路径"), ("there is no such file", "check the path")),
    "unreadable": (
        ("无法读取文件（{reason}）", "检查路径，以及是否有读取权限"),
        ("the file can't be read ({reason})", "check the path, and that you may read it"),
    ),
    "folder": (("这是文件夹", "写出其中的文件，如 `folder/*.yaml`"), ("this is a folder", "name the files in it, as `folder/*.yaml`")),
    "pipe": (
        ("这不是文件，而是管道或设备", "先把其中的文本存成文件"),
        ("this isn't a file but a pipe or a device", "save its text to a file first"),
    ),
    "too_large": (("文件超过{limit} MB", "拆分成几份图谱"), ("the file is larger than {limit} MB", "split it into several charts")),
    "not_utf8": (
        ("文件不是UTF-8文本，看来是{guess}", "另存为UTF-8，再重新导入"),
        ("the file isn't UTF-8 text; it seems to be {guess}", "save it as UTF-8 and load it again"),
    ),
    "nul_bytes": (
        ("文件含有NUL字节，看来是{guess}", "另存为UTF-8文本，再重新导入"),
        ("the file holds NUL bytes; it seems to be {guess}", "save it as UTF-8 text and load it again"),
    ),
    "empty_file": (("文件是空的", "{how}"), ("the file is empty", "{how}")),
    # -- which loader takes a file
    "folder_of_files": (("这是文件夹", "写出其中的文件，如 `{pattern}`"), ("this is a folder", "name the files in it, as `{pattern}`")),
    "unknown_suffix": (
        ("不读取 `{suffix}` 类文件", "换用以{valid}结尾的文件"),
        ("files of the kind `{suffix}` aren't read", "name a file that ends in {valid}"),
    ),
    "none_of_these_formats": (
        ("`{suffix}` 文件可以是以下几种，这个文件都不是：{titles}", "检查是否选错文件；没有选错的话，用--from说明它是什么"),
        ("this is none of what a `{suffix}` file can be: {titles}", "is it the right file? If so, say what it is with --from"),
    ),
    # -- the fields of a mapping
    "key_twice": (
        ("键 `{key}` 在此出现两次，另一处在第{line}行", "只留一处"),
        ("the key `{key}` stands twice here, again in line {line}", "keep one of the two"),
    ),
    "key_of_person": (
        ("`{key}` 像是自然人的字段", "删去它：图谱只收机构，岗位数写在专职人数（staff_full_time）中"),
        ("`{key}` looks like a field of a natural person", "remove it: a chart holds organisations only, posts are counted in staff_full_time"),
    ),
    "merge_key": (("不读取合并键 `<<`", "把它带入的键逐一写出"), ("the merge key `<<` isn't read", "write the keys out that it brings in")),
    "unknown_key": (("未知的键 `{key}`", "{near}"), ("unknown key `{key}`", "{near}")),
    "missing": (("缺少 `{key}`", "补上 `{key}: …`"), ("`{key}` is missing", "add `{key}: …`")),
    "text_expected": (
        ("`{key}` 应为文本，现为{value}", "写一段文本，必要时加引号"),
        ("`{key}` is {value} where a text is expected", "write one text, in quotes if need be"),
    ),
    "unquoted": (
        ("{value}不加引号，在YAML中不是文本", '加上引号："{text}"'),
        ("{value} without quotes is no text in YAML", 'put it in quotes: "{text}"'),
    ),
    "character_of_no_text": (
        ("`{key}` 含有字符U+{number:04X}，文本中不应有", "删去它"),
        ("`{key}` holds the character U+{number:04X}, which no text has", "remove it"),
    ),
    "empty_text": (("`{key}` 是空的", "写上文本，或整个省去"), ("`{key}` is empty", "write a text, or leave it out")),
    "number_expected": (
        ("`{key}` 应为{low}至{high}的整数，现为{value}", "写这样的数；没有来源说明时省去"),
        ("`{key}` is {value} where a whole number from {low} to {high} is expected", "write such a number, or leave it out if nobody says it"),
    ),
    "date_expected": (("`{key}` 应为日期，现为{value}", _A_DATE[0]), ("`{key}` is {value} where a date is expected", _A_DATE[1])),
    "no_such_date": (("`{key}` 为{value}，历法中没有这个日期", _A_DATE[0]), ("`{key}` is {value}, which is no date of the calendar", _A_DATE[1])),
    "no_duration": (
        ("`{key}` 为{value}，不是ISO 8601的时长", "写P1W、P1M、P3M、P6M或P1Y一类：若干年和月，或若干周，或若干日"),
        ("`{key}` is {value}, which is no duration of ISO 8601", "write P1W, P1M, P3M, P6M, P1Y or the like: years and months, or weeks, or days"),
    ),
    "word_expected": (("`{key}` 应为规定的词，现为{value}", "请用其中之一：{words}"), ("`{key}` is {value} where a word is expected", "use one of: {words}")),
    "no_such_word": (("{vocabulary}中没有{value}", "{near}"), ("{value} is no {vocabulary}", "{near}")),
    "dates_reversed": (
        ("起始日期（{begin}）晚于终止日期（{end}）", "对调valid_from和valid_to，或改正其一"),
        ("begins ({begin}) after it ends ({end})", "swap valid_from and valid_to, or mend one of them"),
    ),
}
