"""Which kind of the model a body of a foreign graph is, which link a relation: by what the user says, by its words, by its name.

A mapping (`--mapping FILE`) may hold what the user says:

    kinds: {n17: Commission, Ministry: Unit, Journal: none}
    links: {guards: OVERSEES, supervisedBy: {kind: SUPERVISES, form: stationed, reversed: true}, cites: ignore}

A key of `kinds` is the id, the name or the class of a body, one of `links` the type of a relation ("" where it has none); `none`
and `ignore` leave it out; what stands beside `kind` are attributes of the link.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from oversight_graph.bounded_memo import bounded_memo
from oversight_graph.errors import nearest
from oversight_graph.loaders.graphs.network import CONTAINED, ForeignBody, ForeignRelation
from oversight_graph.loaders.mapping import IGNORE, NONE
from oversight_graph.messages import Message, message
from oversight_graph.model import KINDS, LINKS, NODE_ATTRIBUTES, LinkKind
from oversight_graph.naming.grammar import parse
from oversight_graph.naming.persons import likeness
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.written_values import cut

PERSONS = frozenset({"person", "persons", "people", "individual", "naturalperson", "human", "人", "个人", "自然人", "人员"})
_FROM_NAMES = ("category", "mode", "scope", "function")
"""What a name surely says besides the kind; a level it doesn't (市 can be two of them)."""


@bounded_memo(10_000)
def _folded(text: str) -> str:
    return text.casefold().replace("_", "").replace("-", "").replace(" ", "")


def kind_named(word: str) -> str | None:
    """The kind of node that a word is.

    Parameters
    ----------
    word
        Its id as the model writes it, or its Chinese label; `room` may be anybody's.

    Returns
    -------
    str or None
        The id of the kind.
    """
    return next((kind.id for kind in KINDS if word in (kind.id, kind.zh)), None)


def link_named(word: str) -> str | None:
    """The kind of link that a word is.

    Parameters
    ----------
    word
        As STATIONED_AT, stationedAt, 派驻.

    Returns
    -------
    str or None
        The id of the kind.
    """
    return _LINK_WORDS.get(_folded(word)) if len(word) < 40 else None


_LINK_WORDS = {_folded(word): link.id for link in LINKS for word in (link.id, link.zh)}


_LABELS = {
    "派驻": ("STATIONED_AT", "DISPATCHES"), "驻": ("STATIONED_AT",), "驻在": ("STATIONED_AT",), "stationed": ("STATIONED_AT",), "派出": ("DISPATCHES",),
    "向其派驻": ("DISPATCHES",), "监督": ("SUPERVISES", "OVERSEES"), "负责监督": ("SUPERVISES", "OVERSEES"), "日常监督": ("SUPERVISES",),
    "综合监督": ("SUPERVISES",), "监督检查": ("SUPERVISES", "OVERSEES"), "supervision": ("SUPERVISES", "OVERSEES"), "管理": ("OVERSEES",),
    "联系指导": ("CONTACTS", "GUIDES"), "联系监督": ("CONTACTS",), "联系单位": ("CONTACTS",), "对接": ("CONTACTS", "COORDINATES_WITH"),
    "指导": ("GUIDES", "LEADS"), "领导": ("LEADS",), "双重领导": ("LEADS",), "巡察": ("INSPECTS",), "巡视": ("INSPECTS",), "服务": ("SERVES",),
    "隶属": (*CONTAINED, "MEMBER_OF"), "属于": (*CONTAINED, "MEMBER_OF"), "下属": ("SUBORDINATE_TO",), "组成": ("MEMBER_OF",), "partof": (*CONTAINED, "MEMBER_OF"),
    "协作": ("COORDINATES_WITH",), "协同": ("COORDINATES_WITH",), "延伸": ("EXTENDS_TO",),
}  # fmt: skip
"""Words that people write at the lines of their drawings, and the links that they can mean: which one, the kinds of the ends tell (domain §3)."""


@dataclass(frozen=True)
class MappedWord:
    """What the user says of one word.

    Attributes
    ----------
    kind
        Of a node or a link; None to leave it out.
    values
        Attributes of each.
    reversed
        Whether the link runs the other way than the relation.
    """

    kind: str | None
    values: Mapping[str, Any] = field(default_factory=dict)
    reversed: bool = False


class KindMapping:
    """What the user says of the words of a file: `kinds` and `links` by word. Raises ParseError for what can't be meant."""

    def __init__(self, mapping: Mapping[str, Any] | None) -> None:
        said = mapping or {}
        self.kinds = {key: _mapped(key, value, KINDS.ids) for key, value in _part(said, "kinds")}
        self.links = {key: _mapped(key, value, LINKS.ids) for key, value in _part(said, "links")}


def _part(mapping: Mapping[str, Any], name: str) -> list[tuple[str, Any]]:
    part = mapping.get(name) or {}
    if not isinstance(part, Mapping):
        raise ParseError(0, message("graphs.mapping_part", part=name))
    return [(str(key), value) for key, value in part.items()]


