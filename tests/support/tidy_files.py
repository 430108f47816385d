"""Tidy tables as files, right and wrong ones."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import openpyxl

Rows = Sequence[Sequence[object]]


Set = dict[str, Rows]


SMALL: Set = {
    "charts": [["chart", "as_of", "area", "level"], ["small", "2020-12-31", "530102", "county"]],
    "sources": [["id", "title"], ["s1", "名单"]],
    "nodes": [["id", "kind", "name"], ["cc", "Commission", "区纪委监委"], ["g", "StationedGroup", "驻区财政局纪检监察组"], ["u", "Unit", "区财政局"]],
    "links": [["kind", "from", "to"], ["DISPATCHES", "cc", "g"], ["STATIONED_AT", "g", "u"]],
}


def changed(**tables: Rows | None) -> Set:
    return {name: rows for name, rows in (SMALL | tables).items() if rows is not None}


def folder(place: Path, tables: Set, suffix: str = ".csv") -> Path:
    place.mkdir(exist_ok=True)
    for name, rows in tables.items():
        with (place / f"{name}{suffix}").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter="\t" if suffix == ".tsv" else ",").writerows(rows)
    return place


def workbook(place: Path, tables: Set) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in tables.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(place)
    return place


WRONG = changed(
    charts=[["chart", "as_of", "area", "level"], ["Small", "2020-13", "530102", "county"]],
    sources=[["id", "title"], ["s1", "名单"], ["s1", "年报"], ["s 2", "年报"]],
    complete=[["forms", "levels"], ["stationd", "county"]],
    areas=[["code", "part_of"], ["CN", ""]],
    claims=[["form", "covered", "of", "source"], ["P", "3", "2", "s1"]],
    nodes=[["id", "kind", "name_en", "name", "source"], ["a", "Room", "", "第一监督检查室", "s9"], ["b", "Rom", "", "第二监督检查室", "s1"]],
    links=[["kind", "from", "to", "source"], ["PART_OF", "a", "z", "s1"]],
)


PLACES = [("charts", "A2"), ("charts", "B2"), ("sources", "A3"), ("sources", "A4"), ("areas", "A2"), ("complete", "A2"), ("claims", "B2"),
          ("nodes", "B3"), ("nodes", "E2"), ("links", "C2")]  # fmt: skip
