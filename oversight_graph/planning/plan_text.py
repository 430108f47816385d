"""A plan in words: under each heading how many there are, of which kinds, then the entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from oversight_graph.planning.change_detection import Match
from oversight_graph.planning.link_changes import Move
from oversight_graph.planning.plan_json import entry_names
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.resolve import changed
from oversight_graph.visible_text import visible

if TYPE_CHECKING:
    from oversight_graph.planning.plan import Plan
    from oversight_graph.resolution.identity import Merge

SHOWN = 20
"""Entries of one heading that are listed unless all are asked for."""

_WORDS = {"renamed": "renamed", "joined": "joined into one", "split": "split", "reorganised": "reorganised"}
_SURE = "neither new nor removed"
_OF_NAMES = ("id", "ids", "name", "aliases", "sources")


def plan_text(plan: Plan, details: bool = False) -> str:
    """The plan as it is shown before it is applied. `details`: every entry, else the first 20 under each heading."""
    if plan.empty:
        return f"Nothing to change: {visible(', '.join(plan.charts))} {'is' if len(plan.charts) == 1 else 'are'} loaded already as written."
    limit = None if details else SHOWN
    lines = [f"{word} {', '.join(charts)}" for word, charts in (
        ("New:", plan.new_charts), ("New version:", plan.replaced_charts), ("Withdrawn:", plan.withdrawn_charts)) if charts]  # fmt: skip
    for title, entries, as_text, counts in _headings(plan):
        if entries:
            lines.append(f"  {len(entries)} {title}{f' ({counts})' if counts else ''}")
            lines += [f"    {as_text(one)}" for one in entries[:limit]]
            if limit is not None and len(entries) > limit:
                lines.append(f"    … and {len(entries) - limit} more (--details shows all)")
    if len(lines) == 1:
        lines.append("  the graph stays as it is: only the chart itself reads differently")
    return "\n".join(map(visible, lines))


def _headings(plan: Plan) -> list[tuple[str, Sequence[Any], Callable[[Any], str], str]]:
    """Title, entries, how one reads, and how many there are of each kind."""

    def name(body: str) -> str:
        row = plan.after.nodes.get(body) or plan.before.nodes.get(body)
        return row["name"] if row else body

    def both(body: str) -> str:
        return f"{body} {name(body)}"

    def entry(one: Merge) -> str:
        names = entry_names(plan, one.ids)
        return f"{' = '.join(' '.join((body, *([names[body]] if body in names else []))) for body in one.ids)} ({one.why})"

    changes = Counter(key for one in plan.changed_nodes for key in one.values)
    return [
        ("nodes to add", plan.added_nodes, _node, _counts(plan.added_nodes)),
        ("nodes to change", plan.changed_nodes, lambda one: f"{both(one.id)}: {_values(one.values)}", _numbers(changes)),
        ("nodes to remove", plan.removed_nodes, _node, _counts(plan.removed_nodes)),
        *((f"bodies {_WORDS[what]}, {_SURE}", [one for one in plan.kin if one.what == what], _kin, "") for what in _WORDS),
        ("bodies perhaps renamed, joined or split: counted as new and removed; an alias or SUCCEEDS makes it sure", plan.perhaps, _perhaps, ""),
        (
            "ids that now stand for another body (give each body back the id it had)",
            plan.reused,
            lambda one: f"{one.id}: {one.before} → {one.after}; {one.before} is now {one.elsewhere}",
            "",
        ),
        (
            "bodies moved to another overseer, commission or superior",
            plan.moved,
            lambda one: _move(one, name),
            _numbers(Counter(one.role for one in plan.moved)),
        ),
        ("links to add", plan.added_links, lambda row: _link(row, name), _counts(plan.added_links)),
        ("links to change", plan.changed_links, lambda one: f"{_link(plan.after.links[one.id], name)}: {_values(one.values)}", ""),
        ("links to remove", plan.removed_links, lambda row: _link(row, name), _counts(plan.removed_links)),
        (
            "links that follow them",
            plan.following,
            lambda pair: f"{_link(pair[0], name)} is now {_link(pair[1], name)}",
            _counts(new for _, new in plan.following),
        ),
        ("merges: entries that are one body", plan.merges, entry, ""),
        ("left apart as doubtful (write same_as if they are one)", plan.doubtful, lambda one: f"{' ? '.join(map(both, one.ids))} ({one.why})", ""),
        ("waiting for a chart that isn't loaded", plan.waiting, lambda pair: f"{both(pair[0])} same_as {pair[1]}", ""),
        (
            "contradictions: the first loaded stands",
            plan.conflicts,
            lambda one: f"{both(one.id) if name(one.id) != one.id else one.id}: {one.attribute} {one.kept}, {one.chart} says {one.other}",
            "",
        ),
        (
            "bodies that charts date differently: each chart keeps its own dates, and the body holds as long as one of them says so",
            plan.dated_apart,
            lambda one: f"{both(one.id)}: {'; '.join(map(str, one.periods))}",
            "",
        ),
        ("links written twice in one chart, kept once with all their sources", plan.repeated_links, ": ".join, ""),
    ]


def _counts(rows: Iterable[GraphRow]) -> str:
    return _numbers(Counter(row["kind"] for row in rows))


def _numbers(counted: Counter[str]) -> str:
    return ", ".join(f"{number} {what}" for what, number in counted.items())


def _node(row: GraphRow) -> str:
    return f"{row['id']} {row['kind']} {row['name']}"


def _kin(kin: Match) -> str:
    before, after = (" + ".join(f"{row['id']} {row['name']}" for row in rows) for rows in (kin.before, kin.after))
    stays = "" if kin.gone else "; the earlier one stays beside it"
    values = {}
    if kin.what == "renamed" and kin.gone:
        values = {key: pair for key, pair in changed(kin.before[0], kin.after[0]).items() if key not in _OF_NAMES}
    return f"{before} → {after} ({'; '.join(kin.why)}{stays}){f': {_values(values)}' if values else ''}"


def _perhaps(kin: Match) -> str:
    return f"perhaps {_WORDS[kin.what]}: {_kin(kin)}"


def _move(move: Move, name: Callable[[str], str]) -> str:
    return f"{move.id} {name(move.id)}: {move.role} {'、'.join(map(name, move.before))} → {'、'.join(map(name, move.after))}"


def _link(row: GraphRow, name: Callable[[str], str]) -> str:
    marks = [str(row[key]) for key in ("form", "mechanism", "year") if row[key] is not None]
    return f"{name(row['from'])} —{row['kind']}{' ' + ' '.join(marks) if marks else ''}→ {name(row['to'])}"


def _values(values: dict[str, tuple[Any, Any]]) -> str:
    return "; ".join(f"{key} {_value(old)} → {_value(new)}" for key, (old, new) in values.items())


def _value(value: Any) -> str:
    return "–" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
