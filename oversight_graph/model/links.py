"""The kinds of link (domain §3): their ends, and what stands on them. A further kind is one more entry here, and where it is walked
its name in a row of `walks.py`."""

from __future__ import annotations

from dataclasses import dataclass

from oversight_graph.model.declare import DeclarationError, Term, Vocabulary
from oversight_graph.model.kinds import KINDS, OVERSEEN, OVERSEERS
from oversight_graph.model.vocabulary import AUTHORITIES, FORMS, POWERS

Ends = tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(frozen=True)
class LinkKind(Term):
    """A kind of link. How it is walked, and what it covers, says the table of walks (`walks.py`).

    `ends`: permitted (from kinds, to kinds). `forms`: permitted ones (None: any; "" is none), `form` the one
    where none is written. `both_powers`: discipline and state are its authority where none is written (domain §3);
    `authorities`: the most it can hold. `scoped`: it takes a scope. `acyclic`: a circle of it at one date is an error.
    `downward`: from a higher to a lower level (where both ends are of one kind); from a kind in `level_from` along one level.
    """

    ends: tuple[Ends, ...]
    colour: str
    forms: tuple[str, ...] | None = None
    form: str | None = None
    both_powers: bool = False
    authorities: tuple[str, ...] = AUTHORITIES.ids
    scoped: bool = False
    acyclic: bool = False
    downward: bool = False
    level_from: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        def wrong(what: str) -> DeclarationError:
            return DeclarationError(f"link kind `{self.id}`: {what}")

        if not self.ends:
            raise wrong("has no ends; give at least one pair (from kinds, to kinds)")
        for kind in {kind for pair in self.ends for side in pair for kind in side} | set(self.level_from):
            if kind not in KINDS:
                raise wrong(f"names the node kind `{kind}`, which isn't declared; use one of {', '.join(KINDS.ids)}")
        for form in (*(self.forms or ()), self.form or ""):
            if form and form not in FORMS:
                raise wrong(f"names the form `{form}`, which isn't declared; use one of {', '.join(FORMS.ids)}")
        if self.forms is not None and (self.form or "") not in self.forms:
            raise wrong(f"its form `{self.form}` isn't among its permitted forms {self.forms}; add it there")
        for power in self.authorities:
            if power not in AUTHORITIES:
                raise wrong(f"names the authority `{power}`; use some of {', '.join(AUTHORITIES.ids)}")

    def assumes(self, form: str | None) -> bool:
        """Whether a link of a form holds both powers where no authority is written (domain §3).

        Parameters
        ----------
        form : str or None
            The id of the form that is written; None where none is, so that the kind's own is meant.

        Returns
        -------
        bool
            In a chart from before 2018-03 nothing may be assumed; that is for the checks of charts to say.
        """
        return self.both_powers or (form or self.form) == "stationed"

    def authority(self, form: str | None) -> tuple[str, ...]:
        """The authority of a link of a form where none is written: both powers, else the form (domain §3).

        Parameters
        ----------
        form : str or None
            The id of a form, None for none.

        Returns
        -------
        tuple of str
            Ids of authorities; empty where there is neither.
        """
        return POWERS if self.assumes(form) else (form,) if form else ()

    def permits(self, source: str, target: str) -> bool:
        """Whether a link of this kind may go from one kind of node to another.

        Parameters
        ----------
        source, target : str
            The ids of kinds of node.

        Returns
        -------
        bool
            By `ends`.
        """
        return any(source in froms and target in tos for froms, tos in self.ends)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Every permitted (from kind, to kind), in the order of declaration, none twice."""
        return tuple(dict.fromkeys((a, b) for froms, tos in self.ends for a in froms for b in tos))


LINKS = Vocabulary(
    "kind of link",
    (
        LinkKind(
            "LEADS",
            "领导",
            "leads",
            ends=(
                (("Commission",), ("Commission", "Collaboration")),
                (("PartyCommittee",), ("Commission", "TownshipOffice", "InspectionTeam")),
            ),
            colour="#922b21",
            acyclic=True,
            downward=True,
            level_from=("PartyCommittee",),
        ),
        LinkKind(
            "PART_OF",
            "隶属",
            "part of",
            ends=((("Room",), ("Commission",)), (("Collaboration",), ("Collaboration",))),
            colour="#d35400",
            acyclic=True,
        ),
        LinkKind(
            "DISPATCHES",
            "派出",
            "dispatches",
            ends=((("Commission",), ("StationedGroup", "TownshipOffice")),),
            colour="#cd6155",
            acyclic=True,
        ),
        LinkKind(
            "STATIONED_AT",
            "派驻",
            "stationed at",
            ends=((("StationedGroup",), ("Unit",)),),
            colour="#b7950b",
            forms=("stationed",),
            form="stationed",
            both_powers=True,
            scoped=True,
        ),
        LinkKind(
            "SUPERVISES",
            "监督",
            "supervises",
            ends=((OVERSEERS, OVERSEEN),),
            colour="#2874a6",
            scoped=True,
        ),
        LinkKind(
            "CONTACTS",
            "联系",
            "contacts",
            ends=((("Room",), ("Unit", "Township", *OVERSEERS)),),
            colour="#dc7633",
            forms=("discipline", "state", ""),
            both_powers=True,
            scoped=True,
        ),
        LinkKind(
            "INSPECTS",
            "巡视巡察",
            "inspects",
            ends=((("InspectionTeam",), (*OVERSEEN, *OVERSEERS)),),
            colour="#8e44ad",
            forms=("inspection",),
            form="inspection",
            scoped=True,
        ),
        LinkKind(
            "SUBORDINATE_TO",
            "下属",
            "subordinate to",
            ends=((("Unit",), ("Unit",)), (("Village",), ("Township",))),
            colour="#85929e",
            acyclic=True,
        ),
        LinkKind(
            "EXTENDS_TO",
            "延伸",
            "extends to",
            ends=((OVERSEERS, ("LiaisonStation",)),),
            colour="#1e8449",
            forms=("stationed", ""),
            both_powers=True,
            authorities=POWERS,
        ),
        LinkKind(
            "SERVES",
            "服务",
            "serves",
            ends=((("LiaisonStation",), ("Village", "Unit")),),
            colour="#52be80",
        ),
        LinkKind("MEMBER_OF", "成员", "member of", ends=((OVERSEERS, ("Collaboration",)),), colour="#17a589"),
        LinkKind("GUIDES", "指导", "guides", ends=((("Room",), ("Collaboration",)),), colour="#48c9b0"),
        LinkKind("COORDINATES_WITH", "协作", "coordinates with", ends=((OVERSEERS, OVERSEERS),), colour="#5b2c6f"),
        LinkKind("OVERSEES", "管理监督", "oversees", ends=((("Commission", "Room"), OVERSEERS),), colour="#641e16"),
        LinkKind("HOSTED_BY", "依托", "hosted by", ends=((OVERSEERS, ("Unit",)),), colour="#7b7d7d"),
        LinkKind("SUCCEEDS", "承接", "succeeds", ends=((KINDS.ids, KINDS.ids),), colour="#34495e", acyclic=True),
    ),
    "关系类型",
)
