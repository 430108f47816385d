"""From paths to charts: which loader takes a file, and what was wrong with all of them."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from oversight_graph.chart.build import ChartReading
from oversight_graph.chart.chart import Chart
from oversight_graph.errors import ChartError
from oversight_graph.loaders import FORMATS
from oversight_graph.loaders.format import Read
from oversight_graph.loaders.import_options import ImportOptions
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.messages import Message, message
from oversight_graph.parsing.document import ParseError
from oversight_graph.problems import Problem, errors
from oversight_graph.progress import Progress
from oversight_graph.unused_memory import give_back

if TYPE_CHECKING:
    from oversight_graph.loaders.table_questions import TableAsked


@dataclass(frozen=True)
class FileReading:
    """A file and the charts that came out of it, each with its problems. `beside`: the other files that were read with it; `tables`: what its
    tables are taken for, where that was asked for."""

    file: str
    readings: tuple[ChartReading, ...]
    beside: tuple[Path, ...] = ()
    tables: tuple[TableAsked, ...] = ()

    @property
    def problems(self) -> list[Problem]:
        """The problems of all charts of the file."""
        return [problem for reading in self.readings for problem in reading.problems]

    @property
    def understood(self) -> list[Message]:
        """What was recognised in a file that isn't written for this program, a line each."""
        return [line for reading in self.readings for line in reading.understood]

    @property
    def charts(self) -> list[Chart]:
        """The charts without an error."""
        return [reading.chart for reading in self.readings if reading.chart is not None]


def read_files(
    paths: Iterable[str | os.PathLike[str]],
    defaults: Mapping[str, Any] | ImportOptions | None = None,
    progress: Progress | None = None,
    mappings: Mapping[str, Mapping[str, Any]] | None = None,
    tables: bool = False,
) -> list[FileReading]:
    """Every file with its charts and problems; nothing is raised.

    Parameters
    ----------
    paths
        Files of any format that is read, folders of tidy tables; `*` and `?` stand for what they match.
    defaults
        What files don't say themselves, as for `read`.
    progress
        Is told how many rows of a long table are read, of how many; None where nobody wants to know.
    mappings
        What the columns and names of single files mean, by path, in the place of the mapping in `defaults`.
    tables
        Whether somebody wants to know what the tables are taken for.

    Returns
    -------
    In the order of the paths, without those that were read with another one. Cost: linear in the files.
    """
    options = ImportOptions.of(defaults)
    files: list[FileReading] = []
    read_with_another: set[str] = set()
    for path in _expanded(paths):
        if os.path.abspath(path) not in read_with_another:  # noqa: PTH100 (no error for a path that no file can have)
            mapping = (mappings or {}).get(str(Path(path)))
            files.append(_read_file(Path(path), options if mapping is None else options.with_mapping(mapping), progress, tables))
            read_with_another.update(map(os.path.abspath, files[-1].beside))
            give_back()
    return files


def _read_file(path: Path, options: ImportOptions, progress: Progress | None, tables: bool) -> FileReading:
    opened = SourceFile(path, options, progress)
    try:
        readings = _reader(opened)(opened)
    except ParseError as wrong:
        readings = [ChartReading(None, (Problem("error", str(path), wrong.line, "", wrong.message),))]
    if opened.problems:
        whole = not errors(opened.problems)  # a file of which something couldn't be read is no chart
        readings = [replace(reading, chart=reading.chart if whole else None) for reading in readings]
        readings[0] = replace(readings[0], problems=(*opened.problems, *readings[0].problems))
    return FileReading(str(path), tuple(readings), tuple(opened.beside), _tables(opened, readings) if tables else ())


def _tables(opened: SourceFile, readings: list[ChartReading]) -> tuple[TableAsked, ...]:
    from oversight_graph.loaders.table_questions import tables_asked

    return tables_asked(opened, readings)


def _reader(opened: SourceFile) -> Read:
    """What reads a file. Raises ParseError where nothing does."""
    path, options = opened.path, opened.options
    suffix = "/" if os.path.isdir(path) else path.suffix.lower()  # noqa: PTH112 (no error for a path that no file can have)
    if options.format is not None:
        return next(known.read for known in FORMATS if known.id == options.format and known.read is not None)
    takers = [known for known in FORMATS if suffix in known.suffixes]
    recognised = next((taker.read for taker in takers if taker.recognises(opened)), None)
    if recognised is not None:
        return recognised
    if suffix == "/":
        raise ParseError(0, message("parsing.folder_of_files", pattern=str(path / "*.yaml")))
    if not takers:
        valid = dict.fromkeys(suffix for known in FORMATS for suffix in known.suffixes if suffix != "/")
        raise ParseError(0, message("parsing.unknown_suffix", suffix=path.suffix or path.name, valid=list(valid)))
    raise ParseError(0, message("parsing.none_of_these_formats", suffix=suffix, titles=[taker.title for taker in takers]))


def read(*paths: str | os.PathLike[str], defaults: Mapping[str, Any] | ImportOptions | None = None) -> list[Chart]:
    """The charts of some files; `*` and `?` in a path stand for what they match.

    Parameters
    ----------
    *paths : str or path-like
        Files of any format that is read, folders of tidy tables.
    defaults : mapping, optional
        What files don't say themselves, by name: `chart`, `title`, `area`, `level`, `as_of`, `source` (the title of the source on
        which all rests), `commission` (who dispatches the groups), `complete` (forms), `mapping` (what the columns mean),
        `format`, `encoding`.

    Returns
    -------
    list of Chart
        In the order of the files. Cost: linear in the files.

    Raises
    ------
    ChartError
        With every problem of every file, where one of them has an error.

    Examples
    --------
    >>> from oversight_graph import SHIPPED, read
    >>> [chart.id for chart in read(SHIPPED / "city-80.yaml")]
    ['city-80']
    """
    readings = read_files(paths, defaults)
    problems = [problem for reading in readings for problem in reading.problems]
    if errors(problems):
        raise ChartError(problems=tuple(problems))
    return [chart for reading in readings for chart in reading.charts]


def _expanded(paths: Iterable[str | os.PathLike[str]]) -> list[str]:
    expanded: list[str] = []
    for path in [os.fspath(given) for given in paths]:
        matches = sorted(glob.glob(path)) if glob.has_magic(path) and not Path(path).exists() else []  # noqa: PTH207 (absolute patterns too)
        expanded += matches or [path]
    return expanded
