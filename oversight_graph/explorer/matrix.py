"""The coverage matrix: areas or categories × forms, each cell k of n with what is unknown told apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from oversight_graph.answer.rendering import UNKNOWN
from oversight_graph.explorer.model_styles import STEPS
from oversight_graph.messages import words
from oversight_graph.model import CATEGORIES, FORMS, GRADES, KINDS, WORKING, Language
from oversight_graph.model.areas import EVERYWHERE
from oversight_graph.picture.area_names import area_names

if TYPE_CHECKING:
    from oversight_graph.answer.answer import Answer
    from oversight_graph.graph.graph import Graph

By = Literal["area", "category"]
ROWS = 40
"""Areas are told apart as finely as this many rows allow; the finer ones are a click away."""
_DEPTH = 5  # province, prefecture, county, township, village
BEST_FIRST = tuple(sorted(GRADES, key=lambda one: -1 if one.number is None else one.number, reverse=True))
"""Grades as a reader looks for them, unknown last."""
Key = tuple[str | None, ...]


@dataclass(frozen=True)
class MatrixCell:
    """`n` members of overseen nodes, of them `working` covered by somebody at work there; `grades`: how many have each."""

    form: str
    n: int
    working: int
    grades: tuple[tuple[str, int], ...]

    def of(self, grade: str) -> int:
        """How many members have a grade.

        Parameters
        ----------
        grade
            The id of a grade, `unknown` too.

        Returns
        -------
        0 where none has it.
        """
        return dict(self.grades).get(grade, 0)

    @property
    def unknown(self) -> int:
        """Of how many members the grade isn't known."""
        return self.of("unknown")

    @property
    def shown(self) -> str:
        """How many are covered; of what nobody knows anything, that is no zero."""
        return "?" if self.unknown == self.n else f"{self.working:,}"

    @property
    def heat(self) -> str:
        """The classes of its colour: the share known to be covered, marked where of some nothing is known; nothing known at
        all has a colour of its own."""
        if self.unknown == self.n:
            return "g-unknown"
        return f"heat-{self.working * STEPS // self.n}" + (" some" if self.unknown else "")

    @property
    def bars(self) -> tuple[tuple[str, float, float], ...]:
        """The grades as parts of a bar of width 100: (grade, start, width), best first."""
        made, start = [], 0.0
        for grade, count in self.grades:
            width = 100 * count / self.n
            made.append((grade, round(start, 2), round(width, 2)))
            start += width
        return tuple(made)


@dataclass(frozen=True)
class MatrixRow:
    """`scope`: the area that holds all of the row, where one does; else `only`: what its nodes have in common."""

    label: str
    hint: str
    scope: str | None
    only: tuple[tuple[str, str], ...]
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class Matrix:
    """The rows by area or by category, all of them together, and among how many was counted."""

    by: By
    rows: tuple[MatrixRow, ...]
    total: tuple[MatrixCell, ...]
    n: int


def matrix(graph: Graph, answer: Answer, by: By, lang: Language) -> Matrix:
    """The answer to `coverage`, over all forms, counted. Cost: linear in its rows.

    Parameters
    ----------
    graph
        Has the names of the areas.
    answer
        To `coverage`, over any forms.
    by
        What a row is.
    lang
        Of the labels.

    Returns
    -------
    A column for each form that the answer holds.
    """
    data = answer.data
    keys: list[Key] = _areas(graph, list(data["area"])) if by == "area" else list(zip(data["kind"], data["category"], strict=True))
    counted: dict[tuple[Key, str], Counter[str]] = defaultdict(Counter)
    for key, form, grade, count in zip(keys, data["form"], data["grade_name"], data["count"], strict=True):
        counted[key, form][grade] += 1 if count is None else count
    forms = [form.id for form in FORMS if form.id in set(data["form"])]
    total = tuple(_cell(form, sum((found for (_, of), found in counted.items() if of == form), Counter())) for form in forms)
    order = sorted(set(keys), key=lambda key: [one or "" for one in key]) if by == "area" else sorted(set(keys), key=_by_vocabulary)
    rows = []
    for key in order:
        cells = tuple(_cell(form, counted[key, form]) for form in forms)
        rows.append(_area_row(graph, key, cells, lang) if by == "area" else _category_row(key, cells, lang))
    return Matrix(by, tuple(rows), total, answer.n)


def _cell(form: str, found: Counter[str]) -> MatrixCell:
    working = sum(number for name, number in found.items() if (GRADES[name].number or 0) >= WORKING)
    return MatrixCell(form, found.total(), working, tuple((name, found[name]) for name in (one.id for one in BEST_FIRST) if found[name]))


def _areas(graph: Graph, codes: list[str | None]) -> list[Key]:
    """For each row the area that it is counted in, and whether that is all that the area holds (`+`) or only itself (`=`)."""
    chains = {code: _chain(graph, code) for code in set(codes)}

    above = {one for chain in chains.values() for one in chain[:-1]}

    def at(depth: int) -> dict[str | None, Key]:
        made: dict[str | None, Key] = {}
        for code, chain in chains.items():
            if len(chain) >= depth:
                made[code] = (chain[depth - 1], "+")
            else:
                outer = chain[-1] if chain else code
                made[code] = (outer, "=" if outer in above or not chain else "+")
        return made

    depth = max((depth for depth in range(1, _DEPTH + 1) if len(set(at(depth).values())) <= ROWS), default=1)
    group = at(depth)
    return [group[code] for code in codes]


def _chain(graph: Graph, code: str | None) -> list[str]:
    """The areas that hold one, from the outermost inside the scope down to itself."""
    outer = set(graph.areas.above(graph.area)) if graph.area is not None else {EVERYWHERE}
    return [one for one in reversed(graph.areas.above(code or EVERYWHERE)) if one not in outer]


def _area_row(graph: Graph, key: Key, cells: tuple[MatrixCell, ...], lang: Language) -> MatrixRow:
    code, whole = key
    name = _area_name(graph, code, lang)
    if whole == "+":
        return MatrixRow(code or "", name, code, (), cells)
    return MatrixRow(code or UNKNOWN, name, None, (("area", code or UNKNOWN),), cells)


def _area_name(graph: Graph, code: str | None, lang: Language) -> str:
    """What the maps call an area, else the commission of that area; nothing where there is neither."""
    if code is None:
        return ""
    zh, en = area_names(graph, [code])[0]
    if code not in zh:
        return en if lang == "en" else zh
    if code not in graph.area_codes:
        return ""
    from oversight_graph.answer.ask import node_names

    here = (graph.kind == KINDS.code("Commission")) & (graph.area_of == graph.area_codes.index(code)) & ~graph.population
    at = here.nonzero()[0]
    return node_names(graph, lang, at)[0] if len(at) == 1 else ""


def _by_vocabulary(key: Key) -> tuple[int, int]:
    kind, category = key
    return KINDS.code(str(kind)), CATEGORIES.code(category) if category is not None else len(CATEGORIES)


def _category_row(key: Key, cells: tuple[MatrixCell, ...], lang: Language) -> MatrixRow:
    kind, category = str(key[0]), key[1]
    label, of_kind = KINDS[kind].label(lang), category is None and kind == "Unit"
    hint = words("explorer", lang)["category_unknown"] if of_kind else ""
    if category is not None:
        label = CATEGORIES[category].label(lang)
    return MatrixRow(label, hint, None, (("kind", kind), ("category", category or UNKNOWN)), cells)
