"""A message: a code of the catalogue and the values that fill it, in words only where somebody reads it.

The catalogue is this package: the code `chart.unknown_key` is the entry `unknown_key` of `messages/chart.py`. There `MESSAGES`
holds (Chinese, English), and `PROBLEMS` ((what is wrong, what to do) in Chinese, the same in English). In a text a value stands as `{name}`:

- `{n:row|rows}` is a number with the noun that fits it (`{n:,row|rows}` with its thousands apart), `{n:!is|are}` the word alone;
- a list is written with commas, `{items:or}` and `{items:and}` with that word before the last, `{items:/ }` with another separator;
- a message, or a term of the model, is written in the language of the text it stands in.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from oversight_graph.messages.language import Language, language

_COMMA = {"zh": "、", "en": ", "}
_SEMICOLON = {"zh": "；", "en": "; "}
_LAST = {("zh", "or"): "或", ("en", "or"): " or ", ("zh", "and"): "和", ("en", "and"): " and "}


class Message:
    """Something said, in no language yet. It is never changed. Written by hand: a dataclass takes a command longer to define than all that it says.

    Attributes
    ----------
    code
        Where its texts stand in the catalogue, as `room.name`.
    values
        What fills its places: texts, numbers, terms of the model, other messages, or lists of these.
    """

    __slots__ = ("code", "values")

    def __init__(self, code: str, values: Mapping[str, object] | None = None) -> None:
        self.code: Final = code
        self.values: Final[Mapping[str, object]] = {} if values is None else values

    def __eq__(self, other: object) -> bool:
        return (self.code, self.values) == (other.code, other.values) if isinstance(other, Message) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.code)

    def __repr__(self) -> str:
        return f"Message({self.code!r}, {self.values!r})"

    def parts(self, lang: Language | None = None) -> tuple[str, str]:
        """What is wrong and what to do.

        Parameters
        ----------
        lang
            `zh` or `en`; None for the language spoken here (`in_language`).

        Returns
        -------
        Two texts; of what isn't a problem, the text and an empty one.
        """
        lang = lang or language()
        what, todo = _texts(self.code)[lang]
        return _filled(what, lang, self.values), _filled(todo, lang, self.values)

    def text(self, lang: Language | None = None) -> str:
        """In words, of a problem in one sentence.

        Parameters
        ----------
        lang
            `zh` or `en`; None for the language spoken here (`in_language`).

        Returns
        -------
        The text with its places filled.

        Raises
        ------
        KeyError
            For a code that the catalogue doesn't hold, or a place that no value fills: a mistake in the program.
        """
        return _SEMICOLON[lang or language()].join(part for part in self.parts(lang) if part)

    def __str__(self) -> str:
        return self.text()


class Words(NamedTuple):
    """A value that reads otherwise in each language: a kind by its name in Chinese, by its id in English."""

    zh: str
    en: str


Text = Message | str
"""A message, or what is the same in every language: a name, an id, what somebody else has written."""


def message(code: str, **values: object) -> Message:
    """A message by its code. Whether the catalogue holds the code shows when somebody reads it.

    Parameters
    ----------
    code
        Where its texts stand in the catalogue, as `room.name`.
    **values
        What fills its places.

    Returns
    -------
    In no language yet.

    Examples
    --------
    >>> message("problems.row", row=7).text("zh")
    '第7行'
    """
    return Message(code, values)


def text(said: Text, lang: Language | None = None) -> str:
    """A message in words; a string as it is.

    Parameters
    ----------
    said
        A message, or what is the same in every language.
    lang
        `zh` or `en`; None for the language spoken here.

    Returns
    -------
    The words.
    """
    return said if isinstance(said, str) else said.text(lang)


def words(room: str, lang: Language) -> dict[str, str]:
    """All messages of a room, for a page that fills their places itself.

    Parameters
    ----------
    room
        A module of the catalogue.
    lang
        `zh` or `en`.

    Returns
    -------
    Texts by name, places unfilled; problems left out.
    """
    position = 0 if lang == "zh" else 1
    return {name: texts[position] for name, texts in _module(room).MESSAGES.items()}


def _module(room: str) -> Any:
    return importlib.import_module(f"oversight_graph.messages.{room}")


@cache
def _texts(code: str) -> dict[Language, tuple[str, str]]:
    """What is wrong and what to do (nothing, of what isn't a problem) in each language."""
    room, _, name = code.partition(".")
    module = _module(room)
    if name in getattr(module, "PROBLEMS", {}):
        zh, en = module.PROBLEMS[name]
        return {"zh": zh, "en": en}
    zh, en = module.MESSAGES[name]
    return {"zh": (zh, ""), "en": (en, "")}


def _filled(template: str, lang: Language, values: Mapping[str, object]) -> str:
    return template.format_map({name: _value(value, lang) for name, value in values.items()}) if "{" in template else template


def _value(value: object, lang: Language) -> str | int | float | _List:
    """A value as `str.format` takes it."""
    if isinstance(value, Message):
        return value.text(lang)
    if isinstance(value, str | bool):
        return str(value)
    if isinstance(value, int):
        return _Number(value)
    if isinstance(value, float):
        return value
    label = getattr(value, lang, None)  # a term of the model
    if isinstance(label, str):
        return label
    if isinstance(value, Iterable):
        return _List(lang, [str(_value(item, lang)) for item in value])
    return str(value)


class _Number(int):
    """A number in a text: `{n:row|rows}` is `7000 rows`, `{n:,row|rows}` `7,000 rows`, `{n:!is|are}` `are`."""

    def __format__(self, spec: str) -> str:
        if "|" not in spec:
            return format(int(self), spec)
        singular, plural = spec.lstrip("!,").split("|")
        noun = singular if self == 1 else plural
        return noun if spec.startswith("!") else f"{int(self):{spec[:1] if spec.startswith(',') else ''}} {noun}"


class _List:
    """A list in a text: `{items}` is `a, b`, `{items:or}` is `a or b`, `{items: / }` is `a / b`."""

    def __init__(self, lang: Language, items: list[str]) -> None:
        self.lang: Language = lang
        self.items = items

    def __str__(self) -> str:
        return _COMMA[self.lang].join(self.items)

    def __format__(self, spec: str) -> str:
        if spec not in ("or", "and"):
            return spec.join(self.items) if spec else str(self)
        *before, last = self.items or [""]
        return _LAST[self.lang, spec].join([*([_COMMA[self.lang].join(before)] if before else []), last])
