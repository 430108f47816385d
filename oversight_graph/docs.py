"""The pages of the docs that are derived: the model from its declarations, the questions from theirs.

`python -m oversight_graph.docs DIR` writes them; a test holds the pages of the repository against the declarations.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from oversight_graph.answer.question import Question
from oversight_graph.cli.help_pages import BilingualArgument, BilingualCommand, BilingualOption, Said, spoken
from oversight_graph.cli.main import VERBS, cli
from oversight_graph.messages import Language, in_language
from oversight_graph.messages.language import LANGUAGES
from oversight_graph.model import (
    BASES,
    FORMS,
    GRADES,
    KINDS,
    LEVELS,
    LINK_ATTRIBUTES,
    LINKS,
    MECHANISMS,
    NODE_ATTRIBUTES,
    REACH_CLASSES,
    Attribute,
    Vocabulary,
    walks,
)
from oversight_graph.model.path_patterns import PATTERNS
from oversight_graph.model.requirements import RELATIVES, REQUIREMENTS
from oversight_graph.model.tiers import TIERS
from oversight_graph.model.walk_declarations import Step
from oversight_graph.naming.grammar import LONGEST
from oversight_graph.naming.grammar_table import NamePattern, grammar_table
from oversight_graph.queries import QUESTIONS
from oversight_graph.rules.norms import norms


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    def line(cells: Sequence[object]) -> str:
        return "| " + " | ".join("" if cell is None else str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"

    return "\n".join([line(head), "|" + " --- |" * len(head), *(line(row) for row in rows)])


def _attributes(attributes: Vocabulary[Attribute]) -> str:
    rows = [
        (f"`{one.id}`", one.zh, ", ".join(f"`{word}`" for word in one.vocabulary.ids) if one.vocabulary else one.type.replace("_", " "),
         ", ".join(one.on) or "all", one.default)
        for one in attributes if one.written
    ]  # fmt: skip
    return _table(("key", "中文", "values", "on", "default"), rows)


def _walks() -> list[str]:
    """The table of walks, as sections."""
    supervision = [
        (
            f"`{step.id}`", step.role.id, _link(step), step.to.id + (f"; {step.with_subordinates.id} where the scope is with_subordinates" if step.with_subordinates else ""),
            _conditions(step), step.depth, step.grade, step.reach,
        )
        for step in walks.SUPERVISION.steps
    ]  # fmt: skip
    coordination = [(f"`{step.id}`", _link(step), _conditions(step), step.cost, "yes" if step.documents else "") for step in walks.COORDINATION.steps]
    patterns = [(f"`{one.id}`", one.zh, one.en) for one in PATTERNS]
    return [
        "## How supervision is walked\n\nFrom a body outwards for reach and load, against it for coverage. →: along the link, ←: against it, ↔: either way.\n\n"
        + _table(("step", "from a", "link", "to a", "where", "times at most", "grade of coverage", "class of reach"), supervision),
        "## How coordination is walked\n\n" + _table(("step", "link", "where", "cost", "documents its hop"), coordination),
        "## Named patterns of coordination\n\n" + _table(("pattern", "中文", "in English"), patterns),
    ]


def _link(step: Step) -> str:
    arrow = {"forward": "→", "backward": "←", "either": "↔"}[step.direction]
    return f"{arrow} {' / '.join(step.links)}"


def _conditions(step: Step) -> str:
    said = []
    if step.origin:
        said.append(f"from {' / '.join(step.origin)}")
    if step.end:
        said.append(f"to {' / '.join(step.end)}")
    said += [f"mechanism {' / '.join(step.mechanisms)}"] * bool(step.mechanisms) + [f"line {' / '.join(step.lines)}"] * bool(step.lines)
    if step.term is not None:
        said.append(f"year within {step.term} years")
    if step.carries:
        said.append(f"serves {' / '.join(step.carries)}")
    said += ["an episode too"] * step.episodes + ["any basis, weakening nothing"] * step.any_basis
    return "; ".join(said)


def model_page() -> str:
    """docs/model.md: every kind, link, form, grade, basis, mechanism and norm as declared."""
    links = [
        (f"`{one.id}`", one.zh, "; ".join(f"{' / '.join(froms)} → {' / '.join(tos)}" for froms, tos in one.ends),
         "yes" if one.scoped else "")
        for one in LINKS
    ]  # fmt: skip
    parts = [
        "# The model\n\nMade from the declarations in `oversight_graph/model/` by `make docs`; not written by hand.",
        "## Kinds of node\n\n"
        + _table(("kind", "中文", "role", "level where none is written"), [(f"`{one.id}`", one.zh, one.role, one.level) for one in KINDS]),
        "## Kinds of link\n\n" + _table(("link", "中文", "from → to", "takes a scope"), links),
        *_walks(),
        "## Keys of a node\n\n" + _attributes(NODE_ATTRIBUTES),
        "## Keys of a link\n\n" + _attributes(LINK_ATTRIBUTES),
        "## Forms of supervision\n\n"
        + _table(
            ("form", "letter", "中文", "can be held as authority"),
            [(f"`{one.id}`", one.letter, one.zh, "yes" if one.authority else "no: a channel") for one in FORMS],
        ),
        "## Levels\n\n" + _table(("level", "中文"), [(f"`{one.id}`", one.zh) for one in LEVELS]),
        "## Grades of coverage\n\n" + _table(("grade", "name", "中文"), [("–" if one.number is None else one.number, f"`{one.id}`", one.zh) for one in GRADES]),
        "## Bases, from strong to weak\n\n"
        + _table(("basis", "中文", "best grade of a way through it"), [(f"`{one.id}`", one.zh, "nothing" if one.cap is None else one.cap) for one in BASES]),
        "## Mechanisms\n\n"
        + _table(
            ("mechanism", "中文", "walked"),
            [
                (
                    f"`{one.id}`",
                    one.zh,
                    "from → to only"
                    if one.directed
                    else "only with --episodes"
                    if one.episode
                    else f"only where a {KINDS[one.with_end].en} is an end"
                    if one.with_end
                    else "both ways",
                )
                for one in MECHANISMS
            ],
        ),
        "## Tiers of a chain\n\nA tier is missing where charts declare to be complete, for all the forms, of every node by which it is missed ([the meaning](domain.md#6-oversight-reach)).\n\n"
        + _table(
            ("tier", "中文", "branch", "depth", "who stands on it", "told", "missed by", "forms"),
            [
                (
                    f"`{one.id}`",
                    one.zh,
                    one.branch,
                    one.depth,
                    " / ".join(one.kinds) + (f" serving {' / '.join(one.serving)}" if one.serving else ""),
                    one.told,
                    " / ".join(one.missed_by),
                    ", ".join(one.forms),
                )
                for one in TIERS
            ],
        ),
        "## Classes of reach, from best to worst\n\n" + _table(("class", "中文"), [(f"`{one.id}`", one.zh) for one in REACH_CLASSES]),
        "## Norms\n\n"
        "Norms of coverage are what `gaps` judges by, rules of structure and duties what `rules` does; one that says in words only what it asks judges nothing.\n"
        "Of a rule or a duty the form is the one by whose completeness it can be broken. A norm of low confidence judges only where it is named.\n"
        "Add your own in a file of the same form as `oversight_graph/model/norms.yaml`: `--norms-file FILE` or `OVERSIGHT_NORMS`.\n\n"
        + _table(
            ("id", "set", "rule", "area", "form", "in force", "judges", "confidence", "what", "source"),
            [
                (
                    one.id,
                    one.norm_set,
                    one.rule,
                    one.area,
                    one.form,
                    f"{one.valid_from or ''} – {one.valid_to or ''}",
                    "yes" if one.judges else "in words only",
                    one.confidence,
                    one.text,
                    one.source,
                )
                for one in norms()
            ],
        ),
        "## What a norm can ask\n\n"
        "The keys of `requires`; several together are all asked for. How each is judged: [domain §4](domain.md#4-coverage); how it is written: "
        "[contract §3](contract.md#3-commands).\n\n"
        + _table(
            ("key", "of rules", "how it is written", "中文", "what it asks"),
            [(f"`{one.id}`", ", ".join(one.rules), f"`{one.value}`", one.zh, one.en) for one in REQUIREMENTS],
        )
        + "\n\nTo whom a link leads (`to`, `from`, `with`): kinds of node, or one of these.\n\n"
        + _table(("word", "中文", "whom"), [(f"`{one.id}`", one.zh, one.en) for one in RELATIVES]),
    ]
    return "\n\n".join(parts) + "\n"


def _question(question: Question) -> str:
    lines = [f"## {question.id} · {question.zh}", question.help_zh, question.help, f"```console\n$ {question.example}\n```"]
    if question.area_argument:
        lines.append("`AREA` is what `--area` is.")
    if question.parameters:
        rows = [
            (
                one.id.upper() if one.type == "body" else f"`{one.flag or '--' + one.id.replace('_', '-')}`",
                f"`{one.id}`",
                one.zh,
                one.en,
                "required" if one.required else one.default,
            )
            for one in question.parameters
        ]
        lines.append(_table(("command", "Python", "中文", "what", "default"), rows))
    if question.rows_behind or question.grouped:
        lines.append("`--rows` shows every row by itself on the screen.")
    columns = [(f"`{one.id}`", one.zh, ", ".join(one.vocabulary.ids) if one.vocabulary else one.type) for one in question.columns]
    lines.append(_table(("column", "中文", "values"), columns))
    return "\n\n".join(lines)


def questions_page() -> str:
    """docs/questions.md: every question as declared."""
    intro = (
        "# The questions\n\nMade from the declarations in `queries/` by `make docs`; not written by hand.\n\n"
        "Every question takes `--store`, `--chart` (repeatable), `--area`, `--as-of`, `--format table|json|csv|parquet|xlsx`, `--out` and `--lang zh|en`. "
        'In Python: `og.ask(graph, "gaps", form="state")`. An unknown is `null` in JSON, an empty cell in CSV and `?` in a table.'
    )
    return "\n\n".join([intro, *(_question(one) for one in QUESTIONS)]) + "\n"


def commands_page() -> str:
    """docs/commands.md: what `--help` says of every command, in both languages."""
    verbs = [_verb(name) for name, _, _ in VERBS]
    questions = [_command(one.id) for one in QUESTIONS]
    options = {_typed(one): one for question in questions for one in question.params if isinstance(one, BilingualOption)}
    declared = {f"{one.flag or '--' + one.id.replace('_', '-')}" for question in QUESTIONS for one in question.parameters}
    shared = [one for one in options.values() if one.opts[0] not in declared]
    intro = (
        "# The commands\n\nMade from the declarations in `oversight_graph/cli/` and the catalogue of messages by `make docs`; not written by hand. "
        "`oversight COMMAND --help` says the same, in the language of the reader: `--lang zh|en`, before or behind the command, else `OVERSIGHT_LANG`, else English."
    )
    asked = "## The questions · 问题\n\nEach is a command, with parameters of its own: [questions.md](questions.md). What they have besides:\n\n"
    return "\n\n".join([intro, *verbs, asked + _options(shared)]) + "\n"


def _command(name: str) -> BilingualCommand:
    command = cli.get_command(click.Context(cli), name)
    assert isinstance(command, BilingualCommand)
    return command


def _verb(name: str) -> str:
    command = _command(name)
    said = [_in(lang, paragraph) for lang in LANGUAGES for paragraph in command.said]
    examples = "\n".join(f"$ {example}" for example in command.examples)
    arguments = [(f"`{_in('en', one.shown_as)}`", _in("zh", one.said), _in("en", one.said)) for one in command.params if isinstance(one, BilingualArgument)]
    parts = [f"## {name}", *said, f"```console\n{examples}\n```"]
    if arguments:
        parts.append(_table(("argument", "中文", "what"), arguments))
    return "\n\n".join([*parts, _options([one for one in command.params if isinstance(one, BilingualOption)])])


def _options(options: Sequence[BilingualOption]) -> str:
    rows = [(f"`{_typed(one)}`", _in("zh", one.said), _in("en", one.said), one.default if one.show_default else None) for one in options]
    return _table(("option", "中文", "what", "default"), rows)


def _typed(option: BilingualOption) -> str:
    with in_language("en"):
        return ", ".join(option.opts) + ("" if option.is_flag else f" {option.make_metavar(click.Context(cli))}")


def _in(lang: Language, said: Said) -> str:
    with in_language(lang):
        return spoken(said)


def _said(pattern: NamePattern) -> str:
    kinds = " / ".join(f"`{kind}`" if kind else "no body" for kind in pattern.kinds)
    return kinds if pattern.sure else f"unsure: {kinds}"


def names_page() -> str:
    """docs/names.md: how a name is read, and the table of patterns with an example and a near miss of each."""
    intro = f"""# Names

