"""A chart that is spoilt at random is read or refused, and nothing else is raised (contract §1)."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support.bad_charts import CHART, read, told
from support.examples import examples

import oversight_graph as og
from oversight_graph.chart.build import build
from oversight_graph.errors import OversightError
from oversight_graph.parsing import yaml_text
from oversight_graph.problems import errors
from oversight_graph.resolution.resolve import resolve
from oversight_graph.store.protocol import LoadedChart

ODD: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    1.5,
    10**30,
    float("inf"),
    "",
    " ",
    "no",
    "010",
    "2020-13",
    "unknown",
    "CN",
    "53",
    "a b",
    "\ud800",
    "a\nb",
    "\x00",
    "财政局",
    "cc",
    "u-fin",
    "example-city:cc",
    "other:cc",
    [],
    [None],
    ["a", "a"],
    [[]],
    {},
    {"zh": None},
    {"a": {"b": []}},
    3,
    "stationed",
    "D",
    "s1",
    "2018",
]


MILD: list[tuple[str, Any]] = [
    ("valid_from", "2019"), ("valid_to", "2020-06"), ("count", 3), ("count", "unknown"), ("repeat", 2), ("repeat", 3), ("area", "zone"), ("area", "53"),
    ("area", "atlantis"), ("part_of", "CN"), ("level", "county"), ("same_as", "other:cc"), ("same_as", "other:g-fin"), ("same_as", "example-city:cc"),
    ("same_as", "nowhere:x"), ("name", "某市纪委监委"), ("aliases", ["驻市财政局纪检监察组", "市教育局"]), ("id", "cc-1"), ("id", "x"), ("chart", "other"),
    ("from", "u-fin"), ("to", "u-fin"), ("from", "cc"), ("to", "cc"), ("kind", "SUPERVISES"), ("kind", "SUCCEEDS"), ("kind", "COORDINATES_WITH"),
    ("kind", "Unit"), ("kind", "Commission"), ("form", "D"), ("authority", []), ("note", "=\u200b\n"), ("as_of", "2016"), ("basis", "episode"),
]  # fmt: skip


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) of a document."""
    inner = list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    return [(value, key) for key, _ in inner] + [place for _, one in inner for place in places(one)]


def mutated(document: Any, chance: random.Random) -> Any:
    """The document with one thing lost, replaced, doubled, moved, renamed; or with a key that may well be right."""
    container, key = chance.choice(places(document) or [({}, None)])
    change = chance.choice(["lose", "odd", "move", "double", "rename", *["mild"] * 6])
    if change == "lose":
        del container[key]
    elif change == "odd":
        container[key] = copy.deepcopy(chance.choice(ODD))
    elif change == "move":
        source, name = chance.choice(places(document))
        container[key] = copy.deepcopy(source[name])
    elif change == "double" and isinstance(container, list):
        container.append(copy.deepcopy(container[key]))
    elif change == "rename" and isinstance(container, dict):
        container[chance.choice(["id", "kind", "valid_from", "phone", "sources", "year", str(chance.choice(ODD))])] = container[key]
    elif isinstance(container, dict):
        name, value = chance.choice(MILD)
        container[name] = copy.deepcopy(value)
    return document


def spoilt(text: str, chance: random.Random) -> bytes:
    """The text cut off, with a piece of it twice, or with bytes of it flipped; or as it is."""
    raw = text.encode("utf-8", "surrogatepass")
    a, b = sorted(chance.randrange(len(raw) + 1) for _ in range(2))
    change = chance.choice([*["as it is"] * 6, "cut", "twice", "flip", "swap"])
    if change == "cut":
        return raw[:b]
    if change == "twice":
        return raw[:b] + raw[a:]
    if change == "flip":
        return bytes(one ^ (1 << chance.randrange(8)) if chance.random() < 0.003 else one for one in raw)
    if change == "swap":
        return (
            raw[:a] + chance.choice([b"&a ", b"*a", b"!!int ", b"- ", b"? ", b": ", b"{", b"]", b"\t", b"|\n", b"---\n", b"%", b"<<: ", b'"', b"'"]) + raw[a:]
        )
    return raw


@examples(300)
@given(seed=st.integers(0, 2**32), changes=st.integers(0, 5), form=st.sampled_from(["yaml", "json", "block"]))
def test_no_spoilt_chart_raises_anything(fuzzed: Callable[[str, bytes], Path], seed: int, changes: int, form: str) -> None:
    chance = random.Random(seed)
    document: Any = yaml.load(CHART, yaml.BaseLoader)
    for _ in range(changes):
        document = mutated(document, chance)
    text = json.dumps(document) if form == "json" else yaml.safe_dump(document, allow_unicode=True, default_flow_style=None if form == "yaml" else False)
    found = read(fuzzed("json" if form == "json" else "yaml", spoilt(text, chance)))
    for problem in found.problems:
        told(problem)
    assert found.charts or errors(found.problems)
    for chart in found.charts:
        for problem in resolve([chart]).problems:
            told(problem)
        try:
            assert str(og.plan(Held(), chart))  # type: ignore[arg-type]
        except OversightError as refused:
            assert str(refused)


class Held:
    """As much of a store as a plan needs: it holds one chart."""

    where = "held"

    def __init__(self) -> None:
        text = CHART.replace("example-city", "other")
        self.chart = build(yaml_text.documents(text)[0], "held.yaml").chart

    def loaded(self) -> tuple[int, list[LoadedChart]]:
        assert self.chart is not None
        return 1, [LoadedChart(self.chart, "2021-01-01T00:00:00+00:00")]


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, bytes], Path]:
    folder = tmp_path_factory.mktemp("fuzzed")

    def write(ending: str, content: bytes) -> Path:
        path = folder / f"chart.{ending}"
        path.write_bytes(content)
        return path

    return write
