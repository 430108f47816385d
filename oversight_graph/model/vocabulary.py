"""Every closed vocabulary of the model, each in one place (domain §1–§6)."""

from __future__ import annotations

from dataclasses import dataclass

from oversight_graph.model.declare import DeclarationError, Term, Vocabulary


@dataclass(frozen=True)
class Form(Term):
    """A form of supervision (domain §1). `authority`: a body can hold it; the stationed form is only a channel."""

    letter: str
    authority: bool


FORMS = Vocabulary(
    "form",
    (
        Form("discipline", "纪律监督", "discipline", "D", True),
        Form("state", "监察监督", "state", "S", True),
        Form("stationed", "派驻监督", "stationed", "P", False),
        Form("inspection", "巡视巡察监督", "inspection", "I", True),
    ),
    "监督形式",
)


def form_of(word: str) -> str | None:
    """The form that a word stands for.

    Parameters
    ----------
    word : str
        An id, a letter or a Chinese name of a form.

    Returns
    -------
    str or None
        The id; None for any other word.

    Examples
    --------
    >>> form_of("D"), form_of("派驻监督"), form_of("police")
    ('discipline', 'stationed', None)
    """
    return next((form.id for form in FORMS if word in (form.id, form.letter, form.zh)), None)


AUTHORITIES = Vocabulary("authority", tuple(form for form in FORMS if form.authority), "权限")

LEVELS = Vocabulary(
    "level",
    (
        Term("central", "中央", "central"),
        Term("province", "省级", "province"),
        Term("prefecture", "地市级", "prefecture"),
        Term("county", "县级", "county"),
        Term("township", "乡镇级", "township"),
        Term("village", "村级", "village"),
    ),
    "层级",
)

CATEGORIES = Vocabulary(
    "category",
    (
        Term("party", "党的机关", "party organ"),
        Term("government", "政府部门", "government"),
        Term("congress", "人大机关", "people's congress"),
        Term("cppcc", "政协机关", "CPPCC"),
        Term("court", "法院", "court"),
        Term("procuratorate", "检察院", "procuratorate"),
        Term("mass_organisation", "群团组织", "mass organisation"),
        Term("public_institution", "事业单位", "public institution"),
        Term("enterprise", "国有企业", "enterprise"),
        Term("university", "高校", "university"),
        Term("financial", "金融企业", "financial institution"),
    ),
    "单位类别",
)

MODES = Vocabulary(
    "mode",
    (
        Term("single", "单独派驻", "single (1:1)"),
        Term("comprehensive", "综合派驻", "comprehensive (1:n)"),
        Term("dispatched", "派出", "dispatched"),
    ),
    "派驻方式",
)
COLLABORATION_SCOPES = Vocabulary(
    "scope of a collaboration",
    (Term("zone", "协作区", "zone"), Term("group", "协作组", "group"), Term("joint_team", "联合办案组", "joint team")),
    "协作范围",
)
LINK_SCOPES = Vocabulary(
    "scope of a link",
    (Term("self", "本单位", "itself"), Term("with_subordinates", "含下属单位", "with subordinates")),
    "关系范围",
)
LINES = Vocabulary("line", (Term("administrative", "行政隶属", "administrative"), Term("professional", "业务指导", "professional")), "隶属线")
INSPECTION_TYPES = Vocabulary(
    "type of inspection",
    (
        Term("regular", "常规", "regular"),
        Term("special", "专项", "special"),
        Term("elevated", "提级", "elevated"),
        Term("look_back", "回头看", "look-back"),
    ),
    "巡察类型",
)
RESOURCES = Vocabulary(
    "resource",
    (
        Term("room", "办公场所", "room"),
        Term("staff", "人员", "staff"),
        Term("budget", "经费", "budget"),
        Term("party_group_seat", "党组席位", "seat in the party group"),
    ),
    "资源",
)
QUANTIFIERS = Vocabulary(
    "quantifier",
    (
        Term("eq", "恰为", "exactly"),
        Term("ge", "不少于", "at least"),
        Term("le", "不超过", "at most"),
        Term("approx", "约", "about"),
    ),
    "人数限定",
)


@dataclass(frozen=True)
class Grade(Term):
    """A grade of coverage (domain §4); `number` is None where nothing is known."""

    number: int | None
    colour: str


GRADES = Vocabulary(
    "grade",
    (
        Grade("none", "无", "none", 0, "#b2182b"),
        Grade("nominal", "名义", "nominal", 1, "#ef8a62"),
        Grade("declared", "宣称", "declared", 2, "#fddbc7"),
        Grade("extended", "延伸", "extended", 3, "#92c5de"),
        Grade("inherited", "下延", "inherited", 4, "#4393c3"),
        Grade("direct", "直接", "direct", 5, "#2166ac"),
        Grade("unknown", "未知", "unknown", None, "#d9d9d9"),
    ),
    "覆盖等级",
)
WORKING = 3  # domain §4: grades 3–5 are working coverage, 1–2 formal only


