"""Loads and withdrawals on their way: read, planned, confirmed, written in the background; and taken back."""

from __future__ import annotations

import datetime
import secrets
import shutil
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from starlette.exceptions import HTTPException

from oversight_graph.errors import OversightError, PlanStale
from oversight_graph.explorer.later_loads import LaterLoad, later_loads, mark
from oversight_graph.explorer.limits import Limits
from oversight_graph.problems import errors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oversight_graph.chart.chart import Chart
    from oversight_graph.explorer.plan_outline import PlanOutline
    from oversight_graph.planning.plan import Plan
    from oversight_graph.reading import FileReading
    from oversight_graph.store.protocol import Store

JobKind = Literal["load", "withdraw", "undo"]
State = Literal["reading", "planning", "wrong", "planned", "nothing", "writing", "done", "failed", "dropped"]
WORKING: tuple[State, ...] = ("reading", "planning", "writing")
ENTRY_BYTES = 800
"""About how many bytes an entry of a chart or of a plan takes."""
OPEN = 4
"""Plans that may wait for a confirmation at once, as each holds the graph before and after; the oldest are given up."""
Step = Callable[[], "Plan"]


@dataclass
class Job:
    """One load, withdrawal or undoing. `steps` make its plans; `former`: the charts that it replaced or withdrew, `fresh`:
    those that it added, both known once it is `done`, which outlines its plans; `left`: the mark of each chart as it left it.
    `undoes`: the job that it takes back; `later`: the charts that have changed since that job."""

    id: str
    what: JobKind
    names: tuple[str, ...]
    begun: datetime.datetime
    state: State = "reading"
    readings: Sequence[FileReading] = ()
    steps: Sequence[Step] = ()
    plans: Sequence[Plan] = ()
    done: Sequence[PlanOutline] = ()
    error: OversightError | None = None
    progress: tuple[int, int] = (0, 0)
    former: Sequence[Chart] = ()
    fresh: Sequence[str] = ()
    left: dict[str, str | None] = field(default_factory=dict)
    later: Sequence[LaterLoad] = ()
    undoes: Job | None = None
    undone: bool = False
    stale: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def report_progress(self, done: int, of: int) -> None:
        """Note how far what is being done has come.

        Parameters
        ----------
        done, of
            Entries, so many of so many.
        """
        self.progress = (done, of)

    @property
    def working(self) -> bool:
        """Whether something is being done for it just now."""
        return self.state in WORKING

    @property
    def removals(self) -> float:
        """Percent of what replaced charts held that would go; what is taken back or withdrawn is meant to go."""
        return max((plan.removals for plan in self.plans if plan.replaced_charts), default=0.0) if self.what == "load" else 0.0

    @property
    def size(self) -> int:
        """About how many bytes it holds on to: the charts that it read or replaced, the graphs of its plans, its problems."""
        charts = [*self.former, *(chart for reading in self.readings for chart in reading.charts)]
        rows = sum(len(chart.nodes) + len(chart.links) for chart in charts) + sum(len(reading.problems) for reading in self.readings)
        rows += sum(len(held.nodes) + len(held.links) for plan in self.plans for held in (plan.before, plan.after))
        rows += sum(plan.entries for plan in self.done)
        return ENTRY_BYTES * (1 + rows) + sum(map(len, (*self.names, str(self.error or ""))))

    @property
    def worth(self) -> int:
        """What is lost when it is forgotten: nothing, the way back, a plan that somebody is about to confirm."""
        return 2 if self.state == "planned" else 1 if self.can_be_undone else 0

    @property
    def can_be_undone(self) -> bool:
        """Whether it has changed something that nobody has taken back."""
        return self.state == "done" and not self.undone and bool(self.former or self.fresh)


