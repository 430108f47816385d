"""Areas, party groups and branches that a cell names where the body behind them is meant."""

from __future__ import annotations

import re

from oversight_graph.model import OVERSEEN
from oversight_graph.naming.grammar import NameReading, parse

_PARTY = re.compile(r"(?:党组|党委|党工委|党总支|党支部|总支|支部|党委（党组）|党组（党委）|领导班子|班子)\Z")


def commission_of(reading: NameReading) -> NameReading | None:
    """The commission of an area that a room keeps contact with: 云岭县 stands for 云岭县纪委监委.

    Parameters
    ----------
    reading
        Of a name.

    Returns
    -------
    NameReading or None
        None for what isn't an area.
    """
    return _of_area(reading, "Commission", "纪委监委")


def inspected_body(reading: NameReading) -> NameReading | None:
    """The body that is inspected where a cell names its party organisation: 县财政局党组 stands for 县财政局, 石塘县 for 石塘县委.

    Parameters
    ----------
    reading
        Of a name.

    Returns
    -------
    NameReading or None
        None for a name that stands for itself.
    """
    if reading.kind in OVERSEEN:
        return None
    bare = _PARTY.sub("", reading.name)
    if bare != reading.name:
        inner = parse(bare)
        if inner.sure and inner.kind in OVERSEEN and not inner.parts.set:
            return inner
    host = parse(reading.parts.host) if reading.kind == "PartyCommittee" and reading.parts.host else None
    if host is not None and host.sure and host.kind in OVERSEEN:
        return host
    return _of_area(reading, "PartyCommittee", "委")


def _of_area(reading: NameReading, kind: str, ending: str) -> NameReading | None:
    if not reading.no_body or reading.parts.area is None:
        return None
    body = parse(f"{reading.name}{ending}")
    return body if body.sure and body.kind == kind else None
