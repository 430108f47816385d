"""What the grammar of names, tables of aliases and the search for persons say."""

MESSAGES = {
    # what a name was read as, beside the rows of naming/grammar.yaml
    "nothing": ("空白", "nothing is written"),
    "no_letters": ("没有汉字的数字、电话、日期或符号，不是机构名称", "numbers, a date or signs without letters, no name of a body"),
    "no_chinese": ("没有汉字，这套规则只认中文名称", "no Chinese character; these rules read Chinese names only"),
    "sentence": ("是一句话或一段文字，不是名称", "a sentence or a text, no name"),
    "person_with_post": ("带职务的人名；模型只有机构，没有个人", "a person's name with a post; the model knows organisations only"),
    "heading": ("带序号的一类单位名称，是名单的小标题", "a class of units behind the number of a section: a heading of the list"),
    "word_of_oversight": ("像是一个单位，但名称里有纪检监察或巡察的字样", "it looks like a unit, but a word of oversight stands in its name"),
    "no_pattern": ("没有一条规则认得这个名称", "no pattern knows this name"),
    "several_bodies": ("一格里写了几个机构", "several bodies in one cell"),
    "ends_as_kind": ("名称以“{ending}”结尾：{kind}", "a name that ends with {ending}: {kind}"),
    "kinds_by_ending": ("按结尾辨认的机构", "Bodies told by what their names end with"),
    # mistakes in the table of names
    "pattern": ("规则 `{pattern}`：{what}", "pattern `{pattern}`: {what}"),
    "template": ("`{template}`：{what}", "`{template}`: {what}"),
    "no_such_kind": ("没有机构类型 `{word}`；改用 none 或其中之一：{kinds}", "`{word}` is no kind of node; use none or one of {kinds}"),
    "no_such_key": ("没有键 {wrong}；可用的键有：{keys}", "there is no key {wrong}; the keys are {keys}"),
    "must_be_written": ("缺少 {missing}，必须写明", "{missing} must be written"),
    "kind_or_kinds": ("只写 `kind`（确定）或 `kinds`（列表，不确定）之一", "write either `kind` (sure) or `kinds` (a list, unsure)"),
    "gives_cannot_hold": ("`gives` 里不能有 {wrong}", "`gives` can't hold {wrong}"),
    "same_pattern": ("两条规则用了同一标识 `{pattern}`", "two patterns share the id `{pattern}`"),
    "brace_open": ("花括号或尖括号没有闭合；写作 {slot} 和 <words>", "a brace or angle isn't closed; write {slot} and <words>"),
    "closes_nothing": ("`{mark}` 没有对应的开头", "`{mark}` closes nothing"),
    "mark_missing": ("缺少 `{mark}`", "a `{mark}` is missing"),
    "no_such_words": ("没有词表 {words}；可用的词表有：{lists}", "there is no list of words {words}; the lists are {lists}"),
    "no_such_slot": ("没有槽位 {slot}；可用的槽位有：{slots}", "there is no slot {slot}; the slots are {slots}"),
    "kind_without_pattern": (
        "机构类型 `{kind}`（model/kinds.py）称由 naming/grammar.yaml 的规则辨认名称，但没有一条规则写到它；补上一条 `kind: {kind}` 的规则，或在 `names=` 里写明名称的结尾",
        "the kind of node `{kind}` (model/kinds.py) says that rows of naming/grammar.yaml tell its names, and none does; add a row with `kind: {kind}`, or say in `names=` what its names end with",
    ),
    "kind_not_by_name": (
        "机构类型 `{kind}`（model/kinds.py）称名称无法辨认它，但规则 `{pattern}` 写到了它；删去这条规则，或写 `names=BY_GRAMMAR`",
        "the kind of node `{kind}` (model/kinds.py) says that no name tells it, and the pattern `{pattern}` does; remove that, or write `names=BY_GRAMMAR`",
    ),
    # tables of aliases
    "read_as": ("{file}（按 {encoding} 读取）", "{file} (read as {encoding})"),
    "aliases_met": ("{file}：{met}/{rows} 行对应到 {entries} 个条目", "{file}: {entries} entries met by {met} of {rows} rows"),
    "alias_row": ("第{line}行（{name}、{aliases:、}）", "line {line} ({name}, {aliases:、})"),
    "aliases_unmet": ("{met}；没有条目使用以下名称：{rows}", "{met}; no entry bears a name of {rows}"),
    "located": ("{file}:{line}", "{file}:{line}"),
}

PROBLEMS = {
    "same_as_two": (
        ("`{entry}`（{where}）的 same_as 是 `{held}`，本行写的是 `{target}`", "一个机构不能同时是两个：改正其中之一"),
        ("`{entry}` ({where}) is same_as `{held}`, this row says `{target}`", "one body can't be both: mend one of the two"),
    ),
}
