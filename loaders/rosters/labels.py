"""Labels before a colon in the cells of a roster: a class of units, the heading of a field; a label is never a part of a name."""

from __future__ import annotations

from typing import Literal

from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.mapping import NONE
from oversight_graph.loaders.rosters.class_words import is_class_word
from oversight_graph.loaders.rosters.headings import role_of, roles
from oversight_graph.loaders.rosters.roster_builder import RosterBody, RosterBuilder
from oversight_graph.loaders.unread_cells import names_body
from oversight_graph.messages import message
from oversight_graph.model import CATEGORIES
from oversight_graph.naming.grammar import parse
from oversight_graph.naming.list_notation import label_before_colon
from oversight_graph.naming.normalisation import fold


def label_role(label: str) -> Literal["host", "units"] | None:
    """Whether a label is the heading of a field: 驻在单位：县财政局；综合监督：县审计局.

    Parameters
    ----------
    label
        What stands before the colon.

    Returns
    -------
    str or None
        `host` or `units`; None for any other label.
    """
    role = role_of(label, roles()) if label else None
    return "host" if role == "host" else "units" if role == "units" else None


def label_category(label: str) -> str | None:
    """The category of units that a label says.

    Parameters
    ----------
    label
        What stands before the colon; "" for none.

    Returns
    -------
    str or None
        A word of the vocabulary.
    """
    name = parse(label).name if label else ""
    return next((category.id for category in CATEGORIES if name and name in (category.zh, category.en, category.id)), None)


def say_label(roster: RosterBuilder, label: str, body: RosterBody, place: Location) -> None:
    """Ask about a label that is neither a class nor a heading nor the body of the row; the names behind it are loaded all the same.

    Parameters
    ----------
    roster
        Takes the problem and the question.
    label
        What stands before the colon; "" says nothing.
    body
        Of the row.
    place
        The cell.
    """
    if not label or roster.kinds.get(label) == NONE or (label, place) in roster.labels_said:
        return
    roster.labels_said.add((label, place))
    reading = parse(label)
    own = {fold(body.name), *map(fold, body.stationed), fold(parse(body.name).parts.host or "")}
    a_class = is_class_word(label) or reading.no_body or reading.parts.set or reading.pattern in ("class-of-units", "units-set")
    if a_class or (role_of(label, roles()) is not None and not names_body(label)) or fold(reading.name or label) in own:
        return
    if reading.sure and reading.kind:
        said = message("rosters.label_of_another", label=reading.name, kind=reading.kind, name=body.name)
    else:
        said = message("rosters.label_not_understood", label=label, name=body.name)
    roster.builder.ask(label, NONE, place, any_kind=False)
    roster.builder.problem("warning", said, place=place)


def without_class_label(text: str) -> str:
    """The name of a cell without the class before it: 派驻机构：驻县财政局纪检监察组.

    Parameters
    ----------
    text
        Of the cell.

    Returns
    -------
    str
        The text itself where no class stands before a colon.
    """
    found = label_before_colon(text)
    return found[1] if found and found[1] and (is_class_word(found[0], roles()) or parse(found[0]).parts.set) else text