Made from `oversight_graph/naming/grammar.yaml` by `make docs`; not written by hand.

What a name tells is read in three steps. `oversight_graph.naming.grammar.parse(name)` gives the kind, the parts, the reason in both languages,
and what was taken off.

1. **The dress is taken off**: the printed number (`3.`, `（一）`, `①`), spaces, brackets, a remark behind a gap. A remark that says another name
   (`原…`, `简称…`, or a name of the same kind; several, as `（县民宗局、县侨办）`, where each can be one) is an alias, any other a note. Persons beside a name are
   kept nowhere but in the text as given.
2. **One writing**: simplified script, half width, official long forms made short (`纪律检查委员会` → `纪委`). The text as given is kept.
3. **The table below**, group by group. The first group that has a fitting pattern decides. Where patterns of one group disagree, or a pattern says
   itself that the name could be several things, the name is *unsure*: it has candidates and reasons, and nothing is loaded from it without asking.
   A name that no pattern fits is unsure as well. *No body* is sure: a total, a heading, an address, a post, a person, the name of an area.

A name with a word of oversight in it is never silently a unit. A name of more than {LONGEST} characters is taken for a text. What a name implies
(the host of a group, the township of an office, the commission of a room) is a hint for the loader, never a link by itself. The area is what the name
begins with, behind an office of the centre what that is followed by (`国家税务总局某县税务局`); whether there is such an area isn't checked. Where a part such as the level
isn't sure (市 can be two levels, 新区 is of none by itself, `贵州大学` and `某县农商行` are called after a place), it is left out.

