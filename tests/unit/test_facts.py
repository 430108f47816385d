"""Every fact of the five reports is in the shipped data or is left out for a written reason; never both, never neither.

Reads the files as plain CSV and YAML, so that it holds the data whatever the code does.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from support.places import ROOT

PACKAGE = ROOT / "oversight_graph"
CHARTS = PACKAGE / "charts"
LOCATOR = re.compile(r"\d{3}-\d{2}")


def rows(name: str) -> list[dict[str, str]]:
    with (CHARTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cited(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(source, fact) of every source that an entry writes."""
    for written in entry.get("sources", [entry["source"]] if "source" in entry else []):
        source, _, locator = written.partition(" ")
        yield source, locator


FACTS = rows("facts.csv")
BY_ID = {fact["id"]: fact for fact in FACTS}
LEFT_OUT = rows("left_out.csv")
REASONS = {row["fact"]: row["reason"] for row in LEFT_OUT}
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one in C where there is one: five times as fast."""
LOADED = {path.stem: yaml.load(path.read_bytes(), Loader=LOADER) for path in sorted(CHARTS.glob("*.yaml"))}
NORMS = yaml.load((PACKAGE / "model" / "norms.yaml").read_bytes(), Loader=LOADER)["norms"]

USES: dict[str, set[tuple[str, str]]] = defaultdict(set)
"""Fact → where it is used: (part, basis); part is nodes, links, claims, evidence or norms, basis that of a link."""
for _chart, _loaded in LOADED.items():
    for _part in ("nodes", "links", "claims"):
        for _entry in _loaded.get(_part, []):
            for _source, _fact in cited(_entry):
                if BY_ID.get(_fact, {}).get("source") == _chart == _source:
                    USES[_fact].add((_part, _entry.get("basis", "assigned") if _part == "links" else ""))
            for _item in _entry.get("evidence", []):
                for _source, _fact in cited(_item):
                    if BY_ID.get(_fact, {}).get("source") == _chart == _source:
                        USES[_fact].add(("evidence", ""))
for _norm in NORMS:
    for _fact in _norm["facts"]:
        USES[_fact].add(("norms", ""))


EPISODES_ONLY = {
    fact
    for chart in LOADED.values()
    for node in chart["nodes"]
    for _, fact in cited(node)
    if (held := [link for link in chart["links"] if node["id"] in (link["from"], link["to"])]) and all(link.get("basis") == "episode" for link in held)
}
"""The facts of nodes that episodes alone lead to, as the units of a year's inspections."""


def test_the_facts_are_the_246_of_the_five_shipped_charts() -> None:
    assert len(FACTS) == len(BY_ID) == 246
    assert {fact["source"] for fact in FACTS} == set(LOADED) == {chart["chart"] for chart in LOADED.values()}


@pytest.mark.parametrize("fact", sorted(BY_ID))
def test_a_fact_is_represented_or_left_out_with_a_reason(fact: str) -> None:
    assert USES[fact] or fact in REASONS, f"{fact} is neither in a chart or a norm nor in left_out.csv: {BY_ID[fact]}"
    assert not (USES[fact] and fact in REASONS), f"{fact} stands in left_out.csv, yet it is used in {sorted(USES[fact])}"


def test_left_out_names_known_facts_once_each_with_a_reason_of_its_own() -> None:
    assert len(LEFT_OUT) == len(REASONS), "a fact is left out twice"
    assert set(REASONS) <= set(BY_ID)
    assert all(len(reason) > 20 and reason.endswith(".") for reason in REASONS.values())


@pytest.mark.parametrize("fact", [fact["id"] for fact in FACTS if fact["class"] == "S:graph"])
def test_a_fact_of_structure_is_a_node_or_a_link(fact: str) -> None:
    assert {part for part, _ in USES[fact]} & {"nodes", "links"}, f"{fact} ({BY_ID[fact]['name_zh']}) is no node and no link"


@pytest.mark.parametrize("fact", [fact["id"] for fact in FACTS if fact["class"].startswith("A:")])
def test_activity_is_at_most_evidence_or_a_link_of_basis_episode(fact: str) -> None:
    known = {("links", "episode"), ("evidence", "")} | ({("nodes", "")} if fact in EPISODES_ONLY else set())
    assert USES[fact] <= known, f"domain §7.4: {fact} is activity, yet it stands for {sorted(USES[fact])}"


@pytest.mark.parametrize("fact", [fact["id"] for fact in FACTS if fact["class"] == "S:norm"])
def test_a_rule_is_kept_as_a_norm_only(fact: str) -> None:
    assert USES[fact] <= {("norms", "")}, f"{fact} is a rule, yet it stands for {sorted(USES[fact])}"


@pytest.mark.parametrize("fact", [fact["id"] for fact in FACTS if fact["class"] == "M:meta"])
def test_a_fact_about_the_report_is_in_no_entry(fact: str) -> None:
    assert not USES[fact], f"{fact} tells of the report itself; its place is the header's `sources`"


@pytest.mark.parametrize("chart", sorted(LOADED))
def test_every_entry_cites_a_fact_of_its_own_chart(chart: str) -> None:
    ids = {source["id"] for source in LOADED[chart]["sources"]}
    for part in ("nodes", "links", "claims"):
        for entry in (one for written in LOADED[chart].get(part, []) for one in (written, *written.get("evidence", []))):
            sources = list(cited(entry))
            assert sources, f"{chart}, {part}: {entry} has no source"
            for source, locator in sources:
                assert source in ids and LOCATOR.fullmatch(locator), f"{chart}, {part}: `{source} {locator}` is no source and fact"
                assert BY_ID.get(locator, {}).get("source") == chart, f"{chart}, {part}: {locator} is no fact of this chart"


def test_norms_cite_known_facts() -> None:
    assert {fact for norm in NORMS for fact in norm["facts"]} <= set(BY_ID)
    assert len({norm["id"] for norm in NORMS}) == len(NORMS)
