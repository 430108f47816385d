"""By what a body of the old version is recognised in one of the new version, from what suffices to what only hints at it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from oversight_graph.messages import Message, message
from oversight_graph.model import Term
from oversight_graph.model.attributes import NODE_ATTRIBUTES
from oversight_graph.naming.normalisation import bare, key, one_commission, present_name
from oversight_graph.planning.matches import Candidate, ReusedId
from oversight_graph.planning.matching import ChangeDetection, links_of
from oversight_graph.resolution.by_id import LinksById, NodesById
from oversight_graph.resolution.graph_rows import GraphRow
from oversight_graph.resolution.link_rows import LinkRow
from oversight_graph.resolution.resolve import Resolved

Block: TypeAlias = tuple[str, str | None, str, bool]

FEW = 5
"""Bodies that may have become one by their links alone: a department that is built from more says so in its name."""

LONGEST = 20
"""Characters of what a department is for; a longer name says something else."""

SAID = (True, True, True)
NAMED = (True, True, False)  # that two both bear the old name doesn't tell which of them, or both, it has become
ONE_TO_ONE = (True, False, False)
_WHOSE = (Term("number", "序号", "number"), Term("host", "所驻单位", "host"), Term("township", "乡镇街道", "township"), Term("village", "村社区", "village"))
_FUNCTION = Term("function", "职能", "function")
_PRESENT_NAME = Term("present_name", "现名", "present name")
Sign: TypeAlias = tuple[tuple[Term, object], ...]
"""Parts of a name that tell a body from others: (what it is, its value)."""
_TAIL = re.compile(r"(?:委员会|办公室|管理局|管理委|中心|[局厅委办部院处科站所会组室])\Z")


def _block(row: GraphRow) -> Block:
    """What must agree besides a name: kind, level, area, and whether it is a set."""
    return row["kind"], row["level"], row["area"], row["count"] != 1 or row["placeholder"]


def said(detected: ChangeDetection) -> Iterator[Candidate]:
    """Find bodies that are joined by SUCCEEDS to one that was there before, unless the old graph said so already, of the same body under another id.

    Parameters
    ----------
    detected
        What is known so far.

    Yields
    ------
    Candidates that are sure, however many there are of one body. Cost: linear in the links.
    """
    succeeded = {(row["from"], row["to"]) for row in _successions(detected.old)} if detected.came_from else set()
    news = detected.open()
    for row in _successions(detected.new):
        old = detected.kept.was(row["to"]) if row["from"] in news else None
        if old is not None:
            new = row["from"]
            if not any(known == old or (known, old) in succeeded for known in detected.came_from.get(new, ())):
                yield Candidate(old, new, message("planning.by_succeeds"), SAID)


def _successions(graph: Resolved) -> Iterator[LinkRow]:
    assert isinstance(graph.links, LinksById)
    return iter(graph.links.where("kind", ("SUCCEEDS",)))


def named(detected: ChangeDetection) -> Iterator[Candidate]:
    """Find bodies with a name or an alias in common, where kind, level and area agree.

    Parameters
    ----------
    detected
        What is known so far.

    Yields
    ------
    Candidates that are sure for one to one and for several to one; not for one to several, as either may have kept the name.
    Cost: linear in the nodes.
    """
    by_name: dict[tuple[Block, str], list[tuple[str, str]]] = {}
    for name, row in detected.gone.items():
        for folded, text in _keys(row, detected).items():
            by_name.setdefault((_block(row), folded), []).append((name, text))
    blocks = {where for where, _ in by_name}
    assert isinstance(detected.new.nodes, NodesById)
    for row in detected.new.nodes.where("area", {where[2] for where in blocks}):
        name = row.id
        if (where := _block(row)) not in blocks:
            continue
        for folded, text in _keys(row, detected).items():
            for old, before in by_name.get((where, folded), ()):
                yield Candidate(old, name, _one_name(before, text), NAMED)


def _one_name(before: str, after: str) -> Message:
    if before == after:
        return message("planning.by_same_name", name=after)
    return message("planning.by_equal_names", before=before, after=after)


def _keys(row: GraphRow, detected: ChangeDetection) -> dict[str, str]:
    """Its names and aliases, folded → as written."""
    fold = one_commission if row["kind"] == "Commission" else str
    folded: dict[str, str] = {}
    for text in (row["name"], *row["aliases"]):
        folded.setdefault(fold(_key(text, row, detected)), text)
    folded.pop("", None)
    return folded


def _key(text: str, row: GraphRow, detected: ChangeDetection) -> str:
    return key(text, row["level"], row["area"], detected.area_names.get(row["area"], ()))


def reused(detected: ChangeDetection) -> Iterator[ReusedId]:
    """Find ids that have changed hands, as they do where the rows of a table are numbered anew.

    Parameters
    ----------
    detected
        What is known so far.

    Yields
    ------
    Ids that stay while their name is that of another body, and where the old name stands now. Cost: linear in the nodes.
    """
    renamed = [
        (old, new)
        for new, old in detected.kept.differing()
        if (after := detected.new.nodes[new])["name"] != (before := detected.old.nodes[old])["name"]
        and _block(before) == _block(after)
        and not _keys(before, detected).keys() & _keys(after, detected).keys()
    ]
    bears: dict[tuple[Block, str], str] = {}
    for name in (*(new for _, new in renamed), *detected.came) if renamed else ():
        row = detected.new.nodes[name]
        bears.setdefault((_block(row), _key(row["name"], row, detected)), name)
    for old, new in renamed:
        row = detected.old.nodes[old]
        elsewhere = bears.get((_block(row), _key(row["name"], row, detected)))
        if elsewhere is not None:
            yield ReusedId(new, row["name"], detected.new.nodes[new]["name"], elsewhere)


def parts(detected: ChangeDetection) -> Iterator[Candidate]:
    """Find bodies by today's name for one from before 2018, then by the same number, host or township in the grammar of names.

    Parameters
    ----------
    detected
        What is known so far.

    Yields
    ------
    Candidates that are sure for one to one. Cost: linear in the bodies that came and went.
    """
    for sign_of in (_by_present_name, _by_grammar):
        signs: dict[tuple[Block, Sign], list[str]] = {}
        for name, row in detected.gone.items():
            if sign := sign_of(row, detected):
                signs.setdefault((_block(row), sign), []).append(name)
        blocks = {where for where, _ in signs}
        for name, row in detected.open().items():
            sign = sign_of(row, detected) if _block(row) in blocks else ()
            for old in signs.get((_block(row), sign), ()):
                yield Candidate(old, name, _same_sign(sign), ONE_TO_ONE)


def _same_sign(sign: Sign) -> Message:
    (part, value), *_ = sign
    if part is _PRESENT_NAME:
        return message("planning.by_old_name", name=value)
    return message("planning.by_grammar", parts=[message("planning.by_grammar_part", part=part, value=value) for part, value in sign])


def _by_present_name(row: GraphRow, detected: ChangeDetection) -> Sign:
    return ((_PRESENT_NAME, present_name(_key(row["name"], row, detected))),)


def _by_grammar(row: GraphRow, detected: ChangeDetection) -> Sign:
    from oversight_graph.naming.grammar import parse

    if _has_task(row):
        return ()
    read = parse(row["name"])
    if not read.sure or read.kind != row["kind"] or read.parts.set:
        return ()
    sign = [(part, value) for part in _WHOSE if (value := getattr(read.parts, part.id)) is not None]
    if sign and NODE_ATTRIBUTES["function"].applies(row["kind"]):
        sign.append((_FUNCTION, read.parts.function))  # 第三监督检查室 isn't 第三审查调查室
    return tuple((part, _key(str(value), row, detected) if part.id == "host" else value) for part, value in sign)


def words(detected: ChangeDetection) -> Iterator[Candidate]:
    """Find departments by what they are for: 文化 and 旅游 in 文化和旅游, or the other way round.

    Parameters
    ----------
    detected
        What is known so far.

    Yields
    ------
    Candidates that are never sure, as departments also pass tasks on. Cost: linear in the bodies; a name counts up to 20 characters.
    """
    targets = detected.open()
    earlier = {name: " ".join(_core(detected.old.nodes[old], detected) for old in olds) for name, olds in detected.came_from.items()}
    for new, old in detected.kept.differing():
        if (row := detected.new.nodes[new])["name"] != (before := detected.old.nodes[old])["name"]:
            targets[new], earlier[new] = row, _core(before, detected)
    for old, new, text in _held(detected.gone, targets, detected):
        if text not in earlier.get(new, ""):
            yield Candidate(old, new, message("planning.by_task", task=text, name=targets[new]["name"]))
    for new, old, text in _held(detected.came, detected.gone, detected):
        yield Candidate(old, new, message("planning.by_task", task=text, name=detected.gone[old]["name"]))


def _held(parts: dict[str, GraphRow], wholes: dict[str, GraphRow], detected: ChangeDetection) -> Iterator[tuple[str, str, str]]:
    """Pairs of which the one's name says a part of what the other's does."""
    by_core: dict[tuple[Block, str | None, str], list[str]] = {}
    for name, row in parts.items():
        if core := _core(row, detected):
            by_core.setdefault((_block(row), row["category"], core), []).append(name)
    for whole, row in wholes.items() if by_core else ():
        core, where = _core(row, detected), (_block(row), row["category"])
        pieces = dict.fromkeys(core[start:end] for start in range(len(core)) for end in range(start + 2, len(core) + 1))
        for piece in pieces:
            if piece == core:
                continue
            for part in by_core.get((*where, piece), ()):
                yield part, whole, piece


def _has_task(row: GraphRow) -> bool:
    """Whether it is a department or the like, named by what it is for; other bodies are named by a number, a host or a place."""
    return NODE_ATTRIBUTES["category"].applies(row["kind"])


def _core(row: GraphRow, detected: ChangeDetection) -> str:
    """What a department is for: its name without the area before and the word for an office behind. Empty for what is no unit."""
    if not _has_task(row):
        return ""
    core = _TAIL.sub("", bare(row["name"], row["level"], row["area"], detected.area_names.get(row["area"], ())))
    return core if 2 <= len(core) <= LONGEST else ""


def links(detected: ChangeDetection) -> Iterator[Candidate]:
    """Find bodies in the same place among the others: kind, category, level, area and every link agree.

    Parameters
    ----------
    detected
        What is known so far.

    Yields
    ------
    Candidates that are never sure: one body for one, or up to 5; none where more fit. Cost: linear in the links.
    """
    before, after = _places(detected.gone, detected.links.old.values(), detected), _places(detected.came, detected.links.new.values(), None)
    for place, olds in before.items():
        news = after.get(place, [])
        if min(len(olds), len(news)) == 1 and max(len(olds), len(news)) <= FEW:
            number = len(place[2])
            why = message("planning.by_only_link") if number == 1 else message("planning.by_links", number=number)
            yield from (Candidate(old, new, why) for old in olds for new in news)


Place: TypeAlias = tuple[Block, str | None, frozenset[tuple[str | None, ...]]]


def _places(rows: dict[str, GraphRow], held: Iterable[LinkRow], detected: ChangeDetection | None) -> dict[Place, list[str]]:
    places: dict[Place, list[str]] = {}
    for name, linked in links_of(held, rows).items():
        ends = frozenset(_end(name, link, detected) for link in linked)
        if ends:
            row = rows[name]
            places.setdefault((_block(row), row["category"], ends), []).append(name)
    return places


def _end(name: str, link: LinkRow, detected: ChangeDetection | None) -> tuple[str | None, ...]:
    other, direction = (link.end, "to") if link.start == name else (link.start, "from")
    if detected is not None:
        now: Iterable[str] = detected.now(other) or (other,)
        other = next(iter(now))
    return link.entry.kind, direction, other, link["form"], link["mechanism"]
