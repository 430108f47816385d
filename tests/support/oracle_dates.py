"""From charts as they are written to what they hold together: each chart at its own day, or all at one (domain §4, Dates)."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence

from support.oracle_cut import TERM, Cut, Row
from support.oracle_sets import division

NODE_KEYS = ("category", "scope", "mode", "staff_full_time", "staff_quantifier")
LEVELS_OF_KINDS = {"Township": "township", "TownshipOffice": "township", "Village": "village"}
BOTH_POWERS = ("STATIONED_AT", "CONTACTS", "EXTENDS_TO")
FORM_OF_KIND = {"STATIONED_AT": "stationed", "INSPECTS": "inspection"}


def day_of(chart: Row) -> str:
    """The day that a chart describes: the last one of what is written."""
    written = str(chart["as_of"])
    year, month, day = (*map(int, written.split("-")), 0, 0)[:3]
    month = month or 12
    return f"{year:04}-{month:02}-{day or calendar.monthrange(year, month)[1]:02}"


def holding(entry: Row, told: str, day: str) -> bool | None:
    """Whether what a chart of the day `told` writes holds on a day; None where it isn't known: it has no stated beginning, and the day lies before."""
    begin, end = entry.get("valid_from"), entry.get("valid_to")
    if begin is None and entry.get("kind") == "INSPECTS" and day < told:
        begin = str(entry["year"]) if entry.get("year") else None
    if end is not None and day[: len(end)] > end:
        return False
    if begin is not None:
        return day[: len(begin)] >= begin
    return True if day >= told else None


def dated(link: Row) -> bool:
    """Whether a link has a stated beginning."""
    return "valid_from" in link or (link["kind"] == "INSPECTS" and "year" in link)


def states(chart: Row, day: str) -> tuple[dict[str, bool | None], list[bool | None]]:
    """Of the nodes of a chart by id, and of its links in order, whether they hold on a day, by its own dates; the ends of a dated link are known as long as the link."""
    told = day_of(chart)
    nodes = {node["id"]: holding(node, told, day) for node in chart["nodes"]}
    links = [holding(link, told, day) for link in chart["links"]]
    for link, holds in zip(chart["links"], links, strict=True):
        ends = (link["from"], link["to"])
        if holds and dated(link) and all(nodes[end] is not False for end in ends):
            nodes |= dict.fromkeys(ends, True)
    whole = [_least(holds, nodes[link["from"]], nodes[link["to"]]) for link, holds in zip(chart["links"], links, strict=True)]
    return nodes, whole


def _least(*held: bool | None) -> bool | None:
    return False if False in held else None if None in held else True


def names_of(chart: Row) -> dict[str, list[str]]:
    """The names of the nodes that an entry stands for: one, or as many as it is repeated."""
    return {
        node["id"]: [f"{chart['chart']}:{node['id']}-{number}" for number in range(1, node["repeat"] + 1)]
        if "repeat" in node
        else [f"{chart['chart']}:{node['id']}"]
        for node in chart["nodes"]
    }


def members_of(chart: Row, entry: Row) -> list[str]:
    return names_of(chart)[entry["id"]]


def bodies_of(charts: Sequence[Row]) -> dict[str, str]:
    """The body of every node of every chart, by `same_as`: the first name of it that was loaded."""
    body: dict[str, str] = {}
    for chart in charts:
        for node in chart["nodes"]:
            for name in members_of(chart, node):
                body[name] = body[node["same_as"]] if "same_as" in node else name
    return body


def cut(charts: Sequence[Row], as_of: str | None = None, body: Mapping[str, str] | None = None) -> Cut:
    """What charts hold together: each at its own day, all at `as_of` where that is given. `body`: the body of every node where it isn't `same_as` alone that says."""
    body = bodies_of(charts) if body is None else body
    nodes: dict[str, Row] = {}
    links: list[Row] = []
    slices: list[Row] = []
    areas: dict[str, str | None] = {}
    for chart in charts:
        told = day_of(chart)
        day = as_of or told
        held, whole = states(chart, day)
        members = names_of(chart)
        for area in chart.get("areas", ()):
            areas[area["code"]] = area.get("part_of")
        for entry in chart["nodes"]:
            if held[entry["id"]] is not False:
                for name in members[entry["id"]]:
                    _add_node(nodes, body[name], entry, chart, bool(held[entry["id"]]))
        for number, (entry, holds) in enumerate(zip(chart["links"], whole, strict=True)):
            if holds is not False:
                links += _links(entry, number, chart, members, body, holds)
        for word in ("claims", "complete"):
            slices += [
                {
                    **entry,
                    "what": word,
                    "chart": chart["chart"],
                    "told": told,
                    "area": entry.get("area", chart["area"]),
                    "levels": entry.get("levels", [chart["level"]]),
                }
                for entry in chart.get(word, ())
            ]
    for chart in charts:  # what a chart says of a body stands, whether or not it says that it holds
        for entry in chart["nodes"]:
            for name in members_of(chart, entry):
                if body[name] in nodes:
                    _describe(nodes[body[name]], entry, chart)
    for node in nodes.values():
        node["count"] = None if node["count"] == "unknown" else node["count"]
        node["asked"] = as_of
        days = [day_of(chart) for chart in charts for one in chart["nodes"] for name in names_of(chart)[one["id"]] if body[name] == node["id"]]
        node["day"] = as_of or max(day for day in days if any(holding(entry, told, day) is not False for entry, told, _ in node["spans"]))
    unite(links)
    return Cut(nodes, links, slices, areas)