class Jobs:
    """All jobs of this process, the newest first. One writes at a time; others wait."""

    def __init__(self, store: Callable[[], Store], limits: Limits) -> None:
        self._store, self._limits = store, limits
        self._held: OrderedDict[str, Job] = OrderedDict()
        self._writing, self._listing = threading.Lock(), threading.Lock()
        self._threads: list[threading.Thread] = []

    def all(self) -> list[Job]:
        """All that are kept, the newest first."""
        with self._listing:
            return list(reversed(self._held.values()))

    def get(self, name: str) -> Job | None:
        """A job by its id.

        Parameters
        ----------
        name
            As the address holds it.

        Returns
        -------
        None where there is none, or it was forgotten.
        """
        return self._held.get(name)

    # -- what a visitor sets out to do ----------------------------------------------------------------------------------

    def load(self, folder: Path, files: Sequence[Path], defaults: Mapping[str, str]) -> Job:
        """Read files and plan their load, in the background.

        Parameters
        ----------
        folder
            Holds the files, and is removed when they are read.
        files
            What is read.
        defaults
            What files may leave out, by name.

        Returns
        -------
        The job that was begun.
        """
        job = self._new("load", [file.name for file in files])
        self._run(lambda: self._read(job, folder, files, defaults))
        return job

    def withdraw(self, charts: Sequence[str]) -> Job:
        """Plan to withdraw charts, in the background.

        Parameters
        ----------
        charts
            Their ids.

        Returns
        -------
        The job that was begun.
        """
        from oversight_graph.planning.plan import withdraw

        job = self._new("withdraw", charts)
        job.steps = [lambda: withdraw(self._store(), charts)]
        self._run(lambda: self._plan(job))
        return job

    def undo(self, done: Job) -> Job:
        """Plan to bring back what a job replaced or withdrew, and to withdraw what it added and is still there. What was done to
        these charts since then would go as well: the plan says it, and is only applied by who has seen it.

        Parameters
        ----------
        done
            A job that can be undone.

        Returns
        -------
        The job that was begun.
        """
        from oversight_graph.planning.plan import plan, withdraw

        def withdrawn() -> Plan:
            there = {one.chart.id for one in self._store().loaded()[1]}
            return withdraw(self._store(), [one for one in fresh if one in there])

        job = self._new("undo", sorted({*(chart.id for chart in done.former), *done.fresh}))
        job.undoes = done
        former, fresh = list(done.former), list(done.fresh)
        job.steps = [*([lambda: plan(self._store(), former)] if former else []), *([withdrawn] if fresh else [])]
        self._run(lambda: self._plan(job))
        return job

    def confirm(self, job: Job, most: float, seen: bool = False) -> None:
        """Apply a job's plans, in the background; nothing happens unless it waits for that.

        Parameters
        ----------
        job
            One that is planned.
        most
            Percent of what was there that may go.
        seen
            Who confirms it has seen that what was done later goes as well.
        """
        with job.lock:
            if job.state != "planned" or (job.later and not seen):
                return
            job.state = "writing"
        self._run(lambda: self._write(job, most))

    def drop(self, job: Job) -> None:
        """Give up a job that nothing is being done for and that has changed nothing.

        Parameters
        ----------
        job
            Any; one that works or is done stays as it is.
        """
        with job.lock:
            if job.state in ("planned", "wrong", "nothing"):
                job.state, job.plans, job.steps, job.readings, job.later = "dropped", (), (), (), ()

    def finish(self) -> None:
        """Wait for what is being done."""
        for thread in list(self._threads):
            thread.join()

    # -- in the background ----------------------------------------------------------------------------------------------

    def _new(self, what: JobKind, names: Sequence[str]) -> Job:
        job = Job(secrets.token_urlsafe(16), what, tuple(names), datetime.datetime.now(datetime.UTC))
        with self._listing:
            if sum(one.working for one in self._held.values()) >= self._limits.working:
                raise HTTPException(503, headers={"retry-after": "5"})
            self._held[job.id] = job
            waiting = [one for one in self._held.values() if one.state == "planned"]
        for one in waiting[:-OPEN]:
            self.drop(one)
        self._forget(job)
        return job

    def _forget(self, newest: Job) -> None:
        """Let go of what is too much: first of what changed nothing, then of the oldest that could be undone, last of what waits for
        its confirmation (of these there are few)."""
        with self._listing:
            idle = sorted((one for one in self._held.values() if not one.working and one is not newest), key=lambda one: one.worth)
            held = [*idle, *(one for one in self._held.values() if one.working or one is newest)]
            for gone in self._limits.jobs.surplus((one.id, one.size) for one in held):
                if gone in {one.id for one in idle}:
                    del self._held[gone]

    def _run(self, work: Callable[[], None]) -> None:
        self._threads = [one for one in self._threads if one.is_alive()]
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _read(self, job: Job, folder: Path, files: Sequence[Path], defaults: Mapping[str, str]) -> None:
        from oversight_graph.planning.plan import plan
        from oversight_graph.reading import read_files

        def read() -> None:
            try:
                job.readings = read_files(files, defaults, job.report_progress)
            finally:
                shutil.rmtree(folder, ignore_errors=True)

        if not _guarded(job, read):
            return
        if any(errors(reading.problems) for reading in job.readings) or not any(reading.charts for reading in job.readings):
            job.state = "wrong"
            return
        charts = [chart for reading in job.readings for chart in reading.charts]
        job.steps = [lambda: plan(self._store(), charts)]
        self._plan(job)

    def _plan(self, job: Job) -> None:
        job.state, job.progress = "planning", (0, 0)

        def make() -> None:
            job.plans = [made for step in job.steps if (made := step()).charts]
            job.later = later_loads(self._store(), job.undoes.left) if job.undoes is not None else ()
            job.state = "nothing" if all(plan.empty for plan in job.plans) else "planned"

        _guarded(job, make, "wrong")
        self._forget(job)

    def _write(self, job: Job, most: float) -> None:
        from oversight_graph.explorer.plan_outline import outline

        def write() -> None:
            with self._writing:
                for number, step in enumerate(job.steps):
                    self._step(job, job.plans[number] if number == 0 else step(), most)
            job.done = [outline(plan).shortened() for plan in job.plans]
            job.state, job.plans, job.steps, job.readings, job.later = "done", (), (), (), ()
            if job.undoes is not None:
                job.undoes.undone, job.undoes = True, None

        try:
            _guarded(job, write, "failed", PlanStale)
        except PlanStale:  # what was confirmed isn't what would happen now: show it anew
            job.stale = True
            self._plan(job)
        self._forget(job)

    def _step(self, job: Job, plan: Plan, most: float) -> None:
        """Apply a plan, and keep what it replaces: what is read before is what it replaces, as a plan is good for one revision."""
        gone = {*plan.replaced_charts, *plan.withdrawn_charts}
        former = [one.chart for one in plan.store.loaded()[1] if one.chart.id in gone] if gone else []
        plan.apply(most, job.report_progress)
        job.former = [*job.former, *former]
        job.fresh = [*job.fresh, *plan.new_charts]
        now = {one.chart.id: one.chart for one in plan.loaded}
        for name in (*gone, *plan.new_charts):
            job.left[name] = mark(now[name]) if name in now else None


def _words_only(error: OversightError) -> OversightError:
    """An error that is kept without what it would keep in memory: the graphs of the functions that it came through."""
    error.__traceback__ = error.__context__ = error.__cause__ = None
    return error


def _guarded(job: Job, work: Callable[[], None], state: State = "failed", *passed: type[OversightError]) -> bool:
    """Do a part of a job; where it goes wrong the job says so. A fault of the program goes to the terminal as well."""
    try:
        work()
    except passed:
        raise
    except OversightError as error:
        job.error, job.state = _words_only(error), state
    except Exception:
        job.state = "failed"
        raise
    else:
        return True
    return False
