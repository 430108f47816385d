"""What is said of norms: those of a user's own file, and those that a question names."""

MESSAGES = {
    "no_such_set": ("没有名为 `{name}` 的覆盖规范集；{near}", "There is no set of coverage norms `{name}`; {near}"),
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
