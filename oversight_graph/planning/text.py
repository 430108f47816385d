"""A plan in words: counts first, then each entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from oversight_graph.chart.resolve import Row

if TYPE_CHECKING:
    from oversight_graph.planning.plan import Plan

SHOWN = 20
"""Entries of one heading that are listed unless all are asked for."""


def plan_text(plan: Plan, details: bool = False) -> str:
    """The plan as it is shown before it is applied. `details`: every entry, else the first 20 under each heading."""
    if plan.empty:
        return f"Nothing to change: {', '.join(plan.charts)} {'is' if len(plan.charts) == 1 else 'are'} loaded already as written."
    limit = None if details else SHOWN
    names = {row["id"]: row["name"] for row in plan.after.nodes.values()} | {row["id"]: row["name"] for row in plan.removed_nodes}
    lines = [f"{word} {', '.join(charts)}" for word, charts in (
        ("New:", plan.new_charts), ("New version:", plan.replaced_charts), ("Withdrawn:", plan.withdrawn_charts)) if charts]  # fmt: skip
    parts: list[tuple[str, list[str], str]] = [
        ("nodes to add", [_node(row) for row in plan.added_nodes], _counts(plan.added_nodes)),
        ("nodes to change", [f"{one.id}: {_values(one.values)}" for one in plan.changed_nodes], ""),
        ("nodes to remove", [_node(row) for row in plan.removed_nodes], _counts(plan.removed_nodes)),
        ("links to add", [_link(row, names) for row in plan.added_links], _counts(plan.added_links)),
        ("links to change", [f"{_link(plan.after.links[one.id], names)}: {_values(one.values)}" for one in plan.changed_links], ""),
        ("links to remove", [_link(row, names) for row in plan.removed_links], _counts(plan.removed_links)),
        ("merges: entries that are one body", [f"{' = '.join(one.ids)} ({one.why})" for one in plan.merges], ""),
        ("left apart as doubtful (write same_as if they are one)", [f"{' ? '.join(one.ids)} ({one.why})" for one in plan.doubtful], ""),
        ("waiting for a chart that isn't loaded", [f"{name} same_as {target}" for name, target in plan.waiting], ""),
        ("contradictions: the first loaded stands", [f"{one.id}: {one.attribute} {one.kept}, {one.chart} says {one.other}" for one in plan.conflicts], ""),
        ("links written twice in one chart, kept once with all their sources", [f"{chart}: {text}" for chart, text in plan.repeated_links], ""),
    ]
    for title, entries, counts in parts:
        if entries:
            lines.append(f"  {len(entries)} {title}{f' ({counts})' if counts else ''}")
            lines += [f"    {text}" for text in entries[:limit]]
            if limit is not None and len(entries) > limit:
                lines.append(f"    … and {len(entries) - limit} more (--details shows all)")
    if len(lines) == 1:
        lines.append("  the graph stays as it is: only the chart itself reads differently")
    return "\n".join(lines)


def _counts(rows: Iterable[Row]) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in Counter(row["kind"] for row in rows).items())


def _node(row: Row) -> str:
    return f"{row['id']} {row['kind']} {row['name']}"


def _link(row: Row, names: dict[str, str]) -> str:
    marks = [str(row[key]) for key in ("form", "mechanism", "year") if row[key] is not None]
    return f"{names.get(row['from'], row['from'])} —{row['kind']}{' ' + ' '.join(marks) if marks else ''}→ {names.get(row['to'], row['to'])}"


def _values(values: dict[str, tuple[Any, Any]]) -> str:
    return "; ".join(f"{key} {_value(old)} → {_value(new)}" for key, (old, new) in values.items())


def _value(value: Any) -> str:
    return "–" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