Two plates are one body: `某县纪委、县监委`, `中共某县纪律检查委员会/某县监察委员会`. A range or a number of bodies (`第一至第三监督检查室`, `15个派驻纪检监察组`) is read by the name of
one, and stands for so many. A name that is unsure alone may be told by those beside it in a list: [formats.md](formats.md#lists-of-names).

To add a pattern, copy a row of the table and give it examples and near misses: they are its tests.
"""
    groups = []
    for group in grammar_table().groups:
        rows = [
            (f"`{one.id}`", _said(one), f"{one.en} · {one.zh}", "、".join(list(one.examples)[:3]),
             "; ".join(f"{name} ({kind})" for name, kind in list(one.near_misses.items())[:2]))
            for one in group.patterns
        ]  # fmt: skip
        groups.append(f"## {group.en} · {group.zh}\n\n" + _table(("pattern", "says", "why", "examples", "not"), rows))
    return "\n".join([intro, "\n\n".join(groups)]) + "\n"


PAGES: tuple[tuple[str, Callable[[], str]], ...] = (
    ("model.md", model_page),
    ("commands.md", commands_page),
    ("questions.md", questions_page),
    ("names.md", names_page),
)


def _write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES:
        (folder / name).write_text(page(), "utf-8")


if __name__ == "__main__":
    _write(Path(sys.argv[1]))
