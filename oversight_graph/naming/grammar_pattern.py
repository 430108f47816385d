"""Templates: how the table of names writes a pattern, and the regular expression that it stands for.

`{slot}` captures, `<words>` is one of a list of words, `[…]` may be missing, `(a|b)` is one of several, the rest is literal.
A slot that comes twice must read the same twice, but for {any}, which captures nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from oversight_graph.messages import Message, message

ANYTHING = "any"
_MOST_TAILS = 4000  # a list of endings longer than this is no filter any more
_TOKEN = re.compile(r"\{(\w+)\}|<(\w+)>|([\[\](|)])|([^\[\](|){}<>]+)")


class PatternError(ValueError):
    """A row or a template of the table of names can't be read; the message says where."""

    def __init__(self, said: Message) -> None:
        super().__init__(said)
        self.said = said

    def __str__(self) -> str:
        """The sentence, in the language spoken here."""
        return self.said.text()


@dataclass(frozen=True)
class CompiledPattern:
    """`tails`: what a name must end with to fit, `heads`: the characters with which it must begin; None where that can be anything.
    Looking at these first saves most of the work. `only_tail`: what ends so fits, with this many characters before; None where more is asked."""

    regex: re.Pattern[str]
    slots: tuple[str, ...]
    tails: tuple[str, ...] | None
    heads: frozenset[str] | None
    only_tail: int | None


@dataclass(frozen=True)
class _Piece:
    """A part of a template: its expression, how it can end, and whether that is all that it can be."""

    source: str
    tails: frozenset[str] | None
    whole: bool
    heads: frozenset[str] | None  # first characters, with "" where it can be empty


_NOTHING = _Piece("", frozenset({""}), True, frozenset({""}))


def _after(left: _Piece, right: _Piece) -> _Piece:
    source = left.source + right.source
    heads = left.heads
    if heads is not None and "" in heads:
        heads = None if right.heads is None else (heads - {""}) | right.heads
    if right.tails is None:
        return _Piece(source, None, False, heads)
    if not right.whole:
        return _Piece(source, right.tails, False, heads)
    if left.tails is not None and len(left.tails) * len(right.tails) <= _MOST_TAILS:
        return _Piece(source, frozenset(a + b for a in left.tails for b in right.tails), left.whole, heads)
    return _Piece(source, None if "" in right.tails else right.tails, False, heads)


def _one_of(pieces: Sequence[_Piece]) -> _Piece:
    source = "(?:" + "|".join(piece.source for piece in pieces) + ")" if len(pieces) > 1 else pieces[0].source
    heads = None if any(piece.heads is None for piece in pieces) else frozenset().union(*(piece.heads or () for piece in pieces))
    if any(piece.tails is None for piece in pieces):
        return _Piece(source, None, False, heads)
    return _Piece(source, frozenset().union(*(piece.tails or () for piece in pieces)), all(piece.whole for piece in pieces), heads)


class _Parser:
    def __init__(self, template: str, slots: Mapping[str, str], words: Mapping[str, Sequence[str]], ends: Mapping[str, Sequence[str]]) -> None:
        self.template, self.slots, self.words, self.ends = template, slots, words, ends
        self.tokens = [(match.group(1), match.group(2), match.group(3), match.group(4)) for match in _TOKEN.finditer(template)]
        if sum(len(match.group(0)) for match in _TOKEN.finditer(template)) != len(template):
            raise self.wrong(message("naming.brace_open", slot="{slot}"))
        self.at = 0
        self.seen: list[str] = []

    def wrong(self, what: Message) -> PatternError:
        return PatternError(message("naming.template", template=self.template, what=what))

    def alternatives(self, end: str) -> _Piece:
        pieces: list[_Piece] = []
        piece = _NOTHING
        while self.at < len(self.tokens):
            slot, words, mark, literal = self.tokens[self.at]
            self.at += 1
            if mark == end and end:
                return _one_of([*pieces, piece])
            if mark == "|":
                pieces.append(piece)
                piece = _NOTHING
            elif mark == "(":
                inner = self.alternatives(")")
                piece = _after(piece, _Piece(f"(?:{inner.source})", inner.tails, inner.whole, inner.heads))
            elif mark == "[":
                inner = self.alternatives("]")
                piece = _after(piece, _one_of([inner, _NOTHING]))
            elif mark:
                raise self.wrong(message("naming.closes_nothing", mark=mark))
            elif slot:
                piece = _after(piece, self.slot(slot))
            elif words:
                if words not in self.words:
                    raise self.wrong(message("naming.no_such_words", words=f"<{words}>", lists=list(self.words)))
                every = sorted(self.words[words], key=len, reverse=True)
                piece = _after(piece, _Piece("(?:" + "|".join(map(re.escape, every)) + ")", frozenset(every), True, frozenset(word[:1] for word in every)))
            else:
                piece = _after(piece, _Piece(re.escape(literal), frozenset({literal}), True, frozenset({literal[0]})))
        if end:
            raise self.wrong(message("naming.mark_missing", mark=end))
        return _one_of([*pieces, piece])

    def slot(self, name: str) -> _Piece:
        if name not in self.slots:
            raise self.wrong(message("naming.no_such_slot", slot=f"{{{name}}}", slots=list(self.slots)))
        if name == ANYTHING:
            return _Piece(f"(?:{self.slots[name]})", None, False, None)
        if name in self.seen:
            return _Piece(f"(?P={name})", None, False, None)
        self.seen.append(name)
        return _Piece(f"(?P<{name}>{self.slots[name]})", frozenset(self.ends[name]) if name in self.ends else None, False, None)


def compile_pattern(template: str, slots: Mapping[str, str], words: Mapping[str, Sequence[str]], ends: Mapping[str, Sequence[str]]) -> CompiledPattern:
    """The expression of a template, the slots that it captures, and the endings that it allows.

    Parameters
    ----------
    template
        As the module says that they are written.
    slots
        The regular expression of each slot.
    words
        The words of each list.
    ends
        How a slot can only end, where that is known.

    Returns
    -------
    Its regular expression, and what refuses most names quicker than that does.

    Raises
    ------
    PatternError
        Where a bracket is missing, or a slot or a list isn't there.

    Examples
    --------
    >>> one = compile_pattern("[派]驻{host}(纪检组|监察室)", {"host": ".+"}, {}, {})
    >>> one.regex.fullmatch("派驻县教育局监察室")["host"], sorted(one.tails)
    ('县教育局', ['监察室', '纪检组'])
    """
    parser = _Parser(template, slots, words, ends)
    piece = parser.alternatives("")
    tails = tuple(sorted(piece.tails)) if piece.tails and "" not in piece.tails else None
    heads = None if piece.heads is None or "" in piece.heads else piece.heads
    only_tail = None
    for before, least in ((f"[{{{ANYTHING}}}]", 0), (f"{{{ANYTHING}}}", 1)):
        if template.startswith(before) and tails is not None:
            rest = _Parser(template.removeprefix(before), slots, words, ends).alternatives("")
            only_tail = least if rest.whole else None
    return CompiledPattern(re.compile(piece.source, re.DOTALL), tuple(parser.seen), tails, heads, only_tail)
