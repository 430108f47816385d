"""Whether all of a store's file is as it was written: what reading checks only as far as it reads."""

from __future__ import annotations

from oversight_graph.disk.checksum import Damaged
from oversight_graph.messages import message
from oversight_graph.store.store_file import StoreFile, damage_told


def check_file(file: StoreFile) -> bool:
    """Read all of a file: its tables, every part, every version of every chart.

    Parameters
    ----------
    file
        Open.

    Returns
    -------
    True.

    Raises
    ------
    StoreError
        Where something isn't as it was written, or doesn't fit together.
    """
    database = file.catalogue.database
    with damage_told(file.where):
        if database.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            raise Damaged(message("disk.other_bytes"))
        for row in database.execute("SELECT name, at, size FROM part ORDER BY at").fetchall():
            file.part(*row)
        for name in file.names():
            said = {version.number: (version.nodes, version.links) for version in file.versions(name)}
            if {number: (nodes.num_rows, links.num_rows) for number, nodes, links in file.history(name)} != said:
                raise Damaged(message("disk.other_bytes"))
    return True
