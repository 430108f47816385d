"""A plan as plain values: all of it, for programs."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from oversight_graph.chart.periods import ALWAYS, Period
from oversight_graph.messages import text
from oversight_graph.planning.link_changes import Change
from oversight_graph.planning.matches import Match
from oversight_graph.planning.plan_contents import PlanContents
from oversight_graph.planning.plan_entries import entry_names
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.parts import counts_by_kind


def plan_dict(plan: PlanContents) -> dict[str, Any]:
    """Give everything of a plan as plain values, ready for JSON.

    Parameters
    ----------
    plan
        What is written.

    Returns
    -------
    `counts` by kind, then every entry with all that it holds; dates as ISO 8601. What is only perhaps recognised stands under add and
    remove too. Cost: linear in what the plan lists.
    """

    def body(name: str) -> dict[str, Any]:
        row = plan.after.nodes.get(name) or plan.before.nodes.get(name)
        return {"id": name, "kind": row["kind"] if row else None, "name": row["name"] if row else None}

    return {
        "charts": {"asked": list(plan.charts), "new": plan.new_charts, "replaced": plan.replaced_charts, "withdrawn": plan.withdrawn_charts},
        "store": plan.store.where,
        "revision": plan.revision,
        "empty": plan.empty,
        "applied": plan.applied,
        "removals": {"gone": plan.gone, "of": plan.held_before, "percent": round(plan.removals, 2)},
        "counts": {
            what: {"add": _counts(added), "change": _counts(rows[change.id] for change in changes), "remove": _counts(removed)}
            for what, rows, added, changes, removed in (
                ("nodes", plan.after.nodes, plan.added_nodes, plan.changed_nodes, plan.removed_nodes),
                ("links", plan.after.links, plan.added_links, plan.changed_links, plan.removed_links),
            )
        },
        "nodes": {
            "add": [_row(row) for row in plan.added_nodes],
            "change": [{**body(change.id), "values": _values(change)} for change in plan.changed_nodes],
            "remove": [_row(row) for row in plan.removed_nodes],
        },
        "links": {
            "add": [_row(row) for row in plan.added_links],
            "change": [{**_row(plan.after.links[change.id]), "values": _values(change)} for change in plan.changed_links],
            "remove": [_row(row) for row in plan.removed_links],
            "follow": [{"before": _row(old), "after": _row(new)} for old, new in plan.following],
        },
        "renamed": [_match(match) for match in plan.renamed],
        "joined": [_match(match) for match in plan.joined],
        "split": [_match(match) for match in plan.split],
        "reorganised": [_match(match) for match in plan.reorganised],
        "perhaps": [_match(match) for match in plan.perhaps],
        "reused_ids": [asdict(reused) for reused in plan.reused],
        "moved": [
            {
                **body(move.id),
                "role": move.role,
                "before": [body(name) for name in move.before],
                "after": [body(name) for name in move.after],
                "links": {"remove": [_row(row) for row in move.removed], "add": [_row(row) for row in move.added]},
            }
            for move in plan.moved
        ],
        "merges": [{"bodies": _entries(plan, merge.ids), "why": text(merge.why)} for merge in plan.merges],
        "doubtful": [{"candidates": [body(name) for name in doubt.ids], "why": text(doubt.why)} for doubt in plan.doubtful],
        "apart": [{"candidates": [body(name) for name in doubt.ids], "why": text(doubt.why)} for doubt in plan.apart],
        "one_all_the_same": [{"bodies": _entries(plan, merge.ids), "why": text(merge.why)} for merge in plan.one_all_the_same],
        "waiting": [{"id": name, "same_as": target} for name, target in plan.waiting],
        "conflicts": [{**asdict(conflict), "name": body(conflict.id)["name"]} for conflict in plan.conflicts],
        "dated_apart": [{**body(dated.id), "periods": [_period(period) for period in dated.periods]} for dated in plan.dated_apart],
        "repeated_links": [{"chart": chart, "link": link} for chart, link in plan.repeated_links],
    }


def _entries(plan: PlanContents, ids: Iterable[str]) -> list[dict[str, str | None]]:
    names = entry_names(plan, ids)
    return [{"id": name, "name": names.get(name)} for name in ids]


def _counts(rows: Iterable[GraphRow]) -> dict[str, int]:
    return dict(counts_by_kind(rows))


def _match(match: Match) -> dict[str, Any]:
    def bodies(rows: Iterable[GraphRow]) -> list[dict[str, Any]]:
        return [{"id": row["id"], "kind": row["kind"], "name": row["name"]} for row in rows]

    rows = {row["id"]: row for row in (*match.before, *match.after)}
    return {
        "what": match.what,
        "sure": match.sure,
        "before": bodies(match.before),
        "after": bodies(match.after),
        "why": [text(why) for why in match.why],
        "remove": [_row(rows[name]) for name in match.gone],
        "add": [_row(rows[name]) for name in match.new],
    }


def _values(change: Change) -> dict[str, dict[str, Any]]:
    return {name: {"before": _plain(old), "after": _plain(new)} for name, (old, new) in change.values.items()}


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in row.items()}


def _period(period: Period) -> dict[str, str | None]:
    first, last = (None if day in ALWAYS else day.isoformat() for day in (period.first, period.last))
    return {"chart": period.chart, "valid_from": first, "valid_to": last}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value
