"""The rules that coverage, structure and duties are judged by: shipped ones, and those of a file of the user's own (domain §4)."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from oversight_graph.errors import ChartError
from oversight_graph.messages import message
from oversight_graph.model import AUTHORITIES, CATEGORIES, FORMS, KINDS, LEVELS, Language, days
from oversight_graph.model.requirements import CONFIDENCES, RULES, UNSTATED_CONFIDENCE, requirements_of
from oversight_graph.parsing.document import MappingNode, ParseError, SequenceNode, Value
from oversight_graph.parsing.field_reader import FieldReader
from oversight_graph.parsing.text_file import read_text
from oversight_graph.parsing.written_values import shape
from oversight_graph.parsing.yaml_text import documents
from oversight_graph.problems import Keys, Problem, errors, path_of
from oversight_graph.rules.rule_requirements import RuleRequires, rule_requires

SHIPPED = Path(__file__).parent.parent / "model" / "norms.yaml"
OWN = "OVERSIGHT_NORMS"
"""The environment variable that names further files of norms, separated as in PATH."""

_KEYS = (
    "id", "rule", "norm_set", "applies_to", "area", "form", "requires", "text", "valid_from", "valid_to", "confidence", "source", "facts",
)  # fmt: skip


@dataclass(frozen=True)
class Applies:
    """To which nodes a norm applies: kinds; levels and categories where they are named."""

    kinds: tuple[str, ...]
    levels: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Requires:
    """What a coverage norm asks: a grade; perhaps by a body that isn't the unit's own and doesn't depend on it, with an
    authority, with so many full-time posts, reaching the subordinates too, within so many years, by so many bodies, by one of so little load."""

    grade: int = 3
    independent: bool = False
    authority: tuple[str, ...] = ()
    staff_full_time: int | None = None
    with_subordinates: bool = False
    term_years: int | None = None
    bodies: int | None = None
    load_at_most: int | None = None


@dataclass(frozen=True)
class Norm:
    """A rule with its source.

    `applies_to`: a node is asked for that fits one of them; `area`: with all that lies in it; `form`: the one that a norm of coverage asks for;
    of another rule the one by whose completeness it can be broken; `requires`: of coverage; `asks`: of structure and duties, None where the rule
    is kept with its text only; `valid_from` and `valid_to`: days as charts write them, None where open; `facts`: the rows of `charts/facts.csv`
    that state it.
    """

    id: str
    rule: str
    norm_set: str
    applies_to: tuple[Applies, ...]
    area: str
    form: str | None
    requires: Requires | None
    asks: RuleRequires | None
    text: str
    valid_from: str | None
    valid_to: str | None
    confidence: str
    source: str
    facts: tuple[str, ...] = ()

    def words(self, lang: Language) -> str:
        """What it says, in one language.

        Parameters
        ----------
        lang
            `zh` or `en`.

        Returns
        -------
        The part of its text before or behind the stroke between both; the whole text where it has only one.
        """
        return _in_language(self.text, lang)

    def cited(self, lang: Language) -> str:
        """Where it is written, in one language.

        Parameters
        ----------
        lang
            `zh` or `en`.

        Returns
        -------
        As with `words`.
        """
        return _in_language(self.source, lang)

    @property
    def judges(self) -> bool:
        """Whether it says what to look at, and isn't only kept with its text."""
        return self.requires is not None or self.asks is not None


def _in_language(text: str, lang: Language) -> str:
    """The part of a text that is in a language: Chinese stands before ` / `, English behind it."""
    zh, between, en = text.partition(" / ")
    return en if between and lang == "en" else zh


def norms(files: Iterable[str | os.PathLike[str]] = ()) -> tuple[Norm, ...]:
    """All norms: shipped ones, those of the files named in OVERSIGHT_NORMS, those of `files`. The same files are read once.

    Parameters
    ----------
    files
        Further files in YAML, as `model/norms.yaml` is written.

    Returns
    -------
    In the order of the files; no id twice.

    Raises
    ------
    ChartError
        With every problem and its place, where a file can't be read as norms.

    Examples
    --------
    >>> [norm.id for norm in norms() if norm.rule == "coverage" and norm.form == "state"]
    ['N03', 'N05']
    """
    own = [part for part in os.environ.get(OWN, "").split(os.pathsep) if part]
    return _all(tuple(str(path) for path in (SHIPPED, *own, *files)))


