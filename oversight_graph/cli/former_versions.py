"""Stores that keep former versions of charts, for the commands that ask for them."""

from __future__ import annotations

from oversight_graph.errors import StoreError
from oversight_graph.messages import message
from oversight_graph.store.keeps_versions import KeepsVersions
from oversight_graph.store.protocol import Store


def keeping_versions(place: Store) -> KeepsVersions:
    """The store as one that keeps former versions.

    Parameters
    ----------
    place
        Any store.

    Returns
    -------
    The same store.

    Raises
    ------
    StoreError
        Where it is of a kind that keeps none.
    """
    if not isinstance(place, KeepsVersions):
        raise StoreError(message("store.no_versions", where=place.where))
    return place
