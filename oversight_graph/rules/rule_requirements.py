"""What a rule of structure or a duty asks of a body, as it is read from a file of norms (domain §4, contract §3)."""

from __future__ import annotations

from dataclasses import dataclass

from oversight_graph.messages import message
from oversight_graph.model import AUTHORITIES, KINDS, LINKS, MECHANISMS, OVERSEERS, Vocabulary
from oversight_graph.model.requirements import BOUND_KEYS, END_KEYS, LINK_KEYS, RELATIVES, SIDES, requirements_of
from oversight_graph.model.vocabulary import COLLABORATION_SCOPES
from oversight_graph.parsing.document import MappingNode, SequenceNode, Value
from oversight_graph.parsing.field_reader import FieldReader
from oversight_graph.parsing.written_values import shape

ENDS = Vocabulary("kind of node or relation", (*KINDS, *RELATIVES), "机构类型或关系")
"""What can stand behind `to`, `from` and `with`."""


@dataclass(frozen=True)
class LinkCondition:
    """So many links of a kind, or with a mechanism, to bodies of some kinds or in some relation to the body that is judged.

    `side`: one of SIDES. `relative`: one of RELATIVES, instead of kinds. `at_most`: None for no upper bound. `period`: how often at least, in
    its one spelling; None where nothing is asked.
    """

    kind: str | None
    mechanism: str | None
    side: str
    kinds: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    relative: str | None = None
    at_least: int = 1
    at_most: int | None = None
    period: str | None = None


@dataclass(frozen=True)
class RuleRequires:
    """What is asked, all of it together: links, members (a condition over MEMBER_OF, too), posts, authority."""

    links: tuple[LinkCondition, ...] = ()
    staff_full_time: int | None = None
    authority: tuple[str, ...] = ()

    @property
    def period(self) -> str | None:
        """The period that is asked for; None where none is."""
        return next((one.period for one in self.links if one.period), None)


def rule_requires(item: MappingNode, rule: str, applies: tuple[str, ...], keys: FieldReader) -> RuleRequires:
    """Read what a norm of structure or a duty asks.

    Parameters
    ----------
    item
        What stands behind `requires`.
    rule
        The id of one of RULES.
    applies
        The kinds of node that the norm applies to.
    keys
        The reader of the norm; problems are noted at their places.

    Returns
    -------
    With what is valid of it.
    """
    inner = keys.inner(item, "requires")
    inner.unknown(requirements_of(rule))
    if not any(inner.holds(key) for key in inner.values):
        inner.problem("", message("rules.nothing_required", keys=requirements_of(rule)))
    written = inner.get("links")
    conditions: list[LinkCondition] = []
    for number, part in enumerate(written) if isinstance(written, SequenceNode) else [] if written is None else [(None, written)]:
        if isinstance(part, MappingNode):
            at = ("links",) if number is None else ("links", number)
            conditions += _link(inner.inner(part, *at), applies)
        else:
            inner.problem("links", message("rules.links_expected", value=shape(part)), item=number)
    members = inner.get("members")
    if members is not None:
        low, high = _bounds(inner.inner(members, "members"), BOUND_KEYS) if isinstance(members, MappingNode) else (inner.integer("members", 1) or 1, None)
        conditions.append(LinkCondition("MEMBER_OF", None, "from", OVERSEERS, at_least=low, at_most=high))
        _joins("MEMBER_OF", "from", OVERSEERS, applies, inner, "members")
    return RuleRequires(tuple(conditions), inner.integer("staff_full_time", 1), tuple(inner.terms("authority", AUTHORITIES) or ()))


def _link(inner: FieldReader, applies: tuple[str, ...]) -> list[LinkCondition]:
    """The condition of one mapping; none where something in it isn't valid."""
    before = len(inner.problems)
    inner.unknown(LINK_KEYS)
    kind, mechanism = inner.term("kind", LINKS), inner.term("mechanism", MECHANISMS)
    if not inner.has("kind") and not inner.has("mechanism"):
        inner.problem("", message("rules.link_of_no_kind"))
    sides = [side for side in SIDES if inner.has(side)]
    if len(sides) != 1:
        inner.problem(sides[1] if sides else "", message("rules.one_side", sides=SIDES))
        return []
    (side,) = sides
    kinds, scopes, relative = _end(side, inner)
    low, high = _bounds(inner)
    if kind is not None and len(inner.problems) == before:
        _joins(kind, side, _kinds_of(kinds, relative), applies, inner, side)
    condition = LinkCondition(kind, mechanism, side, kinds, scopes, relative, low, high, inner.duration("period"))
    return [condition] if len(inner.problems) == before else []


def _end(side: str, inner: FieldReader) -> tuple[tuple[str, ...], tuple[str, ...], str | None]:
    """Kinds, scopes of a collaboration, or a relation: a word, a list of kinds, or a mapping."""
    value: Value = inner.get(side)
    if isinstance(value, MappingNode):
        end = inner.inner(value, side)
        end.unknown(END_KEYS)
        return tuple(end.terms("kinds", KINDS) or ()), tuple(end.terms("scopes", COLLABORATION_SCOPES) or ()), None
    if isinstance(value, SequenceNode):
        return tuple(inner.terms(side, KINDS) or ()), (), None
    word = inner.term(side, ENDS)
    return ((), (), word) if word in RELATIVES else ((word,) if word else (), (), None)


def _kinds_of(kinds: tuple[str, ...], relative: str | None) -> tuple[str, ...]:
    if relative == "its_commission":
        return ("Commission",)
    if relative == "its_units":
        return ("Unit", "PartyCommittee")
    return kinds or KINDS.ids


def _joins(kind: str, side: str, ends: tuple[str, ...], applies: tuple[str, ...], inner: FieldReader, key: str) -> None:
    """Note a kind of link that can't join such bodies: what it asks for could never be there."""
    link, forward, backward = LINKS[kind], side != "from", side != "to"
    fits = [(a, b) for a in applies for b in ends if (forward and link.permits(a, b)) or (backward and link.permits(b, a))]
    if not fits and applies:
        turned = any(link.permits(a, b) or link.permits(b, a) for a in applies for b in ends)
        inner.problem(
            key, message("rules.other_way_round", kind=kind, side=side) if turned and key in SIDES else message("rules.never_joins", kind=kind, kinds=applies)
        )


def _bounds(inner: FieldReader, valid: tuple[str, ...] = ()) -> tuple[int, int | None]:
    """At least, at most; `exactly` is both."""
    if valid:
        inner.unknown(valid)
    exactly, low, high = inner.integer("exactly", 0), inner.integer("at_least", 0), inner.integer("at_most", 0)
    if exactly is not None:
        for key in ("at_least", "at_most"):
            if inner.has(key):
                inner.problem(key, message("rules.exactly_alone", key=key))
        return exactly, exactly
    if low is not None and high is not None and low > high:
        inner.problem("at_least", message("rules.bounds_reversed", low=low, high=high))
    return low if low is not None else 1 if high is None else 0, high
