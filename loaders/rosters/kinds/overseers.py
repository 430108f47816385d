"""Rosters of groups, rooms and teams with the units that each of them supervises (派驻机构监督单位一览表), as commissions publish them most."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.rosters.detection import table_of
from oversight_graph.loaders.rosters.headings import roles
from oversight_graph.loaders.rosters.kinds.context import TableContext, TableFound
from oversight_graph.loaders.rosters.kinds.declaration import TableColumn, TableKind, TableReading
from oversight_graph.loaders.rosters.roster_columns import given_columns
from oversight_graph.loaders.rosters.roster_rows import RosterRows
from oversight_graph.loaders.rosters.row_attributes import RowAttributes
from oversight_graph.loaders.workbook import Sheet
from oversight_graph.messages import message
from oversight_graph.naming.grammar import parse
