"""What stands beside a body in its row: posts, the counterpart room, collaborations, remarks (domain §2, §3)."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.rosters.cell_contents import day_in_column, listed, quantity
from oversight_graph.loaders.rosters.columns_of_persons import quotable, remark
from oversight_graph.loaders.rosters.detection import RosterLine
from oversight_graph.loaders.rosters.persons_among_bodies import no_person
from oversight_graph.loaders.rosters.roster_builder import RosterBody, RosterBuilder
from oversight_graph.messages import message
from oversight_graph.model.vocabulary import MODES
from oversight_graph.naming.grammar import parse


@dataclass
class RowAttributes:
    """Takes what stands beside a body in its row; `context` is the room that a sheet's or a section's heading names."""

    roster: RosterBuilder
    context: str | None = None

    def read(self, body: RosterBody, line: RosterLine, pools: Set[tuple[int, int]]) -> None:
        """Take what the other columns of a row say of its body.

        Parameters
        ----------
        body
            Of the row.
        line
            The row.
        pools
            Cells (row, column) that are merged over several bodies: posts there are of none alone (domain §7.6).
        """
        for column in line.layout.columns:
            text, place = line.cells[column.number - 1], line.at(column.number)
            if not text or column.role == line.layout.overseer:
                continue
            if column.role == "staff":
                self._staff(body, text, place, (line.row, column.number) in pools)
            elif column.role == "unit_count":
                units = quantity(text)
                body.declared_units = (units[0], place) if units and units[1] == "eq" else body.declared_units
            elif column.role == "room":
                self._room(body, text, place)
            elif column.role in ("collaboration", "zone"):
                self._collaboration(column.role, body, text, place)
            elif column.role == "mode":
                self._add(body, "mode", next((mode.id for mode in MODES if mode.id == text or mode.zh in text or text in mode.zh), None), text, place)
            elif column.role == "since":
                self._add(body, "valid_from", day_in_column(text), text, place)
            elif column.role == "note":
                self.roster.builder.add(body.id, "note", remark(self.roster.builder, text, place), place)
        if self.context is not None and not line.layout.numbers("room"):
            self._room(body, self.context, body.place)

    def _add(self, body: RosterBody, attribute: str, value: object, text: str, place: Location) -> None:
        if value is None:
            self.roster.builder.problem("warning", message("rosters.not_understood", text=quotable(text), attribute=attribute), place=place)
        else:
            self.roster.builder.add(body.id, attribute, value, place)

    def _staff(self, body: RosterBody, text: str, place: Location, pool: bool) -> None:
        if pool:  # domain §7.6: posts for several bodies are a pool, not a number of each
            self.roster.builder.problem("warning", message("rosters.pool", text=quotable(text)), place=place)
            return
        posts = quantity(text)
        self._add(body, "staff_full_time", posts and posts[0], text, place)
        if posts is not None:
            body.staff = body.staff or posts
            if posts[1] != "eq":
                self.roster.builder.add(body.id, "staff_quantifier", posts[1], place)

    def _room(self, body: RosterBody, text: str, place: Location) -> None:
        for name in self._names("Room", text, place):
            room = self.roster.body("Room", name, place, function=parse(name).parts.function)
            self.roster.link_to_commission("Room", room, place)
            self.roster.link("COORDINATES_WITH", room, body.id, place, mechanism="counterpart")

    def _collaboration(self, role: str, body: RosterBody, text: str, place: Location) -> None:
        for name in self._names("Collaboration", text, place):
            other = self.roster.body("Collaboration", name, place, scope="zone" if role == "zone" else "group")
            self.roster.link("MEMBER_OF", body.id, other, place)

    def _names(self, kind: str, text: str, place: Location) -> list[str]:
        """The names of a cell that can be of a kind; the others are said."""
        names = []
        for name in [unit.name for unit in listed(text)]:
            reading = parse(name)
            if name not in self.roster.kinds and not no_person(self.roster.builder, name, kind, place):
                continue
            if self.roster.kinds.get(name, kind) != kind or (reading.sure and reading.kind != kind):
                other_kind = message("rosters.other_kind_beside", name=name, kind=reading.kind, expected=kind)
                no_body = message("rosters.no_body_beside", name=name, expected=kind)
                self.roster.builder.problem("warning", other_kind if reading.kind else no_body, place=place)
            else:
                names.append(reading.name if reading.sure else name)
        return names
