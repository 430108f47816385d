"""What a user says about files that don't say it themselves (contract §3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

HEADER = ("chart", "title", "area", "level", "as_of")
"""Keys of a chart's header that can be told as one text."""
OPTION_SOURCE = "told"
"""The id of the source that is told."""


@dataclass(frozen=True)
class ImportOptions:
    """`header`: keys of `HEADER`; `source`: the title of the source on which all of a file rests; `commission`: the name of the
    one that dispatches the groups; `complete`: forms in which the file lists all of its slice; `mapping`: what the columns of a
    table mean, as `--guess` writes it; `format`: the id of the format to read files as; `encoding` of texts that aren't UTF-8, where
    it isn't to be looked for."""

    header: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    commission: str | None = None
    complete: tuple[str, ...] = ()
    mapping: Mapping[str, Any] | None = None
    format: str | None = None
    encoding: str | None = None

    @classmethod
    def of(cls, values: Mapping[str, Any] | ImportOptions | None) -> ImportOptions:
        """From one mapping with all of it by name; `complete` may be a text with commas. Raises TypeError for an unknown name.

        >>> ImportOptions.of({"chart": "city", "complete": "stationed,state"})
        ImportOptions(header={'chart': 'city'}, source=None, commission=None, complete=('stationed', 'state'), mapping=None, format=None, encoding=None)
        """
        if isinstance(values, ImportOptions):
            return values
        rest = {key: value for key, value in (values or {}).items() if value is not None}
        header = {key: rest.pop(key) for key in HEADER if key in rest}
        complete = rest.pop("complete", ())
        words = complete.split(",") if isinstance(complete, str) else complete
        return cls(header, complete=tuple(word.strip() for word in words if word.strip()), **rest)
