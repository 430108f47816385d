"""What is asked of a store that keeps former versions of its charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from oversight_graph.errors import NothingThere, PlanRefused
from oversight_graph.messages import message
from oversight_graph.store.protocol import ChartVersion, LoadedChart


@runtime_checkable
class KeepsVersions(Protocol):
    """A store that keeps former versions of its charts."""

    def versions(self, chart: str) -> list[ChartVersion]:
        """All versions of a chart that were ever loaded.

        Parameters
        ----------
        chart
            Its id; it may be withdrawn.

        Returns
        -------
        From the first on.

        Raises
        ------
        NothingThere
            For a chart that was never loaded.
        StoreError
            Where there is no store.
        """

    def outdated(self) -> bool:
        """See Store.outdated."""

    def forget(self, chart: str, before: int) -> None:
        """Let the versions of a chart before one go, whole or not at all; what is loaded and its graph stay as they are.

        Parameters
        ----------
        chart
            Its id; it may be withdrawn.
        before
            The number of the first version that stays; of a chart that is withdrawn one more than the last.

        Raises
        ------
        NothingThere
            For a chart that was never loaded, and a number that there isn't.
        PlanRefused
            Where the version that is loaded would go.
        StoreError
            Where it can't be written, or another program writes; then it is as it was.
        """

    def version(self, chart: str, number: int) -> LoadedChart:
        """One of them.

        Parameters
        ----------
        chart
            Its id.
        number
            That of the version, from 1.

        Returns
        -------
        As it was loaded.

        Raises
        ------
        NothingThere
            As `versions` does; for a number that there isn't too.
        """


def divided(versions: Sequence[ChartVersion], chart: str, before: int) -> tuple[list[ChartVersion], list[ChartVersion]]:
    """What `forget` lets go of a chart, and what it leaves.

    Parameters
    ----------
    versions
        All that are there, from the first on.
    chart
        The id of the chart.
    before
        The number of the first version that stays.

    Returns
    -------
    The versions before it, and the others.

    Raises
    ------
    NothingThere
        For a number that there isn't.
    PlanRefused
        Where the version that is loaded would go.
    """
    last = versions[-1]
    if not 1 <= before <= last.number + 1:
        raise NothingThere(message("store.no_such_version", chart=chart, number=before, first=versions[0].number, last=last.number))
    if before > last.number and last.until is None:
        raise PlanRefused(message("store.version_is_loaded", chart=chart, last=last.number))
    return [one for one in versions if one.number < before], [one for one in versions if one.number >= before]
