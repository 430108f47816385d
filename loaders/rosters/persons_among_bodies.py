"""Names in a column of bodies that are a person's, or may be."""

from __future__ import annotations

from oversight_graph.loaders.chart_builder import ChartBuilder
from oversight_graph.loaders.draft_entry import Location
from oversight_graph.messages import message
from oversight_graph.naming.persons import likeness


def no_person(builder: ChartBuilder, name: str, kind: str, place: Location) -> bool:
    """Whether a name in a column of bodies is surely none of a person.

    A person's name is left out and said; of one that may be a person's, the user is asked.

    Parameters
    ----------
    builder
        Takes the problem and the question.
    name
        As the cell writes it.
    kind
        The kind of node that the column holds.
    place
        The cell.

    Returns
    -------
    bool
        False also where it can't be told.
    """
    person_likeness = likeness(name)
    if person_likeness == "person":
        builder.problem("warning", message("loaders.person_among_bodies", kind=kind), place=place)
    elif person_likeness:
        builder.undecided(name, message("loaders.perhaps_person", kind=kind), place, (kind,))
    return not person_likeness
