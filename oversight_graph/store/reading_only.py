"""Which Cypher only reads: a list of what is allowed, since what an engine can do besides reading grows with each version.

A database that is opened for reading refuses to be written. It does not refuse to write other files (`COPY … TO`), to read
them (`LOAD FROM`, `LOAD CSV`), to reach the network (procedures and functions of plugins) or to change its own state
(`CHECKPOINT`, `TERMINATE TRANSACTIONS`). So a statement is looked at here before an engine sees it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NoReturn

from oversight_graph.errors import WrongQuestion, nearest
from oversight_graph.messages import Message, message

Kind = Literal["word", "quoted", "text", "sign"]
BEGINNINGS = ("MATCH", "OPTIONAL", "UNWIND", "WITH", "RETURN", "CALL")


@dataclass(frozen=True)
class Dialect:
    """What an engine's Cypher allows besides reading clauses.

    Parameters
    ----------
    procedures
        What may be called, in small letters.
    functions
        The namespaces of functions that are the engine's own and reach nothing outside, in small letters; None where functions have no namespaces.
    shows
        What `SHOW` may list, in capitals; none where the engine has no `SHOW`.
    options
        Whether `CYPHER 5 runtime=…` may stand in front.
    """

    procedures: frozenset[str]
    functions: frozenset[str] | None = None
    shows: frozenset[str] = frozenset()
    options: bool = False

    @property
    def beginnings(self) -> tuple[str, ...]:
        """The words that a statement may begin with, in capitals."""
        return (*BEGINNINGS, "SHOW") if self.shows else BEGINNINGS


LADYBUG = Dialect(frozenset({"show_tables", "table_info", "show_functions", "show_indexes", "show_connection", "current_setting", "db_version", "stats_info"}))
NEO4J = Dialect(
    frozenset(
        {"db.labels", "db.relationshiptypes", "db.propertykeys", "db.info", "db.ping", "db.schema.visualization", "db.schema.nodetypeproperties",
         "db.schema.reltypeproperties", "db.index.fulltext.querynodes", "db.index.fulltext.queryrelationships", "db.index.vector.querynodes",
         "db.index.vector.queryrelationships", "dbms.components"}
    ),
    functions=frozenset({"date", "datetime", "localdatetime", "localtime", "time", "duration", "point", "vector.similarity"}),
    shows=frozenset({"INDEX", "INDEXES", "CONSTRAINT", "CONSTRAINTS", "FUNCTION", "FUNCTIONS", "PROCEDURE", "PROCEDURES", "DATABASE", "DATABASES"}),
    options=True,
)  # fmt: skip


@dataclass(frozen=True)
class _Token:
    """A piece of a statement: a word (in capitals), a name in backticks, a text in quotes, or another sign."""

    kind: Kind
    text: str


_PIECES = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/) | (?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*") | (?P<quoted>(?:`[^`]*`)+) | (?P<word>\w+) | (?P<space>\s+) | (?P<sign>.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPES = "\\'\"`bfnrtuUx"
_HIDDEN = re.compile(r"\\u+00(?:22|27|5c|60)", re.IGNORECASE)  # a quote, a backslash or a backtick by its number, which Neo4j reads before it looks for texts
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")


def reading_only(text: str, dialect: Dialect) -> str:
    """The statement as it is to be given to the engine: without comments, so that no engine takes more or less for one than this check does.

    Parameters
    ----------
    text
        One statement; a `;` may end it.
    dialect
        That of the engine.

    Returns
    -------
    The statement with blanks in the place of comments: lines and columns stay where they were. Cost: linear in the text.

    Raises
    ------
    WrongQuestion
        For what may do more than read, for several statements or none, and for a text or a comment that doesn't end.
    """
    tokens, kept = _tokens(text.replace("\r\n", "\n").replace("\r", "\n"))
    while tokens and tokens[-1].text == ";":
        tokens.pop()
    if any(token.text == ";" and token.kind == "sign" for token in tokens):
        raise WrongQuestion(message("store_cypher.several_statements"))
    if not tokens:
        raise WrongQuestion(message("store_cypher.no_statement"))
    _begins(tokens, dialect)
    for at, token in enumerate(tokens):
        if token.kind == "word" and not _is_name(tokens, at):
            _clause(tokens, at, dialect)
    if dialect.functions is not None:
        _functions(tokens, dialect.functions)
    return kept


def _tokens(text: str) -> tuple[list[_Token], str]:
    """The pieces of a statement, and its text with blanks in the place of comments."""
    if hidden := _HIDDEN.search(text):
        raise WrongQuestion(message("store_cypher.hidden_sign", sign=hidden.group()))
    tokens: list[_Token] = []
    kept: list[str] = []
    for match in _PIECES.finditer(text):
        piece, kind = match.group(), match.lastgroup
        if kind == "comment":
            kept.append(re.sub(r"[^\n]", " ", piece))
            continue
        kept.append(piece)
        if kind == "text":
            if wrong := next((letter for letter in _ESCAPE.findall(piece) if letter not in _ESCAPES), None):
                raise WrongQuestion(message("store_cypher.unknown_escape", text=piece[:40], letter=wrong))
            tokens.append(_Token("text", piece))
        elif kind == "quoted":
            tokens.append(_Token("quoted", piece[1:-1].replace("``", "`")))
        elif kind == "word":
            tokens.append(_Token("word", unicodedata.normalize("NFKC", piece).upper()))
        elif kind == "sign":
            if piece in "'\"`" or (piece == "/" and text.startswith("/*", match.start())):
                raise WrongQuestion(message("store_cypher.open_comment") if piece == "/" else message("store_cypher.open_text", sign=piece))
            if piece == "\\" or _CONTROL.match(piece):
                raise WrongQuestion(message("store_cypher.stray_backslash") if piece == "\\" else message("store_cypher.stray_control_character"))
            tokens.append(_Token("sign", piece))
    if "\0" in text:
        raise WrongQuestion(message("store_cypher.nul"))
    return tokens, "".join(kept).rstrip("; \t\n")


def _begins(tokens: Sequence[_Token], dialect: Dialect) -> None:
    """What a statement begins with says what it is."""
    at = 0
    if dialect.options and tokens[0] == _Token("word", "CYPHER"):
        at = 1
        while at < len(tokens) and (tokens[at].text.isdigit() or tokens[at].text == "." or (at + 1 < len(tokens) and tokens[at + 1].text == "=")):
            at += 1 if tokens[at].text.isdigit() or tokens[at].text == "." else 3
    while at < len(tokens) and tokens[at].kind == "word" and tokens[at].text in ("EXPLAIN", "PROFILE"):
        at += 1
        if at < len(tokens) and tokens[at].text in ("LOGICAL", "PHYSICAL"):
            at += 1
    first = tokens[at] if at < len(tokens) else tokens[-1]
    if first.kind != "word" or first.text not in dialect.beginnings:
        _refuse(message("store_cypher.other_beginning", word=_short(first.text), words=dialect.beginnings))
    if first.text == "SHOW":
        ends = next((n for n, token in enumerate(tokens) if token.kind == "word" and token.text in ("YIELD", "WHERE")), len(tokens))
        if not any(token.kind == "word" and token.text in dialect.shows for token in tokens[at:ends]):
            _refuse(message("store_cypher.other_list", words=sorted(word for word in dialect.shows if word.endswith("S"))))


def _is_name(tokens: Sequence[_Token], at: int) -> bool:
    """Whether a word is surely a name: of a property, a label, a parameter, or a key of a map."""
    before = tokens[at - 1].text if at and tokens[at - 1].kind == "sign" else ""
    behind = tokens[at + 1].text if at + 1 < len(tokens) and tokens[at + 1].kind == "sign" else ""
    if before == ".":  # of a property; in `1.LOAD` the point may belong to the number
        owner = tokens[at - 2] if at > 1 else tokens[at - 1]
        return owner.kind == "quoted" or (owner.kind == "word" and not owner.text[0].isdigit()) or owner.text in (")", "]", "}")
    return before in (":", "$") or behind == ":"


def _clause(tokens: Sequence[_Token], at: int, dialect: Dialect) -> None:
    """Refuse a clause, wherever it stands, that reaches beyond the graph."""
    behind = [token.text if token.kind == "word" else "" for token in tokens[at + 1 : at + 3]] + ["", ""]
    word = tokens[at].text
    if word == "LOAD" and (behind[0] in ("CSV", "FROM") or behind[:2] == ["WITH", "HEADERS"]):
        _refuse(message("store_cypher.load"))
    if word == "TERMINATE" and behind[0] in ("TRANSACTION", "TRANSACTIONS"):
        _refuse(message("store_cypher.terminate"))
    if word == "CALL":
        name = _dotted(tokens, at + 1)
        if name and name not in dialect.procedures:
            _refuse(message("store_cypher.other_procedure", name=_short(name), near=nearest(name, sorted(dialect.procedures))))


def _functions(tokens: Sequence[_Token], allowed: frozenset[str]) -> None:
    """Functions with a namespace are the engine's own, or of a plugin that may reach anything (genai.vector.encode asks a service)."""
    for at, token in enumerate(tokens):
        starts = token.kind in ("word", "quoted") and not (at and tokens[at - 1].kind == "sign" and tokens[at - 1].text in ".$:")
        if not starts or (at and tokens[at - 1] == _Token("word", "CALL")):
            continue
        name = _dotted(tokens, at)
        space, dot, _ = name.rpartition(".")
        end = at + 2 * name.count(".") + 1 if dot else 0
        if dot and end < len(tokens) and tokens[end] == _Token("sign", "(") and space not in allowed:
            _refuse(message("store_cypher.other_function", name=_short(name), allowed=sorted(allowed)))


def _dotted(tokens: Sequence[_Token], at: int) -> str:
    """The name that begins at a token, its parts joined by points; empty where none begins there."""
    parts: list[str] = []
    while at < len(tokens) and tokens[at].kind in ("word", "quoted"):
        parts.append(tokens[at].text.lower())
        if not (at + 1 < len(tokens) and tokens[at + 1] == _Token("sign", ".")):
            break
        at += 2
    return ".".join(parts)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


def _refuse(why: Message) -> NoReturn:
    raise WrongQuestion(message("store_cypher.only_reading", why=why))
