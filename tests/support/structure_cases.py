"""Bodies and links of which rules of structure and duties ask something, and how they are judged."""

from __future__ import annotations

import itertools
from pathlib import Path

import oversight_graph as og
from oversight_graph.graph.graph import Graph
from oversight_graph.model.rule_reasons import RULE_REASONS
from support.small import HEADER

COMPLETE = f"{HEADER}\ncomplete: [{{forms: [stationed], levels: [prefecture]}}]\n"
FILES = itertools.count()


def judged(of: Graph, folder: Path, requires: str, kinds: str = "StationedGroup", more: str = "form: stationed") -> dict[str, list[str]]:
    """By local id: the status, then the reasons by their ids."""
    file = folder / f"norms{next(FILES)}.yaml"  # norms are read once a file
    file.write_text(f"norms: [{{id: X, rule: duty, norm_set: x, applies_to: [{{kinds: [{kinds}]}}], source: x, requires: {requires}, {more}}}]\n", "utf-8")
    rows = [row for row in og.ask(of, "rules", norms_files=str(file), all=True).rows if row["rule"] == "X"]
    by_text = {reason.en: reason.id for reason in RULE_REASONS}
    return {row["id"].split(":")[1]: [row["status"], *(by_text[text] for text in row["reasons"])] for row in rows}


BODIES = """
nodes:
  - {id: c, kind: Commission, name: 市纪委}
  - {id: d, kind: Commission, name: 另一纪委, level: county}
  - {id: g, kind: StationedGroup, name: 组, staff_full_time: 2}
  - {id: r, kind: Room, name: 一室}
  - {id: s, kind: Room, name: 二室}
  - {id: u, kind: Unit, name: 甲局}
  - {id: v, kind: Unit, name: 乙局}
  - {id: p, kind: PartyCommittee, name: 甲局党组}
  - {id: q, kind: PartyCommittee, name: 乙局党组}
links:
  - {kind: DISPATCHES, from: c, to: g}
"""


def link(start: str, end: str, more: str = "", kind: str = "COORDINATES_WITH") -> str:
    return f"  - {{kind: {kind}, from: {start}, to: {end}{', ' + more if more else ''}}}\n"


MONTHLY = "{links: {mechanism: report, to: its_commission, period: P1M}}"
REPORT = "mechanism: report"
STUDY = "{links: {mechanism: consultation, with: its_units, period: P6M}}"
SUPERVISED = link("g", "u", kind="STATIONED_AT") + link("g", "v", "form: stationed", kind="SUPERVISES")
HOSTED = link("p", "u", kind="HOSTED_BY") + link("q", "v", kind="HOSTED_BY")
WITH_BOTH = link("g", "p", "mechanism: consultation, period: P6M") + link("q", "g", "mechanism: consultation, period: P3M")
