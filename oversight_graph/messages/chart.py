"""What is said of a chart and its entries: what they lack, what contradicts the rules, what isn't a body's."""

_REMOVE = ("删去它：图谱只收机构", "remove it: a chart holds organisations only")
_LETTERS = ("用任何文字的字母和数字，以及 `.`、`_`、`-`", "use letters and digits of any script, `.`, `_` and `-`")
_EXPORT = ("重新导出图谱", "export the charts again")
_AREA_HERE = ("在此处或图谱开头补上 `area: …`", "add `area: …` here or to the chart")
_REPEAT = ("减少repeat，或用 `count` 表示一个总体", "repeat fewer, or write `count` for one population")
_NO_SUCH_END = ("本图谱中没有节点 `{name}`", "there is no node `{name}` in this chart")

MESSAGES = {
    "how_to_write": (
        "写成图谱：`chart: 标识`、`as_of: 日期`、`sources:`、`nodes:`、`links:` ……",
        "write a chart: `chart: id`, `as_of: date`, `sources:`, `nodes:`, `links:` …",
    ),
    "no_form_at_all": ("无", "none"),
    "always": ("{chart}：一直", "{chart}: always"),
    "never": ("{chart}：从不", "{chart}: never"),
    "from_to": ("{chart}：{begin} – {end}", "{chart}: {begin} – {end}"),
}

