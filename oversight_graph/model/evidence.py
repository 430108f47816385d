"""Evidence of a body or a link: dated activity, as 30 contacts in 2020. It is kept and shown and counts nowhere as coverage (domain §3)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any

from oversight_graph.model import days

NOTHING = "?"
"""What stands in a line for what isn't told."""
_BETWEEN, _LANGUAGES = re.compile(r"[|｜]"), " / "
_WHOLE = re.compile(r"(?:0|[1-9][0-9]{0,18})\Z")
_APART = re.compile(r"\s*(?:/|–|—|至)\s*")


@dataclass(frozen=True)
class Evidence:
    """So many (`number`, None: not told) of something (`what`, perhaps with `what_en`), when, and where it is written.

    `period`: a day, a month, a year, or two of them with `/` between. `sources`: as entries cite them, at least one.
    """

    number: int | None
    what: str
    what_en: str | None
    period: str | None
    sources: tuple[str, ...]

    def line(self) -> str:
        """One line: `30 | 联系 / contacts | 2020 | s1 ¶3`; a JSON object where a text in it holds what stands between.

        Returns
        -------
        str
            What `read` reads.
        """
        what = self.what if self.what_en is None else f"{self.what}{_LANGUAGES}{self.what_en}"
        parts = [NOTHING if self.number is None else str(self.number), what, self.period or NOTHING, *self.sources]
        line = " | ".join(parts)
        return line if "\n" not in line and written(line) == self.mapping() else json.dumps(self.mapping(), ensure_ascii=False)

    def mapping(self) -> dict[str, Any]:
        """The mapping that a chart writes; what isn't told stays away."""
        what = self.what if self.what_en is None else {"zh": self.what, "en": self.what_en}
        made = {"number": self.number, "what": what, "period": self.period, "sources": list(self.sources)}
        return {key: value for key, value in made.items() if value is not None}

    def of_chart(self, chart: str) -> Evidence:
        """The same with its sources as those of a chart, `chart:source locator`.

        Parameters
        ----------
        chart : str
            The id of the chart that holds it.

        Returns
        -------
        Evidence
            For a graph of several charts.
        """
        return replace(self, sources=tuple(f"{chart}:{source}" for source in self.sources))


def written(line: str) -> dict[str, Any]:
    """What a line says, under the keys of the chart format; it isn't checked.

    Parameters
    ----------
    line : str
        As `Evidence.line` writes it, or somebody in a cell of a table; full-width signs between, and empty parts, are read too.

    Returns
    -------
    dict
        Number, what, period, sources, as far as they are there.

    Raises
    ------
    ValueError
        For a line that begins like a JSON object and is none.

    Examples
    --------
    >>> written("30 | 联系 / contacts | 2020 | s1 ¶3")
    {'number': 30, 'what': {'zh': '联系', 'en': 'contacts'}, 'period': '2020', 'sources': ['s1 ¶3']}
    >>> written("？｜培训")
    {'what': '培训'}
    """
    if line.lstrip().startswith("{"):
        found = json.loads(line)
        if not isinstance(found, dict):
            raise ValueError("no object")
        return found
    parts = [part.strip() for part in _BETWEEN.split(line)]
    number, what, period, *sources = (*parts, "", "", "")[: max(3, len(parts))]
    told: dict[str, Any] = {}
    if number not in ("", NOTHING, "？"):
        told["number"] = int(number) if _WHOLE.match(number) else number  # what is no number is told where it is checked
    if what:
        zh, between, en = what.partition(_LANGUAGES)
        told["what"] = {"zh": zh.strip(), "en": en.strip()} if between else what
    if period not in ("", NOTHING, "？"):
        told["period"] = period
    cited = [source for source in sources if source]
    return told | ({"sources": cited} if cited else {})


def read(line: str) -> Evidence:
    """The evidence of a line that `Evidence.line` has written.

    Parameters
    ----------
    line : str
        One line.

    Returns
    -------
    Evidence
        Equal to the one that was written.
    """
    told = written(line)
    what = told["what"]
    zh, en = (what, None) if isinstance(what, str) else (what["zh"], what.get("en"))
    return Evidence(told.get("number"), zh, en, told.get("period"), tuple(told["sources"]))


def span(text: str) -> str:
    """When something was, in one spelling.

    Parameters
    ----------
    text : str
        A day, a month, a year, or a range of them: `2020`, `2020-03`, `2019/2020`, `2019–2020`, `2019至2020`.

    Returns
    -------
    str
        With `/` in a range.

    Raises
    ------
    ValueError
        Where it is none, or ends before it begins.

    Examples
    --------
    >>> span("2019 至 2020-06")
    '2019/2020-06'
    """
    ends = _APART.split(text.strip())
    if len(ends) > 2 or not text.isprintable() or any(not end.isascii() for end in ends):
        raise ValueError(f"`{text}` is neither a date nor a range")
    if days.first_day(ends[0]) > days.last_day(ends[-1]):
        raise ValueError(f"`{text}` ends before it begins")
    return "/".join(ends)
