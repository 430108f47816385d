"""One load, withdrawal or undoing on its way: what is known of it, and how a part of it is done."""

from __future__ import annotations

import datetime
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from oversight_graph.errors import OversightError
from oversight_graph.explorer.kept_upload import KeptUpload
from oversight_graph.explorer.later_loads import LaterLoad

if TYPE_CHECKING:
    from oversight_graph.chart.chart import Chart
    from oversight_graph.explorer.plan_outline import PlanOutline
    from oversight_graph.planning.doubts import MergeQuestion
    from oversight_graph.planning.plan import Plan
    from oversight_graph.reading import FileReading

JobKind = Literal["load", "withdraw", "undo"]
State = Literal["reading", "planning", "wrong", "planned", "nothing", "writing", "done", "failed", "dropped"]
WORKING: tuple[State, ...] = ("reading", "planning", "writing")
ENTRY_BYTES = 800
"""About how many bytes an entry of a chart or of a plan takes."""
Step = Callable[[], "Plan"]


@dataclass
class Job:
    """One load, withdrawal or undoing. `steps` make its plans; `former`: the charts that it replaced or withdrew, `fresh`:
    those that it added, both known once it is `done`, which outlines its plans; `left`: the mark of each chart as it left it.
    `undoes`: the job that it takes back; `later`: the charts that have changed since that job. `upload`: what was sent and told, to be read
    again with more answers, as long as it is kept; `reads`: how often it was read; `doubts`: which bodies of the plan may be one."""

    id: str
    what: JobKind
    names: tuple[str, ...]
    begun: datetime.datetime
    state: State = "reading"
    upload: KeptUpload | None = None
    reads: int = 0
    doubts: Sequence[MergeQuestion] = ()
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
    def can_be_answered(self) -> bool:
        """Whether its files can be read again with what a visitor says of them."""
        return self.state in ("wrong", "planned", "nothing") and self.upload is not None and bool(self.upload.files)

    @property
    def can_be_undone(self) -> bool:
        """Whether it has changed something that nobody has taken back."""
        return self.state == "done" and not self.undone and bool(self.former or self.fresh)


def words_only(error: OversightError) -> OversightError:
    """An error that is kept without what it would keep in memory: the graphs of the functions that it came through.

    Parameters
    ----------
    error
        Any; changed.

    Returns
    -------
    The same.
    """
    error.__traceback__ = error.__context__ = error.__cause__ = None
    return error


def guarded(job: Job, work: Callable[[], None], state: State = "failed", *passed: type[OversightError]) -> bool:
    """Do a part of a job; where it goes wrong the job says so. A fault of the program goes to the terminal as well.

    Parameters
    ----------
    job
        Whose part it is.
    work
        The part.
    state
        The state of the job where an error of ours ends it.
    *passed
        Errors that the caller sees to.

    Returns
    -------
    Whether it was done.
    """
    try:
        work()
    except passed:
        raise
    except OversightError as error:
        job.error, job.state = words_only(error), state
    except Exception:
        job.state = "failed"
        raise
    else:
        return True
    return False
