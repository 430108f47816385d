"""Loads and withdrawals on their way: read, planned, confirmed, written in the background; and taken back."""

from __future__ import annotations

import datetime
import secrets
import shutil
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from oversight_graph.errors import PlanStale
from oversight_graph.explorer.job import Job, JobKind, guarded
from oversight_graph.explorer.kept_upload import KeptUpload, let_go_of_the_oldest
from oversight_graph.explorer.later_loads import later_loads, mark
from oversight_graph.explorer.limits import Limits
from oversight_graph.problems import errors

if TYPE_CHECKING:
    from oversight_graph.planning.plan import Plan
    from oversight_graph.store.protocol import Store

OPEN = 4
"""Plans that may wait for a confirmation at once, as each holds the graph before and after; the oldest are given up."""


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

    def load(self, folder: Path, files: Sequence[Path], told: KeptUpload) -> Job:
        """Read files and plan their load, in the background.

        Parameters
        ----------
        folder
            Holds the files, and is removed when they are read.
        files
            What is read.
        told
            What a visitor says of them; it gets the files, so that they can be read again.

        Returns
        -------
        The job that was begun.
        """
        job = self._new("load", [file.name for file in files])
        job.upload = told
        self._run(lambda: self._read(job, folder, files))
        return job

    def answer(self, job: Job, told: KeptUpload, reads: int) -> None:
        """Read the files of a job again with what a visitor says of them, in the background; nothing happens where they aren't kept any more, or were
        read again meanwhile, as the answers may then be to other questions.

        Parameters
        ----------
        job
            One that can be answered.
        told
            Its upload with the answers.
        reads
            How often it was read when its questions were shown.

        Raises
        ------
        HTTPException
            503 where as much is being worked on as may be.
        """
        with self._listing:
            self._room()
            with job.lock:
                if not job.can_be_answered or job.reads != reads:
                    return
                job.state, job.progress, job.error, job.stale, job.upload = "reading", (0, 0), None, False, told
                job.readings, job.plans, job.steps, job.doubts = (), (), (), ()
        self._run(lambda: self._read(job, *told.unpacked()))

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
                job.state, job.plans, job.steps, job.readings, job.later, job.doubts = "dropped", (), (), (), (), ()
                job.upload = job.upload and job.upload.without_files()

    def finish(self) -> None:
        """Wait for what is being done."""
        for thread in list(self._threads):
            thread.join()

    # -- in the background ----------------------------------------------------------------------------------------------

    def _new(self, what: JobKind, names: Sequence[str]) -> Job:
        job = Job(secrets.token_urlsafe(16), what, tuple(names), datetime.datetime.now(datetime.UTC))
        with self._listing:
            self._room()
            self._held[job.id] = job
            waiting = [one for one in self._held.values() if one.state == "planned"]
        for one in waiting[:-OPEN]:
            self.drop(one)
        self._forget(job)
        return job

    def _room(self) -> None:
        """Raises HTTPException 503 where as much is being worked on as may be."""
        if sum(one.working for one in self._held.values()) >= self._limits.working:
            raise HTTPException(503, headers={"retry-after": "5"})

    def _forget(self, newest: Job) -> None:
        """Let go of what is too much: first of what changed nothing, then of the oldest that could be undone, last of what waits for
        its confirmation (of these there are few)."""
        with self._listing:
            idle = sorted((one for one in self._held.values() if not one.working and one is not newest), key=lambda one: one.worth)
            held = [*idle, *(one for one in self._held.values() if one.working or one is newest)]
            for gone in self._limits.jobs.surplus((one.id, one.size) for one in held):
                if gone in {one.id for one in idle}:
                    del self._held[gone]
            let_go_of_the_oldest(self._held.values(), self._limits.answering)

    def _run(self, work: Callable[[], None]) -> None:
        self._threads = [one for one in self._threads if one.is_alive()]
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _read(self, job: Job, folder: Path, files: Sequence[Path]) -> None:
        from oversight_graph.reading import read_files

        def read() -> None:
            assert job.upload is not None
            try:
                job.upload = job.upload.holding(files, self._limits.answering.room)
                job.readings = read_files(files, job.upload.options, job.report_progress, tables=True)
                job.reads += 1
            finally:
                shutil.rmtree(folder, ignore_errors=True)

        if not guarded(job, read):
            return
        if any(errors(reading.problems) for reading in job.readings) or not any(reading.charts for reading in job.readings):
            job.state = "wrong"
            self._forget(job)
            return
        job.steps = [lambda: self._planned(job)]
        self._plan(job)

    def _planned(self, job: Job) -> Plan:
        """The plan of a load, with what is known of bodies that may be one."""
        from oversight_graph.chart.alias_table import with_aliases
        from oversight_graph.planning.doubts import merge_questions, settle
        from oversight_graph.planning.plan import plan

        assert job.upload is not None
        charts = [chart for reading in job.readings for chart in reading.charts]
        made = plan(self._store(), with_aliases(charts, job.upload.table).charts if job.upload.aliases else charts)
        settle(made, [job.upload.table])
        job.doubts = merge_questions(made, job.upload.singly)
        return made

    def _plan(self, job: Job) -> None:
        job.state, job.progress = "planning", (0, 0)

        def make() -> None:
            job.plans = [made for step in job.steps if (made := step()).charts]
            job.later = later_loads(self._store(), job.undoes.left) if job.undoes is not None else ()
            job.state = "nothing" if all(plan.empty for plan in job.plans) else "planned"

        guarded(job, make, "wrong")
        self._forget(job)

    def _write(self, job: Job, most: float) -> None:
        from oversight_graph.explorer.plan_outline import outline

        def write() -> None:
            with self._writing:
                for number, step in enumerate(job.steps):
                    self._step(job, job.plans[number] if number == 0 else step(), most)
            job.done = [outline(plan).shortened() for plan in job.plans]
            job.state, job.plans, job.steps, job.readings, job.later, job.doubts = "done", (), (), (), (), ()
            job.upload = job.upload and job.upload.without_files()
            if job.undoes is not None:
                job.undoes.undone, job.undoes = True, None

        try:
            guarded(job, write, "failed", PlanStale)
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