@functools.cache
def _all(files: tuple[str, ...]) -> tuple[Norm, ...]:
    read: list[Norm] = []
    problems: list[Problem] = []
    for file in files:
        try:
            document = next(iter(documents(read_text(Path(file)))), None)
        except ParseError as wrong:
            problems.append(Problem("error", file, wrong.line, "", wrong.message))
            continue
        listed = document.get("norms") if isinstance(document, MappingNode) else None
        if not isinstance(listed, SequenceNode):
            problems.append(Problem("error", file, 1, "norms", message("rules.no_norms"), keys=("norms",)))
            continue
        for number, item in enumerate(listed):
            norm = _norm(item, ("norms", number), file, problems)
            if norm is not None and any(norm.id == other.id for other in read):
                keys: Keys = ("norms", number, "id")
                problems.append(Problem("error", file, 0, path_of(keys), message("rules.norm_twice", name=norm.id), keys=keys))
            elif norm is not None:
                read.append(norm)
    if errors(problems):
        raise ChartError(problems=tuple(problems))
    return tuple(read)


def _norm(item: Value, place: Keys, file: str, problems: list[Problem]) -> Norm | None:
    if not isinstance(item, MappingNode):
        problems.append(Problem("error", file, 0, path_of(place), message("rules.norm_expected", value=shape(item)), keys=place))
        return None
    before = len(problems)
    keys = FieldReader(item, place, file, problems, str(item.get("id") or ""))
    keys.unknown(_KEYS)
    rule = keys.term("rule", RULES) or "coverage"
    form = keys.term("form", FORMS)
    applies = tuple(_applies(mapping, keys) for mapping in _list(keys.get("applies_to")))
    requires, asks = _requires(keys.get("requires"), rule, tuple(dict.fromkeys(kind for one in applies for kind in one.kinds)), keys)
    needed = [("form", form), ("requires", requires), ("applies_to", applies)] if rule == "coverage" else [("applies_to", applies)] if asks else []
    for key, value in needed:
        if not value:
            keys.problem("", message("rules.incomplete_norm", key=key))
    keys.period()
    norm = Norm(
        keys.text("id", required=True) or "", rule, keys.text("norm_set", required=True) or "", applies,
        keys.text("area") or "CN", form, requires, asks, keys.text("text") or "", keys.day("valid_from", days.first_day),
        keys.day("valid_to", days.last_day), keys.term("confidence", CONFIDENCES) or UNSTATED_CONFIDENCE, keys.text("source", required=True) or "",
        tuple(keys.texts("facts")),
    )  # fmt: skip
    return norm if len(problems) == before else None


def _list(value: Value) -> list[Value]:
    return list(value) if isinstance(value, SequenceNode) else [] if value is None else [value]


def _applies(item: Value, keys: FieldReader) -> Applies:
    if not isinstance(item, MappingNode):
        keys.problem("applies_to", message("rules.applies_to_expected", value=shape(item)))
        return Applies(())
    inner = keys.inner(item, "applies_to")
    inner.unknown(("kinds", "levels", "categories"))
    return Applies(tuple(inner.terms("kinds", KINDS) or ()), tuple(inner.terms("levels", LEVELS) or ()), tuple(inner.terms("categories", CATEGORIES) or ()))


def _requires(item: Value, rule: str, applies: tuple[str, ...], keys: FieldReader) -> tuple[Requires | None, RuleRequires | None]:
    """What is asked, of coverage or of structure and duties; None twice where nothing is written."""
    if item is None:
        return None, None
    if not isinstance(item, MappingNode):
        keys.problem("requires", message("rules.requires_expected", value=shape(item)))
        return None, None
    if rule != "coverage":
        return None, rule_requires(item, rule, applies, keys)
    inner = keys.inner(item, "requires")
    inner.unknown(requirements_of(rule))
    for key in ("independent", "with_subordinates"):
        if inner.get(key) not in (None, "true", "false", True, False):
            inner.problem(key, message("rules.neither_true_nor_false", key=key, value=shape(inner.get(key))))
    asked = Requires(
        inner.integer("grade", 1, 5) or 3,
        inner.get("independent") in ("true", True),
        tuple(inner.terms("authority", AUTHORITIES) or ()),
        inner.integer("staff_full_time", 1),
        inner.get("with_subordinates") in ("true", True),
        inner.integer("term_years", 1, 5),
        inner.integer("bodies", 1),
        inner.integer("load_at_most", 1),
    )
    return asked, None
