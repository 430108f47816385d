"""What a user says about files that don't say it themselves (contract §3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

HEADER_OPTIONS = ("chart", "title", "area", "level", "as_of")
"""Keys of a chart's header that can be given as one text."""
OPTION_SOURCE = "told"
"""The id, within a chart, of the source whose title the user gives with `--source`."""
REFUSE, LEAVE_OUT = "refuse", "leave-out"
"""What is done with a file of names of which some can't be told: nothing is loaded, or all but these."""


@dataclass(frozen=True)
class ImportOptions:
    """What a user says about files that don't say it themselves.

    Attributes
    ----------
    header
        Keys of `HEADER_OPTIONS` and their texts; a file that says a key itself is believed.
    source
        The title of the source on which all of a file rests.
    commission
        The name of the commission that dispatches the groups.
    complete
        Forms in which the file lists all of its slice (domain §4).
    mapping
        What the columns, names and words of a file mean, as `read_mapping` gives it and `--guess` writes it.
    format
        The id of the format to read files as; None for the first one that recognises a file.
    encoding
        Of texts that aren't UTF-8; None: it is detected.
    unsure
        What is done with names that can't be told: `REFUSE` or `LEAVE_OUT`.
    """

    header: Mapping[str, str] = field(default_factory=dict)
    source: str | None = None
    commission: str | None = None
    complete: tuple[str, ...] = ()
    mapping: Mapping[str, Any] | None = None
    format: str | None = None
    encoding: str | None = None
    unsure: str = REFUSE

    @classmethod
    def of(cls, values: Mapping[str, Any] | ImportOptions | None) -> ImportOptions:
        """From one mapping with all of it by name; options are given back as they are.

        Parameters
        ----------
        values
            The fields, and the keys of `HEADER_OPTIONS` beside them; `complete` may be a text with commas. None for nothing.

        Returns
        -------
        ImportOptions
            Without the values that are None.

        Raises
        ------
        TypeError
            For an unknown name.

        Examples
        --------
        >>> ImportOptions.of({"chart": "city", "complete": "stationed,state"})
        ImportOptions(header={'chart': 'city'}, source=None, commission=None, complete=('stationed', 'state'), mapping=None, format=None, encoding=None, unsure='refuse')
        """
        if isinstance(values, ImportOptions):
            return values
        rest = {key: value for key, value in (values or {}).items() if value is not None}
        header = {key: rest.pop(key) for key in HEADER_OPTIONS if key in rest}
        complete = rest.pop("complete", ())
        words = complete.split(",") if isinstance(complete, str) else complete
        options = cls(header, complete=tuple(word.strip() for word in words if word.strip()), **rest)
        return options if options.mapping is None else options.with_mapping(options.mapping)

    def with_mapping(self, mapping: Mapping[str, Any]) -> ImportOptions:
        """These options and what a mapping says beside them; what is said here stands.

        Parameters
        ----------
        mapping
            As `read_mapping` gives it; it takes the place of another one.

        Returns
        -------
        ImportOptions
            With the mapping.

        Examples
        --------
        >>> told = ImportOptions.of({"level": "county"}).with_mapping({"level": "province", "area": "62", "source": "名录"})
        >>> told.header, told.source
        ({'area': '62', 'level': 'county'}, '名录')
        """
        header = {**{key: mapping[key] for key in HEADER_OPTIONS if key in mapping}, **self.header}
        source, commission = self.source or mapping.get("source"), self.commission or mapping.get("commission")
        return replace(self, header=header, mapping=mapping, source=source, commission=commission, format=self.format or mapping.get("format"))
