"""By what a body of the old version is recognised in one of the new version, from what suffices to what only hints at it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from oversight_graph.model.attributes import NODE_ATTRIBUTES
from oversight_graph.naming.normalisation import bare, key, one_commission, present_name
from oversight_graph.planning.change_detection import Candidate, ChangeDetection, ReusedId, links_of
from oversight_graph.resolution.graph_rows import GraphRow, LinkRow
from oversight_graph.resolution.resolve import Resolved

Block: TypeAlias = tuple[str, str | None, str, bool]

FEW = 5
"""Bodies that may have become one by their links alone: a department that is built from more says so in its name."""

LONGEST = 20
"""Characters of what a department is for; a longer name says something else."""

SAID = (True, True, True)
NAMED = (True, True, False)  # that two both bear the old name doesn't tell which of them, or both, it has become
ONE_TO_ONE = (True, False, False)
_WHOSE = ("number", "host", "township", "village")
_TAIL = re.compile(r"(?:委员会|办公室|管理局|管理委|中心|[局厅委办部院处科站所会组室])\Z")


def block(row: GraphRow) -> Block:
    """What must agree besides a name: kind, level, area, and whether it is a set."""
    return row["kind"], row["level"], row["area"], row["count"] != 1 or row["placeholder"]


def said(found: ChangeDetection) -> Iterator[Candidate]:
    """SUCCEEDS of a new body, to one that was there before; unless it said so before already, under another id."""
    succeeded = {(row["from"], row["to"]) for row in found.old.links.values() if _succeeds(row)} if found.came_from else set()
    news = found.open()
    for row in found.new.links.values():
        if _succeeds(row) and row["from"] in news and row["to"] in found.was:
            old, new = found.was[row["to"]], row["from"]
            if not any(one == old or (one, old) in succeeded for one in found.came_from.get(new, ())):
                yield Candidate(old, new, "the chart says it: SUCCEEDS", SAID)


def _succeeds(row: GraphRow) -> bool:
    assert isinstance(row, LinkRow)
    return row.entry.kind == "SUCCEEDS"


def named(found: ChangeDetection) -> Iterator[Candidate]:
    """A name or an alias in common, where kind, level and area agree."""
    by_name: dict[tuple[Block, str], list[tuple[str, str]]] = {}
    for name, row in found.gone.items():
        for folded, text in _keys(row, found).items():
            by_name.setdefault((block(row), folded), []).append((name, text))
    blocks = {one for one, _ in by_name}
    for name, row in found.new.nodes.items():
        if (where := block(row)) not in blocks:
            continue
        for folded, text in _keys(row, found).items():
            for old, before in by_name.get((where, folded), ()):
                yield Candidate(old, name, f"both are called {text}" if text == before else f"{before} and {text} are one name", NAMED)


def _keys(row: GraphRow, found: ChangeDetection) -> dict[str, str]:
    """Its names and aliases, folded → as written."""
    fold = one_commission if row["kind"] == "Commission" else str
    folded: dict[str, str] = {}
    for text in (row["name"], *row["aliases"]):
        folded.setdefault(fold(_key(text, row, found)), text)
    folded.pop("", None)
    return folded


def _key(text: str, row: GraphRow, found: ChangeDetection) -> str:
    return key(text, row["level"], row["area"], found.area_names.get(row["area"], ()))


def reused(found: ChangeDetection) -> Iterator[ReusedId]:
    """Ids that have changed hands: rows that are numbered anew do that."""
    renamed = [
        (old, new)
        for new, old in found.was.items()
        if (after := found.new.nodes[new])["name"] != (before := found.old.nodes[old])["name"]
        and block(before) == block(after)
        and not _keys(before, found).keys() & _keys(after, found).keys()
    ]
    bears: dict[tuple[Block, str], str] = {}
    for name in (*(new for _, new in renamed), *found.came) if renamed else ():
        row = found.new.nodes[name]
        bears.setdefault((block(row), _key(row["name"], row, found)), name)
    for old, new in renamed:
        row = found.old.nodes[old]
        elsewhere = bears.get((block(row), _key(row["name"], row, found)))
        if elsewhere is not None:
            yield ReusedId(new, row["name"], found.new.nodes[new]["name"], elsewhere)


def parts(found: ChangeDetection) -> Iterator[Candidate]:
    """The name of today for one from before 2018, or the same number, host or township by the grammar of names."""
    for sign in (_by_present_name, _by_grammar):
        signs: dict[tuple[Block, str], list[str]] = {}
        for name, row in found.gone.items():
            if text := sign(row, found):
                signs.setdefault((block(row), text), []).append(name)
        blocks = {one for one, _ in signs}
        for name, row in found.open().items():
            text = sign(row, found) if block(row) in blocks else ""
            for old in signs.get((block(row), text), ()):
                yield Candidate(old, name, text, ONE_TO_ONE)


def _by_present_name(row: GraphRow, found: ChangeDetection) -> str:
    return f"by a known old name of {present_name(_key(row['name'], row, found))}"


def _by_grammar(row: GraphRow, found: ChangeDetection) -> str:
    from oversight_graph.naming.grammar import parse

    if _has_task(row):
        return ""
    read = parse(row["name"])
    if not read.sure or read.kind != row["kind"] or read.parts.set:
        return ""
    of: dict[str, object] = {one: value for one in _WHOSE if (value := getattr(read.parts, one)) is not None}
    if of and NODE_ATTRIBUTES["function"].applies(row["kind"]):
        of["function"] = read.parts.function  # 第三监督检查室 isn't 第三审查调查室
    if "host" in of:
        of["host"] = _key(str(of["host"]), row, found)
    return f"by the grammar of names the same {', '.join(f'{one} {value}' for one, value in of.items())}" if of else ""


def words(found: ChangeDetection) -> Iterator[Candidate]:
    """What departments are for: 文化 and 旅游 in 文化和旅游, or the other way round. A hint, as departments also pass tasks on."""
    targets = found.open()
    earlier = {name: " ".join(_core(found.old.nodes[old], found) for old in olds) for name, olds in found.came_from.items()}
    for new, old in found.was.items():
        if (row := found.new.nodes[new])["name"] != (before := found.old.nodes[old])["name"]:
            targets[new], earlier[new] = row, _core(before, found)
    for old, new, text in _held(found.gone, targets, found):
        if text not in earlier.get(new, ""):
            yield Candidate(old, new, f"{text} stands in the name {targets[new]['name']}")
    for new, old, text in _held(found.came, found.gone, found):
        yield Candidate(old, new, f"{text} stands in the name {found.gone[old]['name']}")


def _held(parts: dict[str, GraphRow], wholes: dict[str, GraphRow], found: ChangeDetection) -> Iterator[tuple[str, str, str]]:
    """Pairs of which the one's name says a part of what the other's does."""
    by_core: dict[tuple[Block, str | None, str], list[str]] = {}
    for name, row in parts.items():
        if core := _core(row, found):
            by_core.setdefault((block(row), row["category"], core), []).append(name)
    for whole, row in wholes.items() if by_core else ():
        core, where = _core(row, found), (block(row), row["category"])
        pieces = dict.fromkeys(core[start:end] for start in range(len(core)) for end in range(start + 2, len(core) + 1))
        for piece in pieces:
            if piece == core:
                continue
            for part in by_core.get((*where, piece), ()):
                yield part, whole, piece


def _has_task(row: GraphRow) -> bool:
    """Whether it is a department or the like, named by what it is for; other bodies are named by a number, a host or a place."""
    return NODE_ATTRIBUTES["category"].applies(row["kind"])


def _core(row: GraphRow, found: ChangeDetection) -> str:
    """What a department is for: its name without the area before and the word for an office behind. Empty for what is no unit."""
    if not _has_task(row):
        return ""
    core = _TAIL.sub("", bare(row["name"], row["level"], row["area"], found.area_names.get(row["area"], ())))
    return core if 2 <= len(core) <= LONGEST else ""


def links(found: ChangeDetection) -> Iterator[Candidate]:
    """The same place among the others: kind, level, area and every link agree, and no other body fits."""
    before, after = _places(found.gone, found.old, found), _places(found.came, found.new, None)
    for place, olds in before.items():
        news = after.get(place, [])
        if min(len(olds), len(news)) == 1 and max(len(olds), len(news)) <= FEW:
            number = len(place[2])
            why = f"kind, level, area and {'the only link' if number == 1 else f'all {number} links'} agree"
            yield from (Candidate(old, new, why) for old in olds for new in news)


Place: TypeAlias = tuple[Block, str | None, frozenset[tuple[str | None, ...]]]


def _places(rows: dict[str, GraphRow], resolved: Resolved, found: ChangeDetection | None) -> dict[Place, list[str]]:
    places: dict[Place, list[str]] = {}
    for name, linked in links_of(resolved, rows).items():
        ends = frozenset(_end(name, link, found) for link in linked)
        if ends:
            row = rows[name]
            places.setdefault((block(row), row["category"], ends), []).append(name)
    return places


def _end(name: str, link: LinkRow, found: ChangeDetection | None) -> tuple[str | None, ...]:
    other, direction = (link.end, "to") if link.start == name else (link.start, "from")
    if found is not None:
        now: Iterable[str] = found.now(other) or (other,)
        other = next(iter(now))
    return link.entry.kind, direction, other, link["form"], link["mechanism"]
