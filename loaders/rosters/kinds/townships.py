"""Townships and their offices (乡镇街道, 其纪检监察机构), as several kinds of table name them (domain §1, §2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oversight_graph.loaders.office_powers import powers_of
from oversight_graph.loaders.rosters.kinds.cell_names import Expected, NamedBody
from oversight_graph.naming.grammar import parse

if TYPE_CHECKING:
    from oversight_graph.loaders.rosters.kinds.context import TableContext

TOWNSHIPS = Expected(("Township",))
OFFICES = Expected(("TownshipOffice",), severity="error", plates=True)
_DESCRIBED = "纪检监察机构"


def township_of(context: TableContext, office: NamedBody) -> NamedBody | None:
    """The township that the name of an office says.

    Parameters
    ----------
    context
        Of the file.
    office
        As a cell names it.

    Returns
    -------
    NamedBody or None
        In the chart; None where the name says none.
    """
    name = office.reading.parts.township
    if name is None:
        return None
    reading = parse(name)
    body = context.roster.body("Township", name, office.place)
    return NamedBody(body, "Township", name, office.place, office.heading, reading, name)


def described_office(context: TableContext, township: NamedBody) -> NamedBody:
    """The office of a township where a table means it and names the township alone: it is called after that.

    Parameters
    ----------
    context
        Of the file.
    township
        As a cell names it.

    Returns
    -------
    NamedBody
        The one that the file names for the township elsewhere, if there is one.
    """
    name = f"{township.name}{_DESCRIBED}"
    known = context.offices.get(township.id, [])
    body = known[0] if len(known) == 1 else context.roster.body("TownshipOffice", name, township.place)
    return NamedBody(body, "TownshipOffice", name, township.place, township.heading, parse(name), township.written)


def oversees(context: TableContext, office: NamedBody, township: NamedBody, names: str, basis: str | None) -> None:
    """Link an office to its township.

    Parameters
    ----------
    context
        Of the file.
    office, township
        As cells name them.
    names
        All names of the office, which tell its powers.
    basis
        On what the link rests; None for what the table says.
    """
    powers = {"form": "discipline", "authority": context.powers.get("authority") or powers_of(names)}
    context.roster.link("SUPERVISES", office.id, township.id, office.place, basis=basis, **powers)
    offices = context.offices.setdefault(township.id, [])
    if office.id not in offices:
        offices.append(office.id)