@dataclass(frozen=True)
class Basis(Term):
    """On what a link rests, from strong to weak. `cap` is the best grade a way through it gives (domain §4);
    None: a way through it gives nothing (an episode), but for what is periodic by nature."""

    cap: int | None
    firm: bool


BASES = Vocabulary(
    "basis",
    (
        Basis("assigned", "明确", "assigned", 5, True),
        Basis("inferred", "推定", "inferred", 5, True),
        Basis("declared", "宣称", "declared", 2, False),
        Basis("statutory", "法定", "statutory", 1, False),
        Basis("episode", "个案", "episode", None, True),
    ),
    "依据",
)


@dataclass(frozen=True)
class Mechanism(Term):
    """A mechanism of coordination (domain §3). `directed`: walked from → to only; `episode`: walked only when
    episodes are asked for; `with_end`: walked only where a body of this kind is an end of the path."""

    directed: bool = False
    episode: bool = False
    with_end: str | None = None


MECHANISMS = Vocabulary(
    "mechanism",
    (
        Mechanism("counterpart", "对口", "counterpart"),
        Mechanism("joint_case", "联合办案", "joint case", episode=True),
        Mechanism("secondment", "派员", "secondment"),
        Mechanism("clue_transfer", "线索移交", "clue transfer", directed=True),
        Mechanism("report", "报送", "report", directed=True),
        Mechanism("consultation", "会商", "consultation", with_end="PartyCommittee"),
        Mechanism("information_sharing", "信息共享", "information sharing"),
        Mechanism("organises", "组织协调", "organises"),
    ),
    "协作机制",
)

DIRECTIONS = Vocabulary("direction", (Term("both", "双向", "both ways"), Term("from_to", "单向", "from → to")), "方向")


def direction_of(mechanism: str) -> str:
    """In which direction a mechanism works, by its declaration (domain §3).

    Parameters
    ----------
    mechanism : str
        The id of a mechanism.

    Returns
    -------
    str
        The id of a direction.

    Examples
    --------
    >>> direction_of("report"), direction_of("counterpart")
    ('from_to', 'both')
    """
    return "from_to" if MECHANISMS[mechanism].directed else "both"


@dataclass(frozen=True)
class ReachClass(Term):
    """A class of reach (domain §6). `total`: what is reached in it counts as reached."""

    total: bool = True


REACH_CLASSES = Vocabulary(  # from best to worst
    "class of reach",
    (
        ReachClass("direct", "直接", "direct"),
        ReachClass("inherited", "下延", "inherited"),
        ReachClass("extended", "延伸", "extended"),
        ReachClass("mediated", "经由", "mediated"),
        ReachClass("periodic", "周期", "periodic"),
        ReachClass("guidance", "指导", "guidance", total=False),
        ReachClass("nominal", "名义", "nominal", total=False),
    ),
    "触达类别",
)


@dataclass(frozen=True)
class Status(Term):
    """How a node stands to a norm (domain §4). `like`: the grade whose colour it has, None for a colour of its `own`; `tint`: a light one,
    for what is written on it; `border`: a dark one, that of a box on a map."""

    like: str | None
    tint: str | None = None
    border: str | None = None
    own: str | None = None

    def __post_init__(self) -> None:
        if (self.like is None) == (self.own is None):
            raise DeclarationError(f"status `{self.id}`: its colour is that of a grade or its own; write `like` or `own`, and one of them only")
        if self.like is not None and self.like not in GRADES:
            raise DeclarationError(f"status `{self.id}`: `{self.like}` is no grade; use one of {', '.join(GRADES.ids)}")

    @property
    def colour(self) -> str:
        """The colour of its own, else that of the grade that it is like."""
        return GRADES[self.like].colour if self.like is not None else str(self.own)


STATUSES = Vocabulary(  # from worst to best: the order of `--fail-on` and of the rows
    "status",
    (
        Status("gap", "空白", "gap", "none", "#f4c7c9", "#8c1020"),
        Status("formal_only", "仅形式", "formal only", "nominal", "#fbe0d6", "#8c1020"),
        Status("partial", "部分", "partial", "declared", "#fcecc9", "#a35c00"),
        Status("undetermined", "无法判定", "undetermined", "unknown"),
        Status("met", "符合", "met", "direct", "#e3f0e3"),
    ),
    "状态",
)

POWERS = ("discipline", "state")
"""The two powers that a body exercises close by: the authority of some links where none is written (domain §3)."""
TERM_YEARS = 5  # domain §4: an inspection counts within five years, year asked − 5 < year ≤ year asked
BOTH_POWERS_SINCE = "2018-03"  # domain §3, trap 7: before it, a body's powers can't be assumed

for _basis in BASES:
    if _basis.cap is not None and _basis.cap not in range(1, 6):
        raise DeclarationError(f"basis `{_basis.id}`: the cap {_basis.cap} is no grade; write 1 to 5, or None for nothing")
