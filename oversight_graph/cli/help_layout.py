"""How a page of help is laid out: by the columns that a terminal shows, of which a Chinese character takes two (click counts characters and breaks only at spaces)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

_WIDE_FROM, _WIDE_TO = "\u2e80", "\uff60"
"""Chinese characters and their punctuation stand between the two. Not as a regular expression: to compile one of such characters takes longer than a page."""
_OPENING, _CLOSING = "（《“‘「【", "，。、；：？！）》”’」】…"
SPACING = 2
"""Columns between a term and what is said of it."""


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes.

    Parameters
    ----------
    text
        A line.

    Returns
    -------
    A Chinese character, and punctuation of its width, counts two.
    """
    return len(text) + sum(map(_wide, text))


def _wide(char: str) -> bool:
    return _WIDE_FROM <= char <= _WIDE_TO


def _may_break(left: str, right: str) -> bool:
    """Beside a space, and beside a Chinese character; not behind an opening bracket, nor before what closes one or a sentence."""
    if left.isspace() or right.isspace():
        return left.isspace() != right.isspace()
    return (_wide(left) or _wide(right)) and left not in _OPENING and right not in _CLOSING


def _pieces(text: str) -> Iterator[str]:
    """What stays on one line: a space, a word, a Chinese character with the punctuation that belongs to it."""
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or _may_break(text[end - 1], text[end]):
            yield text[start:end]
            start = end


def wrapped(text: str, width: int) -> list[str]:
    """Break a paragraph into lines: at spaces, and between Chinese characters.

    Parameters
    ----------
    text
        The paragraph.
    width
        Columns of a line; a word that is longer has a line of its own.

    Returns
    -------
    The lines; none of an empty text.
    """
    lines, line = [], ""
    for piece in _pieces(text):
        if line and columns_of(line) + columns_of(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line else lines


class HelpLayout(click.HelpFormatter):
    """Writes a page of help."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the first line; further ones stand below what is typed behind the command.

        Parameters
        ----------
        prog
            The command.
        args
            What is typed behind it.
        prefix
            What it begins with.
        """
        head = f"{prefix or ''}{prog} "
        lines = wrapped(args, self.width - columns_of(head)) or [""]
        self.write("".join(f"{head if not number else ' ' * columns_of(head)}{line}".rstrip() + "\n" for number, line in enumerate(lines)))

    def write_text(self, text: str) -> None:
        """Write a paragraph.

        Parameters
        ----------
        text
            Without line breaks.
        """
        indent = " " * self.current_indent
        self.write("".join(f"{indent}{line}\n" for line in wrapped(text, self.width - self.current_indent)))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = SPACING) -> None:
        """Write terms with what is said of each beside it.

        Parameters
        ----------
        rows
            Term and text.
        col_max
            A longer term has a line of its own.
        col_spacing
            Columns between the two.
        """
        rows, indent = list(rows), " " * self.current_indent
        beside = min(max(columns_of(term) for term, _ in rows), col_max) + col_spacing
        for term, said in rows:
            lines = wrapped(said, max(self.width - self.current_indent - beside, 10))
            if lines and columns_of(term) + col_spacing <= beside:
                self.write(f"{indent}{term}{' ' * (beside - columns_of(term))}{lines.pop(0)}\n")
            else:
                self.write(f"{indent}{term}\n")
            self.write("".join(f"{indent}{' ' * beside}{line}\n" for line in lines))
