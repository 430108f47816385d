"""networkx: a multigraph of dictionaries, walked node by node. https://networkx.org"""

from __future__ import annotations

import heapq
from pathlib import Path
from typing import Any

import numpy as np
from peer_tables import BODY, FORMS, LAST_YEAR, NOT_OVERSEEN, STATUSES, UNKNOWN, load

NAME = "networkx"
_COVERING = {"SUPERVISES", "STATIONED_AT", "CONTACTS"}
_LOW = {"township", "village"}


def versions() -> str:
    """What answers."""
    import networkx

    return f"networkx {networkx.__version__}"


class Peer:
    """Three graphs: the links with their attributes, the steps of reach, the hops of coordination."""

    def __init__(self, folder: Path) -> None:
        import networkx as nx

        self.nx = nx
        self.tables = load(folder)
        self.graph: Any = nx.MultiDiGraph()
        nodes = self.tables["nodes"].to_pylist()
        self.graph.add_nodes_from((node["n"], node) for node in nodes)
        self.graph.add_edges_from((link["source"], link["target"], link) for link in self.tables["links"].to_pylist())
        self.size = len(nodes)
        self.outer: dict[str, list[str]] = {}
        for row in self.tables["within"].to_pylist():
            self.outer.setdefault(row["area"], []).append(row["outer"])
        steps, hops = self.tables["steps"], self.tables["hops"]
        self.steps: Any = nx.DiGraph()
        source, target = (zip(steps[end].to_pylist(), steps[role].to_pylist(), strict=True) for end, role in (("source", "role"), ("target", "next_role")))
        for a, b, cls in zip(source, target, steps["class"].to_pylist(), strict=True):
            if not self.steps.has_edge(a, b) or self.steps[a][b]["cls"] > cls:
                self.steps.add_edge(a, b, cls=cls)
        self.hops: Any = nx.DiGraph()
        for a, b, cost in zip(hops["source"].to_pylist(), hops["target"].to_pylist(), hops["cost"].to_pylist(), strict=True):
            if not self.hops.has_edge(a, b) or self.hops[a][b]["cost"] > cost:
                self.hops.add_edge(a, b, cost=cost)

    def coverage(self, form: str) -> Any:
        graph, serves = self.graph, _serving(form)
        heads = self._heads(form)
        low = {area for area, level in heads if level not in _LOW}
        claims = {(row["area"], row["level"], row["category"]) for row in self.tables["claims"].to_pylist() if row["form"] == form}
        complete = {(row["area"], row["level"]) for row in self.tables["complete"].to_pylist() if row["form"] == form}
        own: dict[int, int] = {}
        branch: dict[int, int] = {}
        for _, end, link in graph.edges(data=True):
            if not link["whole"] or not link["cap"] or not serves(link):
                continue
            own[end] = max(own.get(end, 0), link["cap"])
            if link["scope"] == "with_subordinates":
                branch[end] = max(branch.get(end, 0), link["cap"])
        grades = np.full(self.size, NOT_OVERSEEN)
        for n, node in graph.nodes(data=True):
            if not node["overseen"]:
                continue
            grade = own.get(n, UNKNOWN)
            if grade < 4:
                grade = max([grade, *self._inherited(n, branch, 2)])
            if grade < 3 and form != "inspection":
                grade = max([grade, *self._extended(n, form)])
            if grade < 3:
                grade = max(grade, self._in_name(node, heads, low, claims, complete))
            grades[n] = grade
        return grades

    def _inherited(self, n: int, branch: dict[int, int], left: int) -> Any:
        for _, above, link in self.graph.out_edges(n, data=True):
            if link["kind"] == "SUBORDINATE_TO" and link["line"] == "administrative" and link["whole"]:
                if above in branch:
                    yield min(4, branch[above])
                if left > 1:
                    yield from self._inherited(above, branch, left - 1)

    def _extended(self, n: int, form: str) -> Any:
        for station, _, serving in self.graph.in_edges(n, data=True):
            if serving["kind"] == "SERVES" and serving["whole"]:
                for _, _, link in self.graph.in_edges(station, data=True):
                    if link["kind"] == "EXTENDS_TO" and link["whole"] and (link["form"] == "stationed" if form == "stationed" else link[form]):
                        yield min(3, link["cap"], serving["cap"])

    def _heads(self, form: str) -> set[tuple[str, str]]:
        nodes = self.graph.nodes
        if form == "stationed":
            return set()
        if form == "inspection":
            leads = ((nodes[a], nodes[b]) for a, b, link in self.graph.edges(data=True) if link["kind"] == "LEADS")
            return {(a["area"], a["level"]) for a, b in leads if a["kind"] == "PartyCommittee" and b["kind"] == "InspectionTeam"}
        return {(node["area"], node["level"]) for _, node in nodes(data=True) if node["kind"] == "Commission"}

    def _in_name(self, node: dict[str, Any], heads: Any, low: Any, claims: Any, complete: Any) -> int:
        outer, level = self.outer[node["area"]], node["level"]
        if node["kind"] == "Unit" and any((area, level, node["category"]) in claims for area in outer):
            return 2
        is_low = node["kind"] != "Unit" or level in _LOW
        if any(area in low for area in outer) if is_low else (node["area"], level) in heads:
            return 1
        return 0 if any((area, level) in complete for area in outer) else UNKNOWN

    def gaps(self) -> dict[str, Any]:
        grades = {form: self.coverage(form).tolist() for form in FORMS}
        statuses: dict[str, Any] = {}
        for norm in self.tables["norms"].to_pylist():
            column = statuses.setdefault(norm["norm"], np.full(self.size, -1))
            for n, node in self.graph.nodes(data=True):
                if node["kind"] == norm["kind"] and norm["level"] in (None, node["level"]) and norm["category"] in (None, node["category"]):
                    column[n] = _status(grades[norm["form"]][n], norm["grade"])
        return statuses

    def reach(self, start: int) -> Any:
        """As Dijkstra's search, with the worst class on the way for the sum of lengths."""
        adjacency, best, queue = self.steps._adj, {}, [(0, (start, BODY))]
        while queue:
            cls, state = heapq.heappop(queue)
            if state in best:
                continue
            best[state] = cls
            for after, data in adjacency.get(state, {}).items():
                if after not in best:
                    heapq.heappush(queue, (max(cls, data["cls"]), after))
        classes = np.full(self.size, -1)
        for (n, _), cls in reversed(best.items()):  # worst first: what comes later overwrites it
            classes[n] = cls
        classes[start] = -1
        return classes

    def path(self, start: int, goal: int) -> int:
        return int(self.nx.bidirectional_dijkstra(self.hops, start, goal, weight="cost")[0])


def _serving(form: str) -> Any:
    if form == "inspection":
        return lambda link: link["kind"] == "INSPECTS" and link["year"] is not None and link["year"] > LAST_YEAR - 5
    if form == "stationed":
        return lambda link: link["form"] == "stationed" and link["kind"] in _COVERING
    return lambda link: link[form] and link["kind"] in _COVERING


def _status(grade: int, asked: int) -> int:
    name = "gap" if grade == 0 else "undetermined" if grade < 0 else "formal_only" if grade < 3 else "partial" if grade < asked else "met"
    return STATUSES.index(name)
