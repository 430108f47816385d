"""A plan in words: counts first, then each entry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from oversight_graph.chart.rows import Row

if TYPE_CHECKING:
    from oversight_graph.planning.plan import Plan

SHOWN = 20
"""Entries of one heading that are listed unless all are asked for."""


def plan_text(plan: Plan, details: bool = False) -> str:
    """The plan as it is shown before it is applied. `details`: every entry, else the first 20 under each heading."""
    if plan.empty:
        return f"Nothing to change: {', '.join(plan.charts)} {'is' if len(plan.charts) == 1 else 'are'} loaded already as written."
    limit = None if details else SHOWN
    removed = {row["id"]: row for row in plan.removed_nodes}

    def name(body: str) -> str:
        row = plan.after.nodes.get(body) or removed.get(body)
        return row["name"] if row else body

    lines = [f"{word} {', '.join(charts)}" for word, charts in (
        ("New:", plan.new_charts), ("New version:", plan.replaced_charts), ("Withdrawn:", plan.withdrawn_charts)) if charts]  # fmt: skip
    parts: list[tuple[str, Sequence[Any], Callable[[Any], str], str]] = [
        ("nodes to add", plan.added_nodes, _node, _counts(plan.added_nodes)),
        ("nodes to change", plan.changed_nodes, lambda one: f"{one.id}: {_values(one.values)}", ""),
        ("nodes to remove", plan.removed_nodes, _node, _counts(plan.removed_nodes)),
        ("links to add", plan.added_links, lambda row: _link(row, name), _counts(plan.added_links)),
        ("links to change", plan.changed_links, lambda one: f"{_link(plan.after.links[one.id], name)}: {_values(one.values)}", ""),
        ("links to remove", plan.removed_links, lambda row: _link(row, name), _counts(plan.removed_links)),
        ("merges: entries that are one body", plan.merges, lambda one: f"{' = '.join(one.ids)} ({one.why})", ""),
        ("left apart as doubtful (write same_as if they are one)", plan.doubtful, lambda one: f"{' ? '.join(one.ids)} ({one.why})", ""),
        ("waiting for a chart that isn't loaded", plan.waiting, " same_as ".join, ""),
        ("contradictions: the first loaded stands", plan.conflicts, lambda one: f"{one.id}: {one.attribute} {one.kept}, {one.chart} says {one.other}", ""),
        ("links written twice in one chart, kept once with all their sources", plan.repeated_links, ": ".join, ""),
    ]
    for title, entries, as_text, counts in parts:
        if entries:
            lines.append(f"  {len(entries)} {title}{f' ({counts})' if counts else ''}")
            lines += [f"    {as_text(one)}" for one in entries[:limit]]
            if limit is not None and len(entries) > limit:
                lines.append(f"    … and {len(entries) - limit} more (--details shows all)")
    if len(lines) == 1:
        lines.append("  the graph stays as it is: only the chart itself reads differently")
    return "\n".join(lines)


def _counts(rows: Iterable[Row]) -> str:
    return ", ".join(f"{number} {kind}" for kind, number in Counter(row["kind"] for row in rows).items())


def _node(row: Row) -> str:
    return f"{row['id']} {row['kind']} {row['name']}"


def _link(row: Row, name: Callable[[str], str]) -> str:
    marks = [str(row[key]) for key in ("form", "mechanism", "year") if row[key] is not None]
    return f"{name(row['from'])} —{row['kind']}{' ' + ' '.join(marks) if marks else ''}→ {name(row['to'])}"


def _values(values: dict[str, tuple[Any, Any]]) -> str:
    return "; ".join(f"{key} {_value(old)} → {_value(new)}" for key, (old, new) in values.items())


def _value(value: Any) -> str:
    return "–" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