def _mapped(key: str, value: Any, valid: tuple[str, ...]) -> MappedWord:
    values = dict(value) if isinstance(value, Mapping) else {"kind": value}
    kind, turned = values.pop("kind", None), values.pop("reversed", False)
    kind = None if kind in (NONE, IGNORE) else kind
    if kind is not None and kind not in valid:
        raise ParseError(0, message("graphs.mapping_unknown_kind", word=cut(key), kind=cut(str(kind)), near=nearest(str(kind), valid)))
    return MappedWord(kind, values, bool(turned))


Told = Literal["mapping", "kind", "name"]


@dataclass(frozen=True)
class KindDecision:
    """What a body is taken for: `kind`, or one of `person`, `left`, `doubt`.

    Attributes
    ----------
    kind
        Of node.
    how
        What told it: the mapping, the kind that the file says, or the name.
    values
        Attributes that go with it.
    person
        A natural person.
    left
        What it is that is left out.
    doubt
        Why it can't be told, and what could be meant.
    nameless
        No message may say its name.
    """

    kind: str | None = None
    how: Told | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    person: bool = False
    left: Message | None = None
    doubt: Message | None = None
    nameless: bool = False


def decide(body: ForeignBody, mapping: KindMapping) -> KindDecision:
    """What a body is: by the user, by its class, by its name. Class and name must not contradict each other.

    Parameters
    ----------
    body
        As the file says it.
    mapping
        What the user says.

    Returns
    -------
    KindDecision
        Never without an answer: a doubt is one.
    """
    name = body.values.get("name") or ""
    mapped = next((mapping.kinds[word] for word in (body.id, name, *body.classes) if word in mapping.kinds), None)
    if mapped is not None:
        return KindDecision(mapped.kind, "mapping", mapped.values) if mapped.kind else KindDecision(left=message("graphs.nodes_left_by_mapping"))
    if any(_folded(word) in PERSONS for word in body.classes):
        return KindDecision(person=True)
    if not name:
        return KindDecision(doubt=message("graphs.nameless"), nameless=True)
    if likeness(name) == "person":
        return KindDecision(person=True)
    kind = next((kind for word in body.classes if (kind := kind_named(word))), None)
    read = parse(name)
    if kind is not None:
        if read.sure and read.kind and read.kind != kind and body.values.get("kind") != kind:
            return KindDecision(doubt=message("graphs.kinds_differ", said=kind, read=read.kind, reason=read))
        return KindDecision(kind, "kind")
    if read.sure and read.kind and not read.parts.set:
        said = {one: value for one in _FROM_NAMES if (value := getattr(read.parts, one)) and NODE_ATTRIBUTES[one].applies(read.kind)}
        return KindDecision(read.kind, "name", said)
    if likeness(name) or read.pattern.startswith("person"):
        return KindDecision(doubt=message("graphs.perhaps_person"), nameless=True)
    if read.no_body:
        return KindDecision(left=message("graphs.nodes_of_no_body", reason=read))
    if read.kind:
        return KindDecision(doubt=message("graphs.several_bodies", reason=read, kind=read.kind))
    kinds = list(dict.fromkeys(candidate.kind for candidate in read.candidates if candidate.kind))
    return KindDecision(doubt=message("graphs.name_unclear_could_be", reason=read, kinds=kinds) if kinds else message("graphs.name_unclear", reason=read))


def may_be_a_person(name: str) -> bool:
    """Whether a name that isn't understood could be a person's: then no message says it.

    Parameters
    ----------
    name
        As the file writes it.

    Returns
    -------
    bool
        True also for short texts that nothing is known of.
    """
    read = parse(name)
    if read.kind or read.pattern.startswith("person") or likeness(name):
        return not read.kind
    words = name.replace("·", " ").split()
    return not read.candidates and (len(name) <= 4 or (1 < len(words) <= 4 and all(one.replace("-", "").replace(".", "").isalpha() for one in words)))


def link_of(relation: ForeignRelation, start: str, end: str, mapping: KindMapping) -> MappedWord | None:
    """The link that a relation between bodies of two kinds is.

    Parameters
    ----------
    relation
        As the file says it.
    start, end
        The kinds of its ends.
    mapping
        What the user says.

    Returns
    -------
    MappedWord or None
        Without a kind for one that is left out; None where nobody says one.
    """
    mapped = mapping.links.get(relation.type)
    if relation.means is None:
        kind = link_named(relation.type)
        return mapped or _labelled(relation.type, kind, start, end) or (MappedWord(kind) if kind else None)
    fitting = [kind for kind in relation.means if LINKS[kind].permits(start, end)]
    return MappedWord(fitting[0]) if len(fitting) == 1 else mapped


def _labelled(word: str, kind: str | None, start: str, end: str) -> MappedWord | None:
    """The link that a word means between these ends; None where it names one that they permit, and where they leave a choice or none."""
    if kind is not None and LINKS[kind].permits(start, end):
        return None
    fitting = [means for means in _LABELS.get(_folded(word), ()) if LINKS[means].permits(start, end)] if len(word) < 40 else []
    return MappedWord(fitting[0]) if len(fitting) == 1 else None


def mutual(kind: LinkKind) -> bool:
    """Whether a link says the same in both directions.

    Parameters
    ----------
    kind
        A kind of link.

    Returns
    -------
    bool
        False for one that orders its ends.
    """
    return not kind.acyclic and all(froms == tos for froms, tos in kind.ends)
