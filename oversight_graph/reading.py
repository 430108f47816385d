"""From paths to charts: which loader takes a file, and what was wrong with all of them."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from oversight_graph.chart.build import Reading
from oversight_graph.chart.chart import Chart
from oversight_graph.errors import ChartError
from oversight_graph.loaders import FORMATS
from oversight_graph.problems import Problem, errors, paragraph


@dataclass(frozen=True)
class FileReading:
    """A file and the charts that came out of it, each with its problems."""

    file: str
    readings: tuple[Reading, ...]

    @property
    def problems(self) -> list[Problem]:
        return [problem for reading in self.readings for problem in reading.problems]

    @property
    def charts(self) -> list[Chart]:
        return [reading.chart for reading in self.readings if reading.chart is not None]


def read_files(paths: Iterable[str | os.PathLike[str]], defaults: Mapping[str, str] | None = None) -> list[FileReading]:
    """Every file with its charts and problems; nothing is raised. `defaults` fill in header keys that a file lacks."""
    found = []
    for path in (Path(one) for one in _expanded(paths)):
        loader = next((one for one in FORMATS if path.suffix.lower() in one.suffixes), None)
        if loader is None and path.is_dir():
            problem = Problem("error", str(path), 0, "", "this is a folder", f"name the files in it, as `{path / '*.yaml'}`")
            found.append(FileReading(str(path), (Reading(None, (problem,)),)))
        elif loader is None:
            valid = ", ".join(suffix for one in FORMATS for suffix in one.suffixes)
            problem = Problem("error", str(path), 0, "", f"files of the kind `{path.suffix or path.name}` aren't read", f"name a file that ends in {valid}")
            found.append(FileReading(str(path), (Reading(None, (problem,)),)))
        else:
            found.append(FileReading(str(path), tuple(loader.read(path, defaults or {}))))
    return found


def read(*paths: str | os.PathLike[str], defaults: Mapping[str, str] | None = None) -> list[Chart]:
    """The charts of some files; `*` and `?` in a path stand for what they match.

    Raises ChartError, with every problem of every file, where one of them has an error. Cost: linear in the files.

    >>> from oversight_graph import SHIPPED, read
    >>> [chart.id for chart in read(SHIPPED / "city-80.yaml")]
    ['city-80']
    """
    readings = read_files(paths, defaults)
    problems = [problem for reading in readings for problem in reading.problems]
    if errors(problems):
        raise ChartError(paragraph(problems), tuple(problems))
    return [chart for reading in readings for chart in reading.charts]


def _expanded(paths: Iterable[str | os.PathLike[str]]) -> list[str]:
    found: list[str] = []
    for path in (os.fspath(one) for one in paths):
        matches = sorted(glob.glob(path)) if glob.has_magic(path) and not Path(path).exists() else []  # noqa: PTH207 (absolute patterns too)
        found += matches or [path]
    return found
