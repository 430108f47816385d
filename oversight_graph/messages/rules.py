"""What is said of norms: those of a user's own file, and those that a question names. Under which conditions a path through sets exists."""

MESSAGES = {
    "no_such_set": ("此问题没有名为 `{name}` 的规范集或规范；{near}", "There is no set of norms and no norm `{name}` for this question; {near}"),
    # -- paths through sets ------------------------------------------------------------------------------------------------------------
    "members_of_number": ("{number}个{name}", "the {number} {name}"),
    "members": ("这些{name}", "the {name}"),
    "one_of_members": ("{members}中的一个", "one of {members}"),
    "both_in_the_same": ("两者同属{members}中的同一个", "both are in the same of {members}"),
    "in_the_same": ("{a}与{b}同属{members}中的同一个", "{a} and {b} are in the same of {members}"),
    "belongs": ("{members}中的这一个属于{body}", "this one of {members} belongs to {body}"),
    "both_belong": ("{members}中的这两个都属于{body}", "these two of {members} both belong to {body}"),
    "has_belonging": ("{body}所属的正是{members}中的这一个", "this one of {members} is the one to which {body} belongs"),
    "conditions": ("若{conditions:，且}", "if {conditions:, and }"),
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
    "nothing_required": (("规则没有提出要求", "写 {keys:or} 中的一项或几项"), ("the rule asks for nothing", "write one or several of {keys}")),
    "links_expected": (
        ("应为键值对，现为{value}", "写 {{kind: MEMBER_OF, to: Collaboration, exactly: 1}}，多项写成列表"),
        ("{value} where a mapping is expected", "write {{kind: MEMBER_OF, to: Collaboration, exactly: 1}}, several as a list"),
    ),
    "link_of_no_kind": (
        ("没有写明是哪类关系", "写 `kind: …` 或 `mechanism: …`"),
        ("it isn't said what link is meant", "write `kind: …` or `mechanism: …`"),
    ),
    "one_side": (
        ("应写明 {sides:or} 之一，且只写一个", "`to: …` 是从该机构出发的关系，`from: …` 是指向它的，`with: …` 不分方向"),
        ("one of {sides:or} is expected, and only one", "`to: …` is a link from the body, `from: …` one to it, `with: …` either"),
    ),
    "other_way_round": (
        ("按 `{side}`，{kind} 不可能连接这些机构，反向才可能", "把 `{side}` 改为另一方向，或写 `with`"),
        ("by `{side}` no {kind} can join such bodies; the other way round it can", "write the other side instead of `{side}`, or `with`"),
    ),
    "never_joins": (
        ("{kind} 不可能以这些机构（{kinds}）为一端并连接所写的另一端", "更改 `kind`、另一端或 `applies_to`"),
        ("no {kind} joins such bodies ({kinds}) with those at the other end", "change `kind`, the other end, or `applies_to`"),
    ),
    "exactly_alone": (("`exactly` 与 `{key}` 不能并用", "只写其一"), ("`exactly` and `{key}` exclude each other", "write one of them")),
    "bounds_reversed": (("至少 {low} 而至多 {high}", "把两个数对调"), ("at least {low} and at most {high}", "exchange the two numbers")),
    "neither_true_nor_false": (("`{key}` 为{value}", "写true或false"), ("`{key}` is {value}", "write true or false")),
}
