"""What is said elsewhere with options of the command line, as a page says it: with the names of its own fields."""

from __future__ import annotations

from dataclasses import replace

from oversight_graph.errors import OversightError, PlanRefused
from oversight_graph.messages import Message
from oversight_graph.problems import Problem
from oversight_graph.visible_text import visible

_ON_PAGE = {
    "loaders.levels_by_name": "on_page.levels_by_name",
    "loaders.names_left_out_as_unsure": "on_page.names_left_out_as_unsure",
    "loaders.area_proposed": "on_page.area_proposed",
    "loaders.areas_proposed": "on_page.areas_proposed",
    "loaders.perhaps_person": "on_page.perhaps_person",
    "loaders.left_out_as_unsure": "on_page.left_out_as_unsure",
    "planning.too_many_removals": "on_page.too_many_removals",
    "planning.too_many_removals_perhaps_renamed": "on_page.too_many_removals_perhaps_renamed",
    "rosters.no_commission": "on_page.no_commission",
    "rosters.source_is_the_file": "on_page.source_is_the_file",
    "rosters.no_roster": "on_page.no_roster",
    "cells.table_not_recognised": "on_page.table_not_recognised",
    "cells.table_of_bodies_not_recognised": "on_page.table_of_bodies_not_recognised",
    "graphs.undecided_node": "on_page.undecided_node",
    "graphs.undecided_nameless": "on_page.undecided_nameless",
    "graphs.relations_of_unknown_type": "on_page.relations_of_unknown_type",
    "graphs.relations_of_no_type": "on_page.relations_of_no_type",
    "parsing.none_of_these_formats": "on_page.none_of_these_formats",
}


def on_page(said: Message) -> Message:
    """A message as a page says it.

    Parameters
    ----------
    said
        Any message.

    Returns
    -------
    Its twin for pages, filled in the same way; the message itself where it names no option.
    """
    twin = _ON_PAGE.get(said.code)
    return Message(twin, {key: on_page(value) if isinstance(value, Message) else value for key, value in said.values.items()}) if twin else said


def error_lines(error: OversightError | None) -> list[str]:
    """What an error says on a page.

    Parameters
    ----------
    error
        None for none.

    Returns
    -------
    A text a line, in the language spoken here.
    """
    if error is None:
        return []
    said = visible(on_page(error.said).text()) if isinstance(error, PlanRefused) and isinstance(error.said, Message) else str(error)
    return said.splitlines()


def of_page(problem: Problem) -> Problem:
    """A problem as a page says it.

    Parameters
    ----------
    problem
        Of a file.

    Returns
    -------
    The same place, said with the names of the page's fields.
    """
    return replace(problem, message=on_page(problem.message))