PROBLEMS = {
    # -- the document and its lists
    "no_chart": (("文档应为图谱，现为{value}", "{how}"), ("the document is {value} where a chart is expected", "{how}")),
    "none_in_file": (("文件中没有图谱", "{how}"), ("the file holds no chart", "{how}")),
    "no_nodes": (("图谱中没有节点", "检查文件是否完整"), ("the chart holds no node", "is the file complete?")),
    "list_expected": (
        ("`{key}` 应为列表，现为{value}", "把条目写在 `{key}:` 之下，每条以 `- ` 开头；没有条目时写 `{key}: []`"),
        ("`{key}` is {value} where a list is expected", "write the entries below `{key}:`, each after `- `, or `{key}: []` for none"),
    ),
    "node_expected": (
        ("应为节点，现为{value}", "写 {{id: …, kind: …, name: …, source: …}}"),
        ("is {value} where a node is expected", "write {{id: …, kind: …, name: …, source: …}}"),
    ),
    "link_expected": (
        ("应为关系，现为{value}", "写 {{kind: …, from: …, to: …, source: …}}"),
        ("is {value} where a link is expected", "write {{kind: …, from: …, to: …, source: …}}"),
    ),
    "area_expected": (
        ("应为地区，现为{value}", "写 {{code: …, name: …, part_of: …}}"),
        ("is {value} where an area is expected", "write {{code: …, name: …, part_of: …}}"),
    ),
    "source_expected": (
        ("应为来源，现为{value}", "写 {{id: s1, title: …}}"),
        ("is {value} where a source is expected", "write {{id: s1, title: …}}"),
    ),
    "complete_expected": (
        ("应为键值对，现为{value}", "写 {{forms: …, area: …, levels: …}}"),
        ("is {value} where a mapping is expected", "write {{forms: …, area: …, levels: …}}"),
    ),
    "claim_expected": (
        ("应为宣称，现为{value}", "写 {{id: …, forms: …, area: …, covered: …, of: …, source: …}}"),
        ("is {value} where a claim is expected", "write {{id: …, forms: …, area: …, covered: …, of: …, source: …}}"),
    ),
    "stands_twice": (
        ("`{name}` 在 `{section}` 中出现两次（前一次在第{line}行）", "只留一个，或各用各的标识"),
        ("`{name}` stands twice in `{section}` (before in line {line})", "keep one, or give each its own"),
    ),
    # -- the header
    "no_chart_id": (
        ("{value}不能作图谱的标识", "用a-z、0-9和-，以字母或数字开头"),
        ("{value} is no id of a chart", "use a-z, 0-9 and -, beginning with a letter or a digit"),
    ),
    "no_date": (
        ("缺少 `as_of`", "补上图谱所述的日期，如 `as_of: 2020-12-31`"),
        ("`as_of` is missing", "add the date that the chart describes, as `as_of: 2020-12-31`"),
    ),
    "no_sources": (
        ("图谱没有写来源", "补上 `sources: [{{id: s1, title: …}}]`：每个节点和关系都要有来源"),
        ("the chart names no source", "add `sources: [{{id: s1, title: …}}]`: every node and link rests on one"),
    ),
    "no_area_code": (("{value}不能作地区代码", _LETTERS[0]), ("{value} is no code of an area", _LETTERS[1])),
    "several_areas": (
        ("`{area}` 可以指几个地区：{candidates}", "写明代码，或写上所属省、市的全称"),
        ("`{area}` may be one of several areas: {candidates}", "write the code, or the name with the province or city before it"),
    ),
    "unknown_area_name": (
        ("没有名为`{area}`的地区；最接近的是{nearest}", "改正名称或写代码；确是另设的地区，就在areas中声明"),
        ("no area is called `{area}`; the nearest is {nearest}", "correct the name or write the code; declare it under `areas` if it is an area of its own"),
    ),
    "unknown_area_code": (
        ("`{area}` 不在任何一年的GB/T 2260代码表中；最接近的是{nearest}", "改正代码；确是另设的地区，就在areas中声明，写明name"),
        (
            "`{area}` is in no year's list of GB/T 2260 codes; the nearest is {nearest}",
            "correct it, or declare it under areas with a name if there is such an area",
        ),
    ),
    "everywhere_declared": (("`{area}` 包含一切地区，不能另行声明", "删去它"), ("`{area}` holds everything and can't be declared", "remove it")),
    "no_part_of": (
        ("`{area}` 是GB/T 2260代码，不属于 `{above}`", "省去part_of：代码本身说明它属于哪里"),
        ("`{area}` is a code of GB/T 2260 and no part of `{above}`", "leave part_of out: the code says where it belongs"),
    ),
    "areas_in_circle": (("地区循环相属：{circle: → }", "改正其中一个part_of"), ("the areas run in a circle: {circle: → }", "mend one part_of")),
    "space_in_id": (
        ("标识{value}含有空格", "空格之后会被读作出处位置：去掉空格"),
        ("the id {value} holds a space", "what follows a space is read as the locator: write it without"),
    ),
    "covered_above_of": (
        ("covered（{covered}）大于 `of`（{of}）", "对调或改正这两个数"),
        ("covered ({covered}) is above `of` ({of})", "swap or mend the two numbers"),
    ),
    "no_form": (("没有写监督形式", "补上 `form: …`，可用：{forms}"), ("names no form", "add `form: …`, one of {forms}")),
    "no_area_of_slice": (("没有写地区，图谱开头也没有", _AREA_HERE[0]), ("names no area, and the chart has none", _AREA_HERE[1])),
    "no_levels": (
        ("没有写层级，图谱开头也没有", "在此处补上 `levels: [...]`，或在图谱开头补上 `level: …`"),
        ("names no levels, and the chart has none", "add `levels: [...]` here or `level: …` to the chart"),
    ),
    # -- sources
    "no_such_source": (("图谱的来源中没有 `{name}`", "{near}"), ("the source `{name}` isn't among the chart's", "{near}")),
    "no_source": (
        ("没有写来源，而图谱有多个来源", "补上 `source: …`，可用：{sources}"),
        ("has no source, and the chart has several", "add `source: …`, one of {sources}"),
    ),
    # -- evidence
    "evidence_expected": (
        ("`evidence` 的每一项应为映射，现为{value}", "写成 `{{number: 30, what: 联系, period: 2020, source: s1 ¶2}}`"),
        ("an item of `evidence` is {value} where a mapping is expected", "write `{{number: 30, what: contacts, period: 2020, source: s1 ¶2}}`"),
    ),
    "evidence_unreadable": (
        ("看不懂佐证 `{line}`", "写成 `数量 | 内容 | 时间 | 来源`，如 `30 | 联系 | 2020 | s1 ¶2`"),
        ("the evidence `{line}` can't be read", "write `number | what | when | source`, as `30 | contacts | 2020 | s1 ¶2`"),
    ),
    "no_span": (
        ("`period` 为{value}，既不是日期，也不是从早到晚的一段时间", "写2020、2020-03、2020-03-01或2019/2020"),
        ("`period` is {value}, which is neither a date nor a range from an earlier to a later one", "write 2020, 2020-03, 2020-03-01 or 2019/2020"),
    ),
    # -- organisations only
    "like_a_person": (
        ("`{key}` 像是人名", f"{_REMOVE[0]}；若确是机构名称，可不处理"),
        ("`{key}` looks like a person's name", f"{_REMOVE[1]}; if a body is called so, nothing is to be done"),
    ),
    "names_a_person": (
        ("`{key}` 中似有人名", f"{_REMOVE[0]}；若没有人名，可不处理"),
        ("`{key}` looks as if it named a person", f"{_REMOVE[1]}; if it names none, nothing is to be done"),
    ),
    "personal_number": (
        ("`{key}` 含有电话号码、电子邮箱或身份证件号码", _REMOVE[0]),
        ("`{key}` holds a telephone number, an e-mail address or an identity number", _REMOVE[1]),
    ),
    # -- nodes
    "too_many_repeats": (
        ("本图谱的条目重复展开后超过{limit:,}个节点", _REPEAT[0]),
        ("the entries of this chart repeat into more than {limit:,} nodes", _REPEAT[1]),
    ),
    "id_twice": (
        ("标识 `{name}` 在本图谱中出现两次（前一次在第{line}行）", "每个节点用各自的标识"),
        ("the id `{name}` stands twice in this chart (before in line {line})", "give each node an id of its own"),
    ),
    "no_id": (("`{name}` 不能作标识", _LETTERS[0]), ("`{name}` is no id", _LETTERS[1])),
    "no_level": (
        ("没有层级，图谱开头也没有", "在此处或图谱开头补上 `level: …`"),
        ("has no level, and the chart has none", "add `level: …` here or to the chart"),
    ),
    "no_area": (("没有地区，图谱开头也没有", _AREA_HERE[0]), ("has no area, and the chart has none", _AREA_HERE[1])),
    "repeat_and_count": (
        ("`repeat` 和 `count` 不能同时写", "各自独立的节点用 `repeat`，一个总体用 `count`"),
        ("`repeat` and `count` exclude each other", "keep `repeat` for nodes of their own, `count` for one population"),
    ),
    "repeated_same_as": (
        ("重复的条目不能用 `same_as` 等同于一个机构", "把所指的那个单独写成一个条目"),
        ("a repeated entry can't be `same_as` one body", "write the one that is meant as an entry of its own"),
    ),
    "quantifier_without_number": (
        ("没有staff_full_time，人数限定就没有意义", "补上人数，或删去人数限定"),
        ("a quantifier without staff_full_time says nothing", "add the number, or remove the quantifier"),
    ),
    "no_reference": (("`{name}` 没有指明节点", "写成 `other-chart:id`"), ("`{name}` names no node", "write `other-chart:id`")),
    "no_kind": (("缺少 `kind`", "补上 `kind: …`，可用：{kinds}"), ("`kind` is missing", "add `kind: …`, one of {kinds}")),
    "key_of_other_kind": (
        ("`{key}` 不是{kind}的键", "删去它；它属于{kinds}"),
        ("`{key}` isn't a key of {kind}", "remove it; it belongs to {kinds}"),
    ),
    # -- the ends of links
    "end_in_other_chart": (
        (_NO_SUCH_END[0], "关系的两端须在本图谱之内：在 `nodes` 中补上该机构并写 `same_as: {name}`，再连到它"),
        (_NO_SUCH_END[1], "a link ends at nodes of its own chart: add the body to `nodes` with `same_as: {name}`, and link to that"),
    ),
    "no_such_end": (
        (_NO_SUCH_END[0], "在 `nodes` 中补上它，或改为已有的节点"),
        (_NO_SUCH_END[1], "add it to `nodes`, or name one that is there"),
    ),
    "no_end_to_name": ((_NO_SUCH_END[0], "在 `nodes` 中补上它"), (_NO_SUCH_END[1], "add it to `nodes`")),
    "no_such_end_near": (
        (_NO_SUCH_END[0], "在 `nodes` 中补上它；或者是否指 `{word}`？"),
        (_NO_SUCH_END[1], "add it to `nodes`, or did you mean `{word}`?"),
    ),
    "no_such_end_among": (
        (_NO_SUCH_END[0], "在 `nodes` 中补上它，或改为其中之一：{words}"),
        (_NO_SUCH_END[1], "add it to `nodes`, or name one of: {words}"),
    ),
    # -- the rules of links
    "link_to_itself": (("把机构连到了它自己", "改正其中一端"), ("links a body to itself", "mend one of the ends")),
    "of_no_unit": (
        ("`of` 写的`{name}`是{kind}，不是单位", "写党委（党组）所属单位的标识"),
        ("`of` names `{name}`, which is a {kind} and no unit", "name the unit whose party committee it is"),
    ),
    "of_repeated": (
        ("`of` 写的`{name}`是重复条目", "写其中一个的标识，如 `{name}-1`"),
        ("`of` names `{name}`, which is repeated", "name one of its members, as `{name}-1`"),
    ),
    "of_without_committee": (
        ("写了 `of`，而两端都不是党委（党组）", "删去 `of`"),
        ("says `of`, and neither end is a party committee", "leave `of` out"),
    ),
    "sets_without_share": (
        ("两端`{source}`和`{target}`都是群体，而没有写 `share`：按每个成员对每个成员理解", "写明 `share: all`、`part` 或 `one`"),
        (
            "joins two sets, `{source}` and `{target}`, and says no `share`: each member with each member is meant",
            "write `share: all`, `part` or `one`",
        ),
    ),
    "one_of_a_repeat": (
        ("`share: one` 的终点`{body}`是重复条目，不是群体", "用 `count` 把它写成群体，或分别写出各条关系"),
        ("says `share: one` of `{body}`, which is repeated and no set", "write it as a set with `count`, or write the links one by one"),
    ),
    "one_of_a_body": (
        ("`share: one` 的终点`{body}`不是群体", "删去 `share`，或给`{body}`写上 `count`"),
        ("says `share: one` of `{body}`, which isn't a set", "leave `share` out, or give `{body}` a `count`"),
    ),
    "part_without_a_set": (
        ("写了 `share: part`，而两端都不是群体", "删去 `share`，或给一端写上 `count`"),
        ("says `share: part`, and neither end is a set", "leave `share` out, or give an end a `count`"),
    ),
    "body_held_by_several": (
        ("`{body}`只是一个机构，却由几个起点以 `share: part` 分担", "只留一个群体，或写 `share: all`"),
        ("`{body}` is one body and is shared out among several from-ends by `share: part`", "keep one set, or write `share: all`"),
    ),
    "fewer_than_holders": (
        ("`{body}`有{members}个成员，每个至少分担一个，而 `count` 是{count}", "改正 `count`，或改正`{body}`的数量"),
        ("`{body}` has {members} members, each holds at least one, and `count` is {count}", "mend `count`, or the number of `{body}`"),
    ),
    "more_than_the_set": (
        ("各部分合计至少{least}个，多于群体的{number}个", "改正各 `count`，或改正群体的数量"),
        ("the parts come to {least} at least, more than the {number} of the set", "mend their counts, or the number of the set"),
    ),
    "no_year": (
        ("没有写年份，因而不计入任何一届", "来源写有年份时补上 `year: …`"),
        ("names no year, so it counts in no term", "add `year: …` if the source says it"),
    ),
    "never_known": (
        ("只写了结束，且早于图谱所述日期：何时开始不明，任何一天都不计入", "来源写有起始时补上 `valid_from: …`"),
        ("has ended before the chart's day and states no beginning: it is known on no day", "add `valid_from: …` if the source says it"),
    ),
    "never_known_with_links": (
        (
            "只写了结束，且早于图谱所述日期：何时开始不明，它和以它为一端的{links}条关系任何一天都不计入",
            "来源写有起始时补上 `valid_from: …`；写在关系上，其两端也随之计入",
        ),
        (
            "has ended before the chart's day and states no beginning: neither it nor {links:link|links} at it {links:!is|are} known on any day",
            "add `valid_from: …` if the source says it; on a link it makes the two ends known, too",
        ),
    ),
    "too_many_copies": (
        ("到此为止的关系，两端的重复展开后增加了{limit:,}条以上", _REPEAT[0]),
        ("the links up to here become more than {limit:,} more once repeated ends are written out", _REPEAT[1]),
    ),
    "links_in_circle": (
        ("{kind}形成循环：{circle: → }", "删去其中一条关系，或用日期把它们错开"),
        ("{kind} runs in a circle: {circle: → }", "remove one of these links, or date them apart"),
    ),
    "ends_reversed": (
        ("{kind}不能从{source}到{target}：方向反了", "对调from和to"),
        ("{kind} doesn't go from a {source} to a {target}: it is the wrong way round", "swap from and to"),
    ),
    "wrong_ends": (
        ("{kind}不能从{source}到{target}", "{kind}可以是{ends:；}：改用其他类型的关系，或改正一端"),
        ("{kind} doesn't go from a {source} to a {target}", "{kind} goes {ends:; }: use another kind of link, or mend an end"),
    ),
    "upwards": (
        ("从{above}连到了更高的{below}：方向反了", "对调from和to"),
        ("goes from level {above} up to {below}: it is the wrong way round", "swap from and to"),
    ),
    "same_level": (
        ("应连到下级机构，而两端都是{level}", "写明下级机构的层级"),
        ("goes to a lower body, and both are of level {level}", "say the level of the lower one"),
    ),
    "other_level": (
        ("应在同一层级之内，却连接了{above}和{below}", "检查两端的层级"),
        ("goes along one level, and joins {above} with {below}", "check the levels of both"),
    ),
    "wrong_form": (
        ("{kind}的监督形式应为{valid:或}，不能是{form}", "改正监督形式，或改用SUPERVISES"),
        ("the form of {kind} is {valid: or }, not {form}", "mend the form, or use SUPERVISES"),
    ),
    "too_much_authority": (
        ("{kind}不能有职权{excess}", "它至多有{authorities:和}"),
        ("{kind} can't hold {excess}", "it holds {authorities: and } at most"),
    ),
    "no_authority": (
        ("没有写职权，而{since}之前不能推定", "写 `authority: [discipline]`、`[state]` 或两者"),
        ("has no authority, and before {since} it can't be assumed", "write `authority: [discipline]`, `[state]` or both"),
    ),
    "covers_nothing": (
        ("既没有监督形式也没有职权，因而不覆盖任何机构", "补上 `form: …` 或 `authority: [...]`"),
        ("has neither form nor authority, so it covers nothing", "add `form: …` or `authority: [...]`"),
    ),
    "mechanism_without_end": (
        ("{mechanism}的两端都不是{kind}，因而永远不会经由它", "写明{kind}，或改用其他机制"),
        ("a {mechanism} has no {kind} at either end, and is never walked", "name the {kind}, or use another mechanism"),
    ),
    # -- charts as graphs of nodes and edges
    "other_version": (
        ("这张图是本程序的另一版本写的（其为{mark}，本程序读取{version}）", _EXPORT[0]),
        ("the graph was written by another version of this program ({mark} where {version} is read)", _EXPORT[1]),
    ),
    "unreadable_header": (
        ("`charts` 中有图谱的开头无法读取，或出现两次", _EXPORT[0]),
        ("the header of a chart in `charts` can't be read, or stands twice", _EXPORT[1]),
    ),
    "link_between_charts": (
        ("有关系连接了两份图谱：{chart}和{other}", "关系只写在图谱之内；两个节点是同一机构时用 `same_as`"),
        ("a link joins the charts {chart} and {other}", "link inside a chart; `same_as` says that two nodes are one body"),
    ),
    "node_of_no_chart": (
        ("节点 `{name}` 不属于本文件中的任何图谱", "像其他节点那样写成 `chart:id`"),
        ("the node `{name}` belongs to none of the charts of this file", "call it `chart:id`, as the others are"),
    ),
    "no_json_list": (
        ("`{key}` 不是JSON列表", "写成JSON列表，或重新导出图谱"),
        ("`{key}` isn't a list in JSON", "write it as one, or export the charts again"),
    ),
}
