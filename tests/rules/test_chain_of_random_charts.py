"""The chains of random charts are those of plain loops over nodes and links (domain §6)."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from support.charts_strategy import Document, chart_sets, graph_from
from support.examples import examples

import oversight_graph as og
from oversight_graph.model.tiers import NEVER_JOINS, TIERS

OF_KIND = {
    "Commission": "commission", "Room": "room", "TownshipOffice": "office", "Township": "township", "Village": "village", "StationedGroup": "group",
    "InternalDisciplineBody": "internal", "Unit": "unit",
}  # fmt: skip


def standing(of: og.Graph) -> dict[str, tuple[str, str]]:
    """Each node on a tier → its area and tier."""
    nodes = {row["id"]: row for row in of.nodes.to_dict("records")}
    links = of.links.to_dict("records")
    seats = {row["area"] for row in nodes.values() if row["kind"] == "Commission" and row["level"] == "county"}
    found = {}
    for name, row in nodes.items():
        tier = OF_KIND.get(row["kind"])
        if row["kind"] == "LiaisonStation":
            served = [nodes[link["to"]]["kind"] for link in links if link["kind"] == "SERVES" and link["from"] == name and link["basis"] != "episode"]
            villages = "Village" in served or (not served and row["level"] in ("township", "village"))
            tier = "village_station" if villages else "unit_station"
        if tier is None:
            continue
        area = row["area"]
        if row["level"] in ("township", "village"):
            area = next((one for one in of.areas.above(area) if one in seats), area[:6] if len(area) > 6 and area.isdigit() else area)
        found[name] = (area, tier)
    return found


@given(chart_sets())
@examples(60)
def test_chains_of_random_charts_are_those_of_plain_loops(drawn: list[Document]) -> None:
    of = graph_from(*drawn)
    answer = og.ask(of, "chain")
    places, depth = standing(of), {tier.id: tier.depth for tier in TIERS}
    nodes = {row["id"]: row for row in of.nodes.to_dict("records")}
    on: dict[tuple[str, str], set[str]] = defaultdict(set)
    lines: dict[tuple[str, str], set[tuple[str, str, str]]] = defaultdict(set)
    for name, place in places.items():
        on[place].add(name)
    for link in of.links.to_dict("records"):
        ends = [places.get(link["from"]), places.get(link["to"])]
        if None in ends or link["basis"] == "episode" or link["kind"] in NEVER_JOINS:
            continue
        (area_a, a), (area_b, b) = ends  # type: ignore[misc]
        if link["kind"] == "LEADS" and a == b == "commission" and area_a != area_b:
            on[area_a, "lower_commission"].add(link["to"])
            lines[area_a, "lower_commission"].add(("LEADS", "commission", link["basis"]))
        elif area_a == area_b and depth[a] != depth[b]:
            upper, lower = sorted((a, b), key=depth.__getitem__)
            by = link["mechanism"] if link["kind"] == "COORDINATES_WITH" and isinstance(link["mechanism"], str) else link["kind"]
            lines[area_a, lower].add((by, upper, link["basis"]))
    told = {(row["area"], row["tier"]): row for row in answer.rows}
    assert len(told) == len(answer) and {place for place, row in told.items() if row["state"] == "present"} == set(on)
    for place, row in told.items():
        counts = [nodes[name]["count"] for name in on.get(place, ())]
        known = [int(one) for one in counts if one == one and one is not None and str(one) != "<NA>"]
        assert row["bodies"] == sorted(on.get(place, ()))
        if row["state"] == "present":
            assert row["count"] == (sum(known) if known else None), place
            assert row["count_quantifier"] == (None if not known else "ge" if len(known) < len(counts) else "eq")
            assert len(row["links"]) == len(lines[place]), (place, row["links"], lines[place])
        else:
            assert row["count"] == (0 if row["state"] == "missing" else None) and not row["links"]
    assert sum(number for name, number in answer.summary.items() if name != "tiers") == answer.n
