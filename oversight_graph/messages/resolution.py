"""What is said of several charts as one graph: which entries are one body, what contradicts itself only together."""

MESSAGES = {
    "names_agree": ("类型、层级、地区和名称一致（{names: / }）", "kind, level, area and name agree ({names: / })"),
    "same_as": ("载明为同一机构（same_as）", "same_as"),
    "several_in_one_chart": (
        "类型、层级、地区和名称一致（{names: / }），但有一份图谱含有其中多个",
        "kind, level, area and name agree ({names: / }), but one chart holds several of them",
    ),
    "old_name": (
        "类型、层级和地区一致，且一方的名称是另一方的旧称：可能是同一机构，也可能是其前身",
        "kind, level and area agree, and the one's name is an old one of the other's: one body, or the earlier one",
    ),
}

PROBLEMS = {
    "no_such_node": (("没有节点 `{name}`", "{near}"), ("there is no node `{name}`", "{near}")),
    "other_kind": (
        ("`{name}` 是{kind}，`{target}` 是{other}", "same_as只连接同一类型的节点：改正标识或类型"),
        ("`{name}` is a {kind}, `{target}` a {other}", "same_as joins nodes of one kind only: mend the id or the kind"),
    ),
    "areas_in_circle": (
        ("各图谱的地区合在一起循环相属：{circle: → }", "改正其中一个part_of"),
        ("the areas of the charts together run in a circle: {circle: → }", "mend one part_of"),
    ),
    "no_such_area": (
        ("地区 `{area}` 既不是GB/T 2260的代码或地名，也没有图谱声明", "补上 `areas: [{{code: {area}, name: …, part_of: …}}]`"),
        ("the area `{area}` is neither a code or place of GB/T 2260 nor declared in any chart", "add `areas: [{{code: {area}, name: …, part_of: …}}]`"),
    ),
    "no_such_number": (
        ("地区 `{area}` 既不是GB/T 2260代码，也没有图谱声明（GB/T 2260代码为2、4、6、9或12位数字）", "补上 `areas: [{{code: {area}, name: …, part_of: …}}]`"),
        (
            "the area `{area}` is neither a code of GB/T 2260 nor declared in any chart (a GB/T 2260 code has 2, 4, 6, 9 or 12 digits)",
            "add `areas: [{{code: {area}, name: …, part_of: …}}]`",
        ),
    ),
    "link_to_itself": (
        ("两端合为同一机构（{body}）后，{link}把机构连到了它自己", "改正一端，或改正把两端合为一体的same_as"),
        ("{link} links a body to itself once its two ends are one body ({body})", "mend an end, or the same_as that joins them"),
    ),
    "links_in_circle": (
        ("同一机构合并后，{kind}形成循环：{circle: → }", "删去其中一条关系，或用日期把它们错开"),
        ("{kind} runs in a circle once bodies that are one are joined: {circle: → }", "remove one of these links, or date them apart"),
    ),
}
