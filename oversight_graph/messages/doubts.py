"""What is said of bodies that may be one and are left apart: what speaks for it, what against, and the question."""

MESSAGES = {
    "body": ("{name}（{id}，截至{day}）", "{name} ({id}, as of {day})"),
    # -- for ----------------------------------------------------------------------------------------------------------------------------
    "same_block": ("类型（{kind}）、层级（{level}）、地区（{area}）都相同", "kind ({kind}), level ({level}) and area ({area}) agree"),
    "same_kind_and_area": ("类型（{kind}）和地区（{area}）都相同", "kind ({kind}) and area ({area}) agree"),
    "same_name": ("都叫{name}", "all are called {name}"),
    "names_agree": ("{names:、}是同一名称的不同写法", "{names:and} are one name in different spellings"),
    "old_name": ("{old}是{new}在2018年以前的叫法", "{old} is what {new} was called before 2018"),
    "same_hosts": ("都驻在{hosts:、}", "they sit at the same unit: {hosts}"),
    "same_neighbours": ("都与{names:、}有关系", "they are linked with the same bodies: {names}"),
    # -- against ------------------------------------------------------------------------------------------------------------------------
    "one_chart": ("图谱 {chart} 把它们分开列出", "the chart {chart} lists them apart"),
    "rivals": ("图谱 {chart} 里的{names:、}也可能就是它", "{names:or} of the chart {chart} may be meant as well"),
    "other_days": ("所述日期不同：{days:、}", "they are described as of different days: {days}"),
    "other_periods": ("存续时间不重叠：{periods:，}", "they didn't exist at the same time: {periods:; }"),
    "until": ("到{day}为止", "until {day}"),
    "since": ("从{day}开始", "since {day}"),
    "other_hosts": ("驻在单位不同：{hosts:；}", "they sit at different units: {hosts:; }"),
    "other_neighbours": ("没有共同的关系对象：{names:；}", "they are linked with nobody in common: {names:; }"),
    "names": ("{names:、}", "{names}"),
    "names_and_more": ("{names:、}等{number}个", "{names} and others, {number} in all"),
    # -- the question on the terminal -----------------------------------------------------------------------------------------------------
    "how": (
        "有{number}处可能是同一机构，需要判断。按数字键选择，回车键留待以后，q 停止。",
        "{number:question|questions} about bodies that may be one. A digit decides, Enter leaves it for later, q stops.",
    ),
    "one": ("{at}/{of} 是不是同一机构？", "{at}/{of} One body or not?"),
    "several_alike": ("{at}/{of} 是不是同一机构？共{number}组，情形相同：", "{at}/{of} One body or not? {number} cases alike:"),
    "bodies": ("    {bodies: ↔ }", "    {bodies: ↔ }"),
    "speaks_for": ("    支持：{reason}", "    for: {reason}"),
    "speaks_against": ("    反对：{reason}", "    against: {reason}"),
    "nothing_against": ("    反对：没有", "    against: nothing"),
    "of_the_first": ("    以第一组为例：", "    Of the first of them:"),
    "same": ("是同一机构", "the same"),
    "not_same": ("不是同一机构", "not the same"),
    "later": ("以后再说", "later"),
    "enter_later": ("回车 以后再说", "Enter later"),
    "kept": (
        "所作判断已写入 {file}；下次用 --ask 时自动沿用，或加 --aliases {file}。",
        "Kept in {file}: the next --ask takes it by itself, any load with --aliases {file}.",
    ),
    "kept_before": ("沿用 {file} 中以前的判断。", "What was decided before is taken from {file}."),
    "head_of_file": (
        "别名表：哪些是同一机构，哪些不是（same一列为no）",
        "A table of aliases: which bodies are one, and which aren't (no in the column `same`)",
    ),
}
