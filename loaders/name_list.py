"""Name lists: a column, or lines of text, each the name of a body; the grammar of names tells what it is (docs/names.md).

A name that can't be told stops the load until a mapping says what it is; what is no body is left out and said.
"""

from __future__ import annotations

from oversight_graph.chart.build import ChartReading
from oversight_graph.loaders.cell_account import CellAccount, Fate, SheetAccount, UnreadCell, account_of
from oversight_graph.loaders.chart_builder import ChartBuilder
from oversight_graph.loaders.draft_entry import Location
from oversight_graph.loaders.listed_names import ListedNames
from oversight_graph.loaders.mapping import IGNORE, kinds_of
from oversight_graph.loaders.name_columns import NAME as NAME
from oversight_graph.loaders.name_columns import NameColumns, name_columns
from oversight_graph.loaders.rosters.columns_of_persons import of_persons
from oversight_graph.loaders.source_file import SourceFile
from oversight_graph.loaders.unread_cells import names_bodies, say_unread_cells, say_unread_table, shown
from oversight_graph.messages import message
from oversight_graph.naming.grammar import NameReading as NameReading
from oversight_graph.naming.persons import heading_of_persons
from oversight_graph.parsing.document import ParseError
from oversight_graph.problems import letters

_TIDY = {"kind", "name"}


def recognises(source_file: SourceFile) -> bool:
    """Whether a file is a list of names.

    A tidy table under a name of its own isn't one: the kinds that it gives would be lost.

    Parameters
    ----------
    source_file
        A file of such a suffix.

    Returns
    -------
    bool
        False where another format may take it.

    Raises
    ------
    ParseError
        For a file that can't be read.
    """
    if any({cell.strip().lower() for cell in sheet.rows[0]} >= _TIDY for sheet in source_file.book.sheets if sheet.rows):
        return False
    return source_file.path.suffix.lower() == ".txt" or any(found.columns for found in source_file.cached(name_columns))


def read(source_file: SourceFile) -> list[ChartReading]:
    """One chart out of all names of a file. Cost: linear in the names, about 50 µs each.

    Parameters
    ----------
    source_file
        A file of tables or lines of text.

    Returns
    -------
    list of ChartReading
        One; a name whose kind can't be told is an error of it.

    Raises
    ------
    ParseError
        Where no column of names is found.
    """
    builder = ChartBuilder(source_file)
    cells = builder.cells = source_file.cached(account_of)
    builder.inferred["chart"] = source_file.chart_id
    names = ListedNames(builder, builder.source(source_file.options.source or source_file.path.name), kinds_of(source_file.options.mapping))
    tables = source_file.cached(name_columns)
    if not any(table.columns for table in tables):
        raise ParseError(0, message("loaders.no_name_column"))
    by_sheet = {id(account.sheet): account for account in cells.sheets}
    for table in tables:
        account = by_sheet[id(table.sheet)]
        if table.columns:
            described = table.described()
            builder.understood.append(message("loaders.of_sheet", sheet=account.name, said=described) if account.name else described)
            _names(table, names, account)
            _other_columns(table, builder, account)
    names.links()
    if source_file.options.commission is not None:
        names.dispatched(source_file.options.commission)
    builder.account(names.counted)
    _unread(source_file, tables, builder, cells)
    builder.understood += cells.described()
    builder.guess = _guess(tables, builder, len(cells.sheets) > 1)
    return [builder.build()]


def _names(table: NameColumns, names: ListedNames, account: SheetAccount) -> None:
    """Take the names of a sheet, column by column; the heading above them is none, nor where it comes again."""
    for column in table.columns:
        written = table.written(column)
        names.section = None
        heading = table.text(table.heading, column) if table.heading else ""
        for position, (row, text) in enumerate(written):
            names.builder.source_file.row(row, len(table.sheet.rows))
            place = Location(row, column, account.name)
            if row == table.heading or (heading and text == heading):
                names.builder.mark(place, Fate.HEADING)
                continue
            following = written[position + 1][1] if position + 1 < len(written) else ""
            names.line(text, following, place)
        names.finish()


def _other_columns(table: NameColumns, builder: ChartBuilder, account: SheetAccount) -> None:
    """What stands beside the names is left out, as is said with the columns; names of bodies among it are a warning with their number."""
    for column, written in table.by_column.items():
        if column in table.columns:
            continue
        bodies = [UnreadCell(row, column, text) for row, text in written if row != table.heading and names_bodies(text)]
        of_bodies = {cell.row for cell in bodies}
        persons = heading_of_persons(table.text(table.heading, column)) if table.heading else False
        if persons or of_persons(text for row, text in written if row != table.heading):
            _say_persons(table, builder, account, column, persons)
            continue
        numbers = 2 * sum(text.isdecimal() for _, text in written) > len(written)
        for row, text in written:
            fate = Fate.NUMBER if numbers and text.isdecimal() else Fate.SAID if row in of_bodies else Fate.LEFT_OUT
            account.mark(row, column, Fate.HEADING if row == table.heading else fate)
        if bodies:
            said = message("cells.bodies_beside_names", column=letters(column), number=len(bodies), cells=shown(bodies))
            builder.problem("warning", said, place=Location(bodies[0].row, column, account.name))


def _say_persons(table: NameColumns, builder: ChartBuilder, account: SheetAccount, column: int, by_heading: bool) -> None:
    """Say of a column that it holds natural persons, by its heading or by its cells, and that it is left out; nothing of it is repeated."""
    written = table.written(column)
    for row, _ in written:
        account.mark(row, column, Fate.HEADING if row == table.heading else Fate.LEFT_OUT)
    heading = (table.text(table.heading, column) if table.heading else "") or letters(column)
    said = message("rosters.column_of_persons", heading=heading) if by_heading else message("rosters.column_of_persons_by_cells", heading=heading)
    builder.problem("warning", said, place=Location(written[0][0], column, account.name))


def _unread(source_file: SourceFile, tables: list[NameColumns], builder: ChartBuilder, cells: CellAccount) -> None:
    """Account for the sheets without names, and for what of the others nobody has read."""
    told = (source_file.options.mapping or {}).get("sheets", {})
    with_names = {id(table.sheet) for table in tables if table.columns}
    for account in cells.sheets:
        unread = account.unread()
        if account.sheet.name in told and id(account.sheet) not in with_names:
            for cell in unread:
                account.mark(cell.row, cell.column, Fate.LEFT_OUT)
        elif id(account.sheet) not in with_names:
            say_unread_table(builder, account, unread)
    say_unread_cells(builder, cells)


def _guess(tables: list[NameColumns], builder: ChartBuilder, several: bool) -> dict[str, object]:
    """The mapping that says what was recognised, for a user to correct."""
    sheets: dict[str, object] = {table.sheet.name: _layout(table) if table.columns else IGNORE for table in tables}
    guess: dict[str, object] = {"format": "names", **({"sheets": sheets} if several else _layout(tables[0]))}
    return guess | ({"kinds": builder.unsure} if builder.unsure else {})


def _layout(table: NameColumns) -> dict[str, object]:
    heading: dict[str, object] = {"heading": str(table.heading)} if table.heading else {}
    return {**heading, "columns": {letters(column): NAME for column in table.columns}}
