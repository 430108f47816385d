"""The questions of a load as a form: what is shown of them, and what its fields answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from starlette.datastructures import FormData

from oversight_graph.chart.alias_table import Alias
from oversight_graph.explorer.job import Job
from oversight_graph.explorer.kept_upload import KeptUpload
from oversight_graph.explorer.limits import QUESTIONS
from oversight_graph.loaders.import_options import LEAVE_OUT, REFUSE
from oversight_graph.loaders.mapping import IGNORE
from oversight_graph.loaders.name_columns import NAME
from oversight_graph.loaders.questions import NameQuestion, questions_of, with_answers
from oversight_graph.loaders.rosters.kinds import TABLE_KINDS, column_roles
from oversight_graph.loaders.table_questions import NAMES, TableAsked, with_tables
from oversight_graph.messages import Text, message
from oversight_graph.planning.doubts import MergeQuestion
from oversight_graph.problems import Problem, letters

_PLACES_SHOWN, _NAMES_SHOWN = 5, 30
_TODO = {
    "loaders.no_chart_id": "d_chart",
    "loaders.no_area": "d_area",
    "loaders.area_proposed": "d_area",
    "loaders.areas_proposed": "d_area",
    "loaders.no_level": "d_level",
    "loaders.no_date": "d_as_of",
}
"""The field of this page that answers a problem."""


@dataclass(frozen=True)
class AnswerForm:
    """What is asked of a load.

    Attributes
    ----------
    header
        Keys of the header that are missing.
    proposed
        What is proposed for them.
    names
        The questions about names that are shown.
    more
        How many others come when these are answered.
    doubts
        The questions about bodies that may be one that are shown.
    more_doubts
        How many others come when these are answered.
    tables
        What the tables are taken for, of a load of one file: a mapping says it of all files alike.
    """

    header: tuple[str, ...]
    names: Sequence[NameQuestion]
    more: int
    tables: tuple[TableAsked, ...] = ()
    doubts: Sequence[MergeQuestion] = ()
    more_doubts: int = 0
    proposed: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def places(self) -> frozenset[tuple[str, int, int]]:
        """Where the names stand: the sheet, the row and the column."""
        return frozenset(place for question in self.names for name in question.names for place in name.places)


def form_of_job(job: Job) -> AnswerForm:
    """What is asked of a load. Cost: linear in its unsure names.

    Parameters
    ----------
    job
        As it is now.

    Returns
    -------
    Nothing is asked of one that asks nothing.
    """
    singly = job.upload.singly if job.upload is not None else ()
    asked = questions_of((reading for file in job.readings for reading in file.readings), singly)
    tables = job.readings[0].tables if len(job.readings) == 1 else ()
    return AnswerForm(
        asked.header, asked.names[:QUESTIONS], len(asked.names[QUESTIONS:]), tables, job.doubts[:QUESTIONS], len(job.doubts[QUESTIONS:]), asked.proposed
    )


def answered(job: Job, form: FormData, given: Mapping[str, str]) -> KeptUpload:
    """The upload of a job with the answers of a form.

    Parameters
    ----------
    job
        As it was when the form was shown; the questions are counted as they stood there.
    form
        `kind-0`, `other-0`, `singly-0` of the first question about names, `same-0`, `each-0` of that about bodies, and so on; what is none of its choices answers nothing.
    given
        What the form says that files may leave out.

    Returns
    -------
    With the same files.

    Raises
    ------
    ChartError
        For rows of a heading that are none.
    """
    assert job.upload is not None
    kinds: dict[str, str] = {}
    singly = set(job.upload.singly)
    asked = form_of_job(job)
    for number, question in enumerate(asked.names):
        names = [name.name for name in question.names]
        if form.get(f"singly-{number}"):
            singly.update(names)
            continue
        kind = form.get(f"other-{number}") or form.get(f"kind-{number}")
        if isinstance(kind, str) and question.allows(kind):
            kinds |= dict.fromkeys(names, kind)
    told = [_table_told(form, number, table) for number, table in enumerate(asked.tables)]
    mapping = with_answers(with_tables(job.upload.mapping, asked.tables, told), {}, kinds)
    rows, called = _doubts_told(form, asked.doubts, singly)
    aliases = tuple(dict.fromkeys((*job.upload.aliases, *rows)))
    return replace(job.upload, given=given, mapping=mapping, aliases=aliases, names={**job.upload.names, **called}, singly=frozenset(singly))


def _doubts_told(form: FormData, asked: Sequence[MergeQuestion], singly: set[str]) -> tuple[list[Alias], dict[str, str]]:
    """The rows that a form answers about bodies that may be one, and what these are called; what it asks one by one is added to `singly`."""
    rows: list[Alias] = []
    names: dict[str, str] = {}
    for number, question in enumerate(asked):
        if form.get(f"each-{number}"):
            singly.update(case.mark for case in question.cases)
        elif form.get(f"same-{number}") in ("yes", "no"):
            rows += question.rows(form.get(f"same-{number}") == "yes")
            names |= {stored: name for case in question.cases for stored, name in case.names}
    return rows, names


def _table_told(form: FormData, number: int, table: TableAsked) -> TableAsked:
    """A table as a form says it; where that says nothing, or no word that there is, as it was."""
    kinds, words = {*(one.id for one in TABLE_KINDS), NAMES, IGNORE}, {*column_roles(), NAME, IGNORE}
    columns = tuple(replace(one, role=_word(form, f"column-{number}-{one.letters}", words, one.role)) for one in table.columns)
    heading = form.get(f"heading-{number}")
    rows = heading.strip() if isinstance(heading, str) else ""
    return replace(table, table=_word(form, f"table-{number}", kinds, table.table), heading=rows or table.heading, columns=columns)


def _word(form: FormData, field: str, words: Collection[str], before: str) -> str:
    """What a field says, where that is one of the words; else what was there before."""
    said = form.get(field)
    return said if isinstance(said, str) and said in words else before


def unsure_of(form: FormData) -> str:
    """What a form says is done with names that nobody decides.

    Parameters
    ----------
    form
        A tick `unsure` leaves them out.

    Returns
    -------
    A word of `--unsure`.
    """
    return LEAVE_OUT if form.get("unsure") == LEAVE_OUT else REFUSE


def names_of(question: NameQuestion) -> Text:
    """The names of a question with their places.

    Parameters
    ----------
    question
        One or many names.

    Returns
    -------
    The first of them, and how many more there are.
    """
    shown: list[Text] = []
    for name in question.names[:_NAMES_SHOWN]:
        places = [" ".join((sheet, f"{letters(column)}{row}")).strip() for sheet, row, column in name.places[:_PLACES_SHOWN]]
        shown.append(message("questions.name_at", name=name.name, place=places) if places else name.name)
    if len(question.names) > _NAMES_SHOWN:
        shown.append(message("questions.and_more", number=len(question.names) - _NAMES_SHOWN))
    return message("explorer.listed", items=shown)


def todo_of(problem: Problem, words: Mapping[str, str], asked: AnswerForm) -> Text:
    """What to do about a problem, by the fields of the page where these answer it.

    Parameters
    ----------
    problem
        Of a file.
    words
        The words of the page.
    asked
        What the page asks.

    Returns
    -------
    In no language yet, or in that which is spoken here.
    """
    if problem.code in _TODO:
        return message("explorer.fill_in_field", field=words[_TODO[problem.code]])
    return message("explorer.decide_above") if (problem.sheet, problem.line, problem.column) in asked.places else problem.todo
