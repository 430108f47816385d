"""`oversight load --ask` of bodies that may be one: a plan is made, its doubts are asked, and it is made again with the answers, which a table of aliases keeps."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oversight_graph.cli.dialogue import ENTER, SINGLY, Dialogue, Enough
from oversight_graph.cli.garbage_collector import collector_paused
from oversight_graph.cli.kept_answers import keep_beside
from oversight_graph.cli.output import progress
from oversight_graph.errors import ChartError
from oversight_graph.messages import Text, message
from oversight_graph.visible_text import visible

if TYPE_CHECKING:
    from oversight_graph.chart.alias_table import Alias, Aliases
    from oversight_graph.chart.chart import Chart
    from oversight_graph.planning.doubts import MergeCase, MergeQuestion
    from oversight_graph.planning.plan import Plan
    from oversight_graph.store.protocol import Store

_CASES_SHOWN = 5
_SAME, _NOT_SAME, _LATER = "1", "2", "3"


def plan_asking(store: Store, charts: list[Chart], first_file: str, tables: Sequence[Aliases] = ()) -> tuple[list[Chart], list[Aliases]]:
    """Plan a load, ask which bodies are one, and plan again with the answers until nothing more is to be asked.

    Parameters
    ----------
    store
        Where the charts are loaded.
    charts
        As they were read.
    first_file
        Beside it the answers are kept.
    tables
        Tables of aliases that the user gave; `charts` has their aliases.

    Returns
    -------
    The charts with the aliases that were decided, and all tables, for the plan that is shown.

    Raises
    ------
    ChartError
        Where the user stops; what was decided before is kept.
    """
    from oversight_graph.chart.alias_table import Aliases, with_aliases
    from oversight_graph.planning.doubts import merge_questions

    kept = KeptAliases(first_file)
    dialogue = Dialogue()
    try:
        while True:
            table = Aliases(str(kept.place), tuple(kept.rows))
            aliased = with_aliases(charts, table).charts
            every = [*tables, table]
            with progress(message("cli.planning")), collector_paused():
                plan = planned(store, aliased, every)
                questions = [one for one in merge_questions(plan) if not kept.answered.issuperset(case.mark for case in one.cases)]
            if not questions:
                return aliased, every
            dialogue.say(message("doubts.how", number=len(questions)))
            for at, question in enumerate(questions, 1):
                _ask(question, question.cases, at, len(questions), dialogue, kept)
    except Enough:
        raise ChartError(message("questions.stopped")) from None
    finally:
        kept.keep()


def planned(store: Store, charts: Sequence[Chart], tables: Sequence[Aliases]) -> Plan:
    """Plan a load, its doubts settled by tables of aliases.

    Parameters
    ----------
    store
        Where the charts are loaded.
    charts
        With the aliases of the tables.
    tables
        Those tables.

    Returns
    -------
    The plan.
    """
    from oversight_graph.planning.doubts import settle
    from oversight_graph.planning.plan import plan

    made = plan(store, charts)
    settle(made, tables)
    return made


class KeptAliases:
    """What was decided: the table of aliases beside a file, and what is answered now."""

    def __init__(self, file: str) -> None:
        from oversight_graph.loaders.alias_file import read_aliases

        self.place = Path(f"{os.fspath(file).rstrip('/')}.aliases.csv")
        self.rows: list[Alias] = []
        self.answered: set[str] = set()
        self._names: dict[str, str] = {}
        self._changed = False
        if self.place.is_file():
            self.rows += read_aliases(self.place).rows
            click.echo(visible(str(message("doubts.kept_before", file=str(self.place)))), err=True)

    def take(self, cases: Sequence[MergeCase], rows: Sequence[Alias]) -> None:
        """Take an answer.

        Parameters
        ----------
        cases
            What it answers.
        rows
            What it means; none where it is left for later.
        """
        self.answered |= {case.mark for case in cases}
        self.rows += rows
        self._names |= {stored: name for case in cases for stored, name in case.names}
        self._changed = self._changed or bool(rows)

    def keep(self) -> None:
        """Write what was decided beside the file; where that can't be done it is said, and the load goes on."""
        if not self._changed:
            return
        from oversight_graph.loaders.alias_text import alias_text

        self._changed = False
        keep_beside(self.place, alias_text(self.rows, message("doubts.head_of_file"), self._names), message("doubts.kept", file=str(self.place)), "utf-8-sig")


def _ask(question: MergeQuestion, cases: Sequence[MergeCase], at: int, of: int, dialogue: Dialogue, kept: KeptAliases) -> None:
    """Ask whether bodies are one: of all cases that are alike, or of each by itself where the user wants that."""
    several = len(cases) > 1
    _show(question, cases, at, of, dialogue)
    while True:
        key = dialogue.key()
        if key in ENTER or key == _LATER:
            rows, answer = [], message("doubts.later")
        elif key == _SAME and question.may_be_same:
            rows, answer = [case.same for case in cases if case.same is not None], message("doubts.same")
        elif key == _NOT_SAME:
            rows, answer = [case.apart for case in cases], message("doubts.not_same")
        elif key == SINGLY and several:
            for case in cases:
                _ask(question, (case,), at, of, dialogue, kept)
            return
        else:
            continue
        dialogue.say(message("questions.decided", what=answer))
        kept.take(cases, rows)
        return


def _show(question: MergeQuestion, cases: Sequence[MergeCase], at: int, of: int, dialogue: Dialogue) -> None:
    first, several = cases[0], len(cases) > 1
    dialogue.say(message("doubts.several_alike", at=at, of=of, number=len(cases)) if several else message("doubts.one", at=at, of=of))
    for case in cases[:_CASES_SHOWN]:
        dialogue.say(message("doubts.bodies", bodies=case.bodies))
    if len(cases) > _CASES_SHOWN:
        dialogue.say(message("questions.why", reason=message("questions.and_more", number=len(cases) - _CASES_SHOWN)))
    if several:
        dialogue.say(message("doubts.of_the_first"))
    for reason in first.speaks_for:
        dialogue.say(message("doubts.speaks_for", reason=reason))
    for reason in first.speaks_against:
        dialogue.say(message("doubts.speaks_against", reason=reason))
    if not first.speaks_against:
        dialogue.say(message("doubts.nothing_against"))
    answers: list[tuple[str, Text]] = [(_SAME, message("doubts.same"))] if question.may_be_same else []
    answers += [(_NOT_SAME, message("doubts.not_same")), (_LATER, message("doubts.later"))]
    if several:
        answers.append((SINGLY, message("questions.one_by_one")))
    offered = [message("questions.choice", key=key, what=what) for key, what in answers]
    dialogue.offer([*offered, message("doubts.enter_later"), message("questions.stop")])
