"""How the parts of a workbook or a document find each other."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from oversight_graph.loaders.tabular.xml_events import Events
from oversight_graph.loaders.tabular.zip_members import ZipMembers, damaged
from oversight_graph.messages import message


class Relation(NamedTuple):
    """A part that another part refers to.

    Attributes
    ----------
    id
        By which the other part names it.
    kind
        The last word of its type, as `worksheet`.
    target
        The name of the part in the zip file.
    """

    id: str
    kind: str
    target: str


class _Relations(Events):
    def __init__(self, folder: str) -> None:
        super().__init__()
        self._folder = folder
        self.relations: list[Relation] = []

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self._folder, attributes.get("Target", ""))).lstrip("/")
            self.relations.append(Relation(attributes.get("Id", ""), attributes.get("Type", "").rpartition("/")[2], target))

    def closed(self, name: str, text: str) -> None:
        pass


def relations(zipped: ZipMembers, part: str) -> list[Relation]:
    """What a part refers to inside the file.

    Parameters
    ----------
    zipped
        The open file.
    part
        The name of the part; "" for the file itself.

    Returns
    -------
    list of Relation
        In the order of the file; what lies outside is left out.

    Raises
    ------
    ParseError
        For a list that can't be read.
    """
    folder, name = posixpath.split(part)
    events = _Relations(folder)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    if place in zipped.names:
        events.read(zipped.chunks(place), place)
    return events.relations


def main_part(zipped: ZipMembers, usual: str) -> str:
    """The part that is the workbook or the document.

    Parameters
    ----------
    zipped
        The open file.
    usual
        Its usual name, where the file doesn't say it.

    Returns
    -------
    str
        The name of a part that is there.

    Raises
    ------
    ParseError
        Where there is none.
    """
    for relation in relations(zipped, ""):
        if relation.kind == "officeDocument" and relation.target in zipped.names:
            return relation.target
    if usual not in zipped.names:
        raise damaged(message("tabular.part_missing", part=usual))
    return usual
