"""What is said of norms: those of a user's own file, and those that a question names. Under which conditions a path through sets exists."""

MESSAGES = {
    "no_such_set": ("没有名为 `{name}` 的覆盖规范集；{near}", "There is no set of coverage norms `{name}`; {near}"),
    # -- paths through sets ------------------------------------------------------------------------------------------------------------
    "members_of_number": ("{number}个{name}", "the {number} {name}"),
    "members": ("若干个{name}", "the {name}"),
    "one_of_members": ("{members}中的一个", "one of {members}"),
    "both_in_the_same": ("若两者同属{members}中的同一个", "if both are in the same of {members}"),
    "in_the_same": ("若{a}与{b}同属{members}中的同一个", "if {a} and {b} are in the same of {members}"),
    "belongs": ("若{members}中的这一个属于{body}", "if this one of {members} belongs to {body}"),
    "both_belong": ("若{members}中的这两个都属于{body}", "if these two of {members} both belong to {body}"),
    "has_belonging": ("若{members}中的这一个正是{body}所属的那一个", "if this one of {members} is the one to which {body} belongs"),
    "conditions": ("{conditions:，且}", "{conditions:, and }"),
    "held_together": (
        "{holders}合起来担负全部{members}，而某一成员属于其中哪一个未载：经其中任何一个的路径都只是可能",
        "{holders} together hold all of {members}; to which of them a member belongs isn't told, so that a path over any one of them is only possible",
    ),
}

PROBLEMS = {
    "no_norms": (
        ("没有规范列表", "写 `norms:`，条目写在其下，每条以 `- ` 开头"),
        ("there is no list of norms", "write `norms:` and the entries below it, each after `- `"),
    ),
    "norm_twice": (("规范 `{name}` 出现两次", "每条规范用各自的标识"), ("the norm `{name}` stands twice", "give each norm an id of its own")),
    "norm_expected": (
        ("应为规范，现为{value}", "写 {{id: …, rule: coverage, norm_set: …, …}}"),
        ("{value} where a norm is expected", "write {{id: …, rule: coverage, norm_set: …, …}}"),
    ),
    "incomplete_norm": (("覆盖规范必须有 `{key}`", "补上 `{key}: …`"), ("a norm of coverage needs `{key}`", "add `{key}: …`")),
    "applies_to_expected": (
        ("应为键值对，现为{value}", "写 {{kinds: [Unit], levels: [...], categories: [...]}}"),
        ("{value} where a mapping is expected", "write {{kinds: [Unit], levels: [...], categories: [...]}}"),
    ),
    "requires_expected": (("应为键值对，现为{value}", "写 {{grade: 3}}"), ("{value} where a mapping is expected", "write {{grade: 3}}")),
    "neither_true_nor_false": (("`{key}` 为{value}", "写true或false"), ("`{key}` is {value}", "write true or false")),
}