def unite(links: list[Row]) -> None:
    """Divisions of several charts that have a link in common are one."""
    of: dict[object, object] = {}
    alike: dict[str, object] = {}
    for link in links:
        key = division(link)
        of.setdefault(key, key)
        said = str(sorted((name, str(value)) for name, value in link.items() if name not in ("chart", "number", "told", "known", "entry")))
        dates = (link["entry"].get("valid_from"), link["entry"].get("valid_to"), link["entry"].get("period"))
        twin = alike.setdefault(f"{said} {dates}", key)
        old, new = of[key], of[twin]
        of |= {one: new for one, root in of.items() if root == old}
    for link in links:
        link["united"] = of[division(link)]


def _add_node(nodes: dict[str, Row], name: str, entry: Row, chart: Row, known: bool) -> None:
    row = nodes.setdefault(
        name, {"id": name, "kind": entry["kind"], "known": False, "count": 1, "written": set(), "spans": [], "known_in": set(), **dict.fromkeys(NODE_KEYS)}
    )
    row["known"] = row["known"] or known
    row["spans"].append((entry, day_of(chart), chart["chart"]))
    if known:
        row["known_in"].add(chart["chart"])  # by its own dates, or as the end of a dated link


def _describe(row: Row, entry: Row, chart: Row) -> None:
    """Of two written values the first stands, and what is written anywhere stands before what is assumed."""
    assumed = {"level": LEVELS_OF_KINDS.get(entry["kind"]) or chart["level"], "area": chart["area"]}
    for key in (*NODE_KEYS, "level", "area", "count"):
        if key in entry and key not in row["written"]:
            row[key] = entry[key]
            row["written"].add(key)
        elif key in assumed:
            row.setdefault(key, assumed[key])


def _links(entry: Row, number: int, chart: Row, members: dict[str, list[str]], body: Mapping[str, str], known: bool) -> list[Row]:
    """The rows of a link: between entries repeated equally often they pair off, else there is one for each pair."""
    starts, ends = members[entry["from"]], members[entry["to"]]
    pairs = zip(starts, ends, strict=True) if len(starts) == len(ends) else [(a, b) for a in starts for b in ends]
    kind = entry["kind"]
    form = entry.get("form") or FORM_OF_KIND.get(kind)
    if "authority" in entry:
        authority = set(entry["authority"])
    elif kind in BOTH_POWERS or form == "stationed":
        authority = {"discipline", "state"}
    else:
        authority = {form} if form else set()
    row = {
        "kind": kind, "form": form, "authority": sorted(authority), "mechanism": entry.get("mechanism"), "basis": entry.get("basis", "assigned"),
        "scope": entry.get("scope", "self"), "line": entry.get("line", "administrative"), "type": entry.get("type"), "year": entry.get("year"),
        "resource": entry.get("resource"), "share": entry.get("share", "all"), "count": entry.get("count"), "chart": chart["chart"],
        "known": known, "entry": entry, "told": day_of(chart),
    }  # fmt: skip
    return [{**row, "from": body[a], "to": body[b], "number": (chart["chart"], number, place)} for place, (a, b) in enumerate(pairs)]


def judging(whole: Cut, name: str) -> tuple[Cut, str]:
    """What holds on the day on which a node is judged, and that day: links of older charts go on unless ended, what begins later doesn't hold yet,
    and what isn't known on it stays so (domain §4, Dates)."""
    node = whole.nodes[name]
    if node["asked"] is not None:
        return whole, node["asked"]
    day: str = node["day"]
    nodes: dict[str, Row] = {}
    for one, row in whole.nodes.items():
        held = [holding(entry, told, day) for entry, told, _ in row["spans"]]
        if True in held or None in held or one == name:  # it counts, as some chart holds it on its own day
            nodes[one] = {**row, "known": True in held or one == name}
    return Cut(nodes, _still(whole, nodes, day), whole.slices, whole.areas), day


def _still(whole: Cut, nodes: dict[str, Row], day: str) -> list[Row]:
    found = []
    for link in whole.links:
        spans = [holding(entry, told, day) for end in ("from", "to") for entry, told, chart in whole.nodes[link[end]]["spans"] if chart == link["chart"]]
        holds = _least(holding(link["entry"], link["told"], day), *spans)
        if holds is not False and link["from"] in nodes and link["to"] in nodes:
            found.append({**link, "known": link["known"] and bool(holds)})
    return found


def in_term(link: Row, day: str) -> bool:
    """domain §4: year asked − 5 < year ≤ year asked."""
    return link["year"] is not None and int(day[:4]) - TERM < link["year"] <= int(day[:4])
