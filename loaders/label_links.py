"""The link that a label before a colon says of the names behind it (第一监督检查室：联系县财政局), by the kinds of the two (domain §3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from oversight_graph.model import LINKS, OVERSEEN
from oversight_graph.naming.grammar import parse
from oversight_graph.naming.normalisation import fold


class LabelLink(NamedTuple):
    """A link between a label and a name behind it.

    Attributes
    ----------
    kind
        Of link.
    downwards
        Whether it runs from the label to the name.
    values
        Its attributes.
    """

    kind: str
    downwards: bool
    values: Mapping[str, Any]


def label_link(above: str, below: str, label: str, name: str) -> LabelLink | None:
    """The link that a list says by standing a body's name before a colon.

    Parameters
    ----------
    above, below
        The kinds of the label and of the name behind it.
    label, name
        Their names.

    Returns
    -------
    LabelLink or None
        None where what the two have to do with each other isn't told by their kinds.

    Examples
    --------
    >>> label_link("Room", "Unit", "第一监督检查室", "县财政局").kind, label_link("Collaboration", "TownshipOffice", "第一协作区", "城关镇纪委").kind
    ('CONTACTS', 'MEMBER_OF')
    >>> label_link("Collaboration", "Township", "第一协作区", "城关镇")
    """
    link = _link(above, below, label, name)
    if link is None or not LINKS[link.kind].permits(*((above, below) if link.downwards else (below, above))):
        return None
    return link


def _link(above: str, below: str, label: str, name: str) -> LabelLink | None:
    match above, below:
        case "Collaboration", _ if below not in OVERSEEN:
            return LabelLink("MEMBER_OF", False, {})
        case "Room", _:
            return LabelLink("CONTACTS", True, {})
        case "StationedGroup", "Unit" if fold(parse(label).parts.host or "") == fold(name):
            return LabelLink("STATIONED_AT", True, {})
        case "StationedGroup", _ if below in OVERSEEN:
            return LabelLink("SUPERVISES", True, {"form": "stationed"})
        case "InspectionTeam", _ if below in OVERSEEN:
            return LabelLink("INSPECTS", True, {})
        case "Commission", "Room":
            return LabelLink("PART_OF", False, {})
        case "Commission", "StationedGroup" | "TownshipOffice":
            return LabelLink("DISPATCHES", True, {})
        case "Commission", "Commission":
            return LabelLink("LEADS", True, {})
        case "LiaisonStation", _ if below in OVERSEEN:
            return LabelLink("SERVES", True, {})
        case "Township", "Village":
            return LabelLink("SUBORDINATE_TO", False, {})
    return None
