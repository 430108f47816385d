"""What the commands say."""

MESSAGES = {
    # -- what goes on ------------------------------------------------------------------------------------------------------------------
    "reading": ("正在读取……", "Reading …"),
    "planning": ("正在制定计划……", "Planning …"),
    "writing": ("正在写入……", "Writing …"),
    "current": ("现行", "current"),
    "drawing": ("正在绘制……", "Drawing …"),
    "progress": ("{what} {done:,} / {of:,}", "{what} {done:,} of {of:,}"),
    "nothing_changed": ("已停止；没有任何改动。", "Stopped; nothing was changed."),
    # -- wrong use ---------------------------------------------------------------------------------------------------------------------
    "no_command": ("没有命令 `{command}`；{near}", "There is no command `{command}`; {near}"),
    "see_help": ("{said}（见 `{command} --help`）", "{said} See `{command} --help`."),
    "not_utf8": ("`{text}` 含有不是 UTF-8 的字节；请用 UTF-8 输入", "`{text}` holds bytes that aren't UTF-8; type it in UTF-8"),
    "no_language": ("{variable} 为 `{word}`；{near}", "{variable} is `{word}`; {near}"),
    "missing_argument": ("缺少参数 `{name}`", "`{name}` is missing: type it behind the command"),
    "missing_option": ("缺少选项 `{name}`", "The option `{name}` is missing"),
    "no_option": ("没有选项 `{option}`；{near}", "There is no option `{option}`; {near}"),
    "option_needs_value": ("选项 `{name}` 后面要有一个值", "The option `{name}` needs a value"),
    "option_takes_none": ("选项 `{name}` 后面不能有值", "The option `{name}` takes no value"),
    "invalid_value": ("`{name}` 的值无效：{said}", "Invalid value for `{name}`: {said}"),
    "more_arguments": ("多出的参数：{arguments}", "More was typed than the command takes: {arguments}"),
    "two_areas": ("参数“地区”是 {argument}，--area 是 {option}；请只给其中一个。", "AREA is {argument} and --area is {option}; give one of the two."),
    "not_one_of": ("没有 `{value}`；{near}", "`{value}` is none of its words; {near}"),
    "no_number": ("`{value}` 不是整数", "`{value}` is no whole number"),
    "no_number_from": ("`{value}` 不是 {least} 或更大的整数", "`{value}` is no whole number from {least} on"),
    "no_number_between": ("`{value}` 不是 {least} 到 {most} 的整数", "`{value}` is no whole number from {least} to {most}"),
    "bad_date": (
        "--as-of：历法中没有日期`{date}`；请写作 2018、2018-03 或 2018-03-01",
        "--as-of: `{date}` is not a date of the calendar; write 2018, 2018-03 or 2018-03-01",
    ),
    "no_format": ("--from：没有格式 `{word}`；{near}", "--from: `{word}` is no format; {near}"),
    "no_encoding": ("--encoding：不能读取编码 `{word}`；{near}", "--encoding: `{word}` is no encoding that is read; {near}"),
    "no_form": ("--complete：没有监督形式 `{word}`；{near}", "--complete: `{word}` is no form; {near}"),
    "output_closed": (
        "标准输出无法写入：{reason}。请输出到别处，或试试 --out 加文件名。",
        "Standard output can't be written: {reason}. Send it elsewhere, or see whether --out FILE does.",
    ),
    # -- check and load ----------------------------------------------------------------------------------------------------------------
    "of_file": ("{file}：{line}", "{file}: {line}"),
    "would_load": (
        "{chart} 将导入：{kinds}；关系条目{links}条，宣称{claims}条",
        "{chart} would load: {kinds}; {links} link entries, {claims} claims",
    ),
    "would_load_no_nodes": (
        "{chart} 将导入：没有机构；关系条目{links}条，宣称{claims}条",
        "{chart} would load: no nodes; {links} link entries, {claims} claims",
    ),
    "problems_noted": ("{file}：已标注{number}个问题", "{file}: {number:problem|problems} noted"),
    "annotate_one_file": ("--annotate 只能为一个文件写出副本：请逐个检查文件。", "--annotate makes a copy of one file: check the files one by one."),
    "nothing_loaded": ("没有导入任何内容：{errors} 项错误。", "Nothing was loaded: {errors:error|errors}."),
    "nothing_to_guess": (
        "对照表说明一个文件各列的含义，而这些文件都不是表格或名称清单。请用 --guess 指定一个文件。",
        "A mapping says what the columns of one file mean, and none of these files is a table or a list of names. Name one file with --guess.",
    ),
    "several_to_guess": (
        "对照表说明一个文件各列的含义，而这里有几个文件。请用 --guess 指定一个文件。",
        "A mapping says what the columns of one file mean, and these are several files. Name one file with --guess.",
    ),
    "guess_head": (
        "# 以下是识别结果；改正后用 --mapping 交回。`?`：请确定该名称是什么，填一种类型或 `none`。",
        "# What was recognised; correct it, and give it back with --mapping. `?`: decide what the name is, a kind or `none`.",
    ),
    # -- carrying out a plan -----------------------------------------------------------------------------------------------------------
    "json_needs_yes_or_dry_run": (
        "--format json 不提问：加 --dry-run 只看计划，或加 --yes 执行。",
        "--format json asks no question: add --dry-run to see the plan, or --yes to apply it.",
    ),
    "no_terminal": (
        "没有任何改动：没有可确认计划的终端。加 --yes 直接执行，或加 --dry-run 只看计划。",
        "Nothing was changed: there is no terminal to confirm the plan on. Add --yes to apply it, or --dry-run to see it only.",
    ),
    "apply": ("执行这份计划？", "Apply this plan?"),
    "planning_again": ("{changed}正在重新制定计划。", "{changed} Planning again."),
    "loaded": ("已导入：{charts}。图库：{store}", "Loaded: {charts}. Store: {store}"),
    "withdrawn": ("已撤回：{charts}。图库：{store}", "Withdrawn: {charts}. Store: {store}"),
    "forgotten": (
        "已去除图谱 `{chart}` 的{number}版。图库：{store}",
        "Forgotten: {number:version|versions} of the chart `{chart}`. Store: {store}",
    ),
    "nothing_to_forget": (
        "图谱 `{chart}` 没有更早的版本可去除：最早的一版是第{first}版。",
        "The chart `{chart}` has no version before that: the first one is {first}.",
    ),
    "to_forget": (
        "图谱 `{chart}`：去除{number}版，保留{staying}版。已导入的内容和答案不变；去除的版本不能恢复。",
        "The chart `{chart}`: {number:version goes|versions go}, {staying:!one stays|!others stay}. What is loaded and the answers stay as they are; what has gone doesn't come back.",
    ),
    "version": (
        "第{number}版，{since}至{until}：{nodes}个机构条目，{links}条关系条目",
        "version {number}, {since} to {until}: {nodes:entry|entries} of nodes, {links} of links",
    ),
    "written_anew": (
        "图库{store}由较早的版本写成：执行后改写为现在的结构，图谱和答案不变，原文件不保留；较早版本的程序还要用它的，请先留一份副本。",
        "An earlier version wrote the store {store}: applying this writes it anew as this version does, with the same charts and answers; the file as it is now isn't kept. Copy it first if "
        "the earlier version is still to read it.",
    ),
    "stopped_when_done": ("已停止，但此前已全部完成：{done}", "Stopped, when all was done: {done}"),
    "stopped_unknown": (
        "已停止；计划是否已执行不得而知，因为图库已无法访问。请用 `oversight charts` 查看。",
        "Stopped; whether the plan was applied isn't known, as the store can't be reached any more. Look with `oversight charts`.",
    ),
    # -- questions ---------------------------------------------------------------------------------------------------------------------
    "every_row": ("表格逐行列出", "a table shows every row by itself"),
    "as_in": ("    例如：{example}", "    as in: {example}"),
    "every_question": (
        "每个问题都可带 --store、--chart、--area、--as-of、--engine columns|cypher、--format table|json|csv|parquet|xlsx、--out 和 --lang zh|en。",
        "Each takes --store, --chart, --area, --as-of, --engine columns|cypher, --format table|json|csv|parquet|xlsx, --out and --lang zh|en.",
    ),
    "to_a_file_only": ("{format} 不写到标准输出：请用 --out FILE.{format}", "{format} doesn't go to standard output: add --out FILE.{format}"),
    "out_is_a_folder": (
        "`{path}` 是文件夹，没有写入任何内容。请写出其中的文件，例如 --out {example}",
        "`{path}` is a folder, and nothing was written. Name a file in it, as in --out {example}",
    ),
    "ending_of_another_format": (
        "`{path}` 的扩展名 {ending} 不适合格式 {format}，没有写入任何内容。请把文件名改为以 {wanted} 结尾，或换一个 --format（文件可为 {endings:、}）",
        "`{path}` ends in {ending}, which doesn't fit the format {format}, and nothing was written. Name a file that ends in {wanted}, or choose another --format (files end in {endings:, })",
    ),
    "map_ending": (
        "关系图写为网页，`{path}` 的扩展名 {ending} 不适合，没有写入任何内容。请把文件名改为以 .html 结尾",
        "A map is a page, which doesn't fit the ending {ending} of `{path}`, and nothing was written. Name a file that ends in .html",
    ),
    "no_body": (
        "没有机构与 `{text}` 相符（共 {number:,} 个，{day}）。请用名称的一部分，或换一个 --as-of。",
        "No body fits `{text}` (among {number:,}, {day}). Try a part of the name, or another --as-of.",
    ),
    # -- cypher ------------------------------------------------------------------------------------------------------------------------
    "no_name_and_value": ("`{text}` 不是 name=value，例如 --param area=620000", "`{text}` is no name=value, as in --param area=620000"),
    "one_statement": (
        '请给一条带引号的语句，例如：oversight cypher "MATCH (n) RETURN count(n) AS n"；或用 --show 加问题的标识。',
        'Give one statement in quotes, as in: oversight cypher "MATCH (n) RETURN count(n) AS n"; or --show QUESTION.',
    ),
    "rows": ("{number:,} 行", "{number:,row|rows}"),
    "no_cypher": ("`{question}` 没有 Cypher；请用 `oversight {question}` 提问。", "`{question}` has no Cypher; ask it with `oversight {question}`."),
    "no_parameter": ("`{question}` 没有参数 `{parameter}`。", "`{question}` has no parameter `{parameter}`."),
    "cypher_head": (
        "// {help}\n// 在 Neo4j Browser 中：先运行 :params 一行，再运行语句。列：{columns}",
        "// {help}\n// Neo4j Browser: run the line of :params first, then the statement. Columns: {columns}",
    ),
    # -- map, serve, doctor ------------------------------------------------------------------------------------------------------------
    "drawn": ("{file}：{nodes}个机构，{links}条关系，{day}", "{file}: {nodes} nodes, {links} links, {day}"),
    "note": ("注：{note}", "note: {note}"),
    "serving": ("请在浏览器中打开 {address} ，按 Ctrl-C 结束。", "Open {address} in a browser. Ctrl-C ends."),
    "served": ("已结束。", "Ended."),
    "token_too_short": (
        "{variable} 只有{length}个字符，容易被猜出；请至少给{least}个，或留空由程序生成。",
        "{variable} has {length} characters, which can be guessed; give it at least {least}, or leave it out to have one made.",
    ),
    "store_reached": (
        "图库 {store}：可以访问，{charts}张图谱，共{nodes}个机构",
        "store {store}: reached, {charts} charts, {nodes} nodes held by them",
    ),
    "store_without_checksum": (
        "  它由较早的版本写成，没有可据以发现损坏的校验和；下次导入时会补上",
        "  it was written by an older version and has no checksum by which damage would be noticed; the next load gives it one",
    ),
    "store_whole": ("  整个文件与写入时一致，旧版也在内", "  all of its file is as it was written, former versions too"),
    "store_outdated": (
        "  它由较早的版本写成：答案取自其中的图谱，没有遗漏；下次导入时改写为现在的结构，导入相同的图谱并加 `--yes` 也可",
        "  an earlier version wrote it: answers rest on the charts in it, nothing is left out; the next load writes it anew, the same charts with `--yes` too",
    ),
    "store_not_reached": ("图库 {store}：无法访问。{why}", "store {store}: not reached. {why}"),
    "missing": ("缺少：{package}；请用 `pip install {package}` 安装", "missing: {package}; install it with `pip install {package}`"),
}
