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
    ]
    links: list[dict[str, Any]] = [{"kind": "SUPERVISES", "from": "g", "to": unit["id"], "form": "stationed", "source": 's1 ¶2, "3"'} for unit in units[:-2]]
    links += [
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
