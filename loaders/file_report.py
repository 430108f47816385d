"""What is said of a file that is read: problems at their cells, names that can't be told, what was found; and the account of its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from oversight_graph.chart.unsure_name import UnsureName
from oversight_graph.loaders.cell_account import CellAccount, Fate
from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.import_options import LEAVE_OUT
from oversight_graph.loaders.mapping import UNDECIDED
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.messages import Message, Words, message
from oversight_graph.model import KINDS
from oversight_graph.naming.personal_data import has_numbers, without_personal_data_in
from oversight_graph.naming.persons import likeness
from oversight_graph.problems import Problem


class FileReport:
    """What is said of a file.

    Attributes
    ----------
    problems
        Each at its cell.
    cells
        The account of a file of tables, whose cells are all accounted for.
    understood
        What was recognised.
    left_out
        How many names can't be told, where the user wants the rest of the file.
    asked
        Names that a mapping should say the kind of.
    """

    def __init__(self, source_file: SourceFile) -> None:
        self.source_file = source_file
        self.problems: list[Problem] = []
        self.cells: CellAccount | None = None
        self.understood: list[Message] = []
        self.left_out = 0
        self.asked: dict[str, UnsureName] = {}

    def problem(self, severity: Literal["error", "warning"], said: Message, place: Location = Location()) -> None:  # noqa: B008 (immutable)
        """Note a problem. What it quotes and may be a person's isn't said: the place tells it.

        Parameters
        ----------
        severity
            An `error` keeps the chart from being built, a `warning` is said beside it.
        said
            What is wrong and what to do; texts in it that may be a person's are taken out.
        place
            Without a row the whole file is meant.
        """
        self.mark(place, Fate.SAID)
        self.problems.append(Problem(severity, self.source_file.name, place.row, "", without_personal_data_in(said), place.sheet, place.column))

    def mark(self, place: Location, fate: Fate) -> None:
        """Note what became of a cell, in a file whose cells are accounted for.

        Parameters
        ----------
        place, fate
            Of the cell; an entry that is made from it, and a problem at it, are noted by themselves.
        """
        if self.cells is not None:
            self.cells.mark(place, fate)

    @property
    def unsure(self) -> dict[str, str]:
        """The names that a mapping should say the kind of, and what they are taken for without: as a mapping says it under `kinds:`."""
        return {name: unsure.taken for name, unsure in self.asked.items()}

    def ask(self, name: str, taken: str, place: Location = Location(), kinds: Sequence[str] = (), any_kind: bool = True) -> None:  # noqa: B008 (immutable)
        """Put a name among those that a mapping should say the kind of, unless it is surely a person's or holds a number of one.

        Parameters
        ----------
        name
            As the file writes it.
        taken
            The kind that it is taken for until then; `?` where that is undecided.
        place
            The cell.
        kinds
            What it may be where it stands; none where that tells nothing.
        any_kind
            Whether it may be something else as well.
        """
        if likeness(name) == "person" or has_numbers(name):
            return
        unsure = self.asked.setdefault(name, UnsureName(name, taken, tuple(kinds), any_kind))
        if UNDECIDED in (taken, unsure.taken):
            unsure.taken = UNDECIDED
        unsure.found(place.sheet, place.row, place.column)

    @property
    def leaves_out(self) -> bool:
        """Whether the user wants a file loaded without the names that can't be told."""
        return self.source_file.options.unsure == LEAVE_OUT

    def undecided(self, name: str | None, said: Message, place: Location = Location(), kinds: Sequence[str] = ()) -> None:  # noqa: B008 (immutable)
        """Note a name of which can't be told what it is: an error, or left out where the user wants the rest.

        Parameters
        ----------
        name
            As the file writes it, for a mapping to say what it is; None where it isn't said, as it may be a person's.
        said
            What can't be told, and what to do.
        place
            The cell.
        kinds
            What it may be where it stands; none where that tells nothing.
        """
        if name is not None:
            self.ask(name, UNDECIDED, place, kinds)
        if not self.leaves_out:
            self.problem("error", said, place)
            return
        self.left_out += 1
        self.problem("warning", message("loaders.left_out_as_unsure", said=said), place)

    def account(self, counted: Counter[str]) -> None:
        """Say what was found: a line of the kinds, a line of what else there was.

        Parameters
        ----------
        counted
            How many bodies of each kind, by its id, and how many of whatever else, by the code of the message that says so of a `number`.
        """
        of_kinds = [(KINDS[what], number) for what, number in counted.items() if number and what in KINDS]
        bodies = [message("loaders.number_of_a_kind", number=number, kind=Words(kind.zh, kind.id)) for kind, number in of_kinds]
        others = [Message(what, {"number": number}) for what, number in counted.items() if number and what not in KINDS]
        if bodies:
            self.understood.append(message("loaders.kinds_found", kinds=bodies))
        if self.left_out:
            others.append(message("loaders.names_left_out_as_unsure", number=self.left_out))
        if others:
            self.understood.append(message("loaders.counted", counts=others))
