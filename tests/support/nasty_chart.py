"""A chart of texts that formats have trouble with, and of everything that can be unknown."""

from __future__ import annotations

import json
from typing import Any

from oversight_graph.chart.build import build
from oversight_graph.chart.chart import Chart
from oversight_graph.parsing.json_text import documents

TEXTS = (
    '"', '""', '"a"', 'a"b', 'a"', '\\', 'a\\', '\\"', "'", "a,b", ",", "a;b;c", ";", "a|b", "a\tb", "a\nb", "a\u2028b", "\u200bzero", "\ufeffmark",
    "007", "1e9", "true", "null", "NaN", "2020-01-01", "😀", "𠮷野家", "é", "e\u0301x", "{a: [1]}", "$1", "`x`", "#", "--", "\u00a0".join("ab"), "名称" * 300,
)  # fmt: skip
"""What a name, a note, an alias can hold."""

SETS: tuple[dict[str, Any], ...] = (
    {"id": "c", "kind": "PartyCommittee", "name": "委"},
    {"id": "o", "kind": "TownshipOffice", "name": "乡镇纪委", "count": 18},
    {"id": "s", "kind": "TownshipOffice", "name": "街道纪工委"},
    {"id": "l", "kind": "LiaisonStation", "name": "站", "count": 40},
    {"id": "l_", "kind": "LiaisonStation", "name": "又站", "count": "unknown"},
    {"id": "z", "kind": "Collaboration", "name": "协作区", "count": 7},
)
SHARES: tuple[dict[str, Any], ...] = (
    {"kind": "EXTENDS_TO", "from": "o", "to": "l", "share": "part", "count": 31},
    {"kind": "EXTENDS_TO", "from": "s", "to": "l", "share": "part"},
    {"kind": "EXTENDS_TO", "from": "s", "to": "l_", "share": "part", "count": "unknown"},
    {"kind": "EXTENDS_TO", "from": "o", "to": "l_", "share": "all", "form": "stationed"},
    {"kind": "MEMBER_OF", "from": "o", "to": "z", "share": "one", "valid_from": "2019-07"},
    {"kind": "MEMBER_OF", "from": "s", "to": "z", "share": "one"},
    {"kind": "COORDINATES_WITH", "from": "c", "to": "g", "mechanism": "consultation", "of": "u0", "period": "P6M"},
    {"kind": "COORDINATES_WITH", "from": "c", "to": "g", "mechanism": "consultation", "of": "u1", "period": "P6M"},
)
"""Links that say of which members of sets they speak, and of which unit's committee."""


def nasty(notes: bool = True) -> Chart:
    """A chart of texts that a CSV has trouble with, and of everything that can be unknown."""
    units: list[dict[str, Any]] = [
        {
            "id": f"u{number}",
            "kind": "Unit",
            "name": {"zh": text, "en": text},
            "aliases": [f"x{text}", f"{text}y"],
            "evidence": [
                {"number": number, "what": {"zh": text, "en": text}, "period": "2019–2020", "sources": [f"s1 {text}", "s2"]},
                {"what": text, "source": "s1"},
            ],
            **({"note": f"{text}\n{text}"} if notes else {}),
        }
        for number, text in enumerate(TEXTS)
        if notes or "\n" not in text
    ]
    units += [
        {"id": "长" * 300, "kind": "Unit", "name": "长", "count": "unknown", "valid_from": "1949-10", "valid_to": "2020"},
        {"id": "many", "kind": "Unit", "name": "多", "repeat": 3, "category": "court"},
        {"id": "g", "kind": "StationedGroup", "name": "组", "mode": "single", "staff_full_time": 0, "staff_quantifier": "ge", "area": "zone-1"},
        {"id": "t", "kind": "InspectionTeam", "name": "巡"},
        *SETS,
    ]
    links: list[dict[str, Any]] = [
        {"kind": "SUPERVISES", "from": "g", "to": unit["id"], "form": "stationed", "source": 's1 ¶2, "3"'} for unit in units[: -2 - len(SETS)]
    ]
    links += [
        *SHARES,
        {"kind": "INSPECTS", "from": "t", "to": "u0", "type": "special", "year": 2019, "authority": ["discipline"], "sources": ["s1", "s2 a;b"]},
        {"kind": "HOSTED_BY", "from": "g", "to": "u1", "resource": "budget", "authority": []},
    ]
    for entry in [*units, *links]:
        if "sources" not in entry:
            entry.setdefault("source", "s1")
    whole = {
        "chart": "nasty", "title": {"zh": 'The "title", with; all', "en": "a\\b"}, "as_of": "2020-12-31", "area": "530100", "level": "prefecture",
        "areas": [{"code": "zone-1", "name": "区", "part_of": "530102"}],
        "sources": [{"id": "s1", "title": 'A "report", 2020', "publisher": "a;b"}, {"id": "s2", "title": "B", "date": "2020", "url": "https://example.org/?a=1,2"}],
        "nodes": units, "links": links,
    }  # fmt: skip
    reading = build(documents(json.dumps(whole))[0], "nasty.json")
    assert reading.chart is not None, reading.problems
    return reading.chart
