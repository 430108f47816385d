"""What a visitor has sent and told of it: kept for as long as it may be read again with more answers, in memory and within bounds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from oversight_graph.explorer.bounded_cache import Bounds
from oversight_graph.loaders.import_options import HEADER_OPTIONS, ImportOptions

if TYPE_CHECKING:
    from oversight_graph.chart.alias_table import Alias, Aliases
    from oversight_graph.messages import Message


@dataclass(frozen=True)
class KeptUpload:
    """What a visitor has sent and told of it.

    Attributes
    ----------
    given
        What files may leave out, by name, and `unsure`: what is done with names that can't be told.
    mapping
        What their columns and names mean, as `read_mapping` gives it.
    aliases
        Which bodies are one and which aren't: rows of a table of aliases.
    names
        What the bodies are called that these rows name by their ids.
    singly
        Names, and marks of bodies that may be one, that the visitor decides one by one, though others are like them.
    files
        Names and bytes; none where they aren't kept.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    mapping: Mapping[str, Any] = field(default_factory=dict)
    aliases: tuple[Alias, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    singly: frozenset[str] = frozenset()
    files: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)

    @property
    def options(self) -> ImportOptions:
        """With what the files are read."""
        return ImportOptions.of({**self.given, "mapping": self.mapping or None})

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return sum(len(content) for _, content in self.files)

    @property
    def decided(self) -> dict[str, Any]:
        """What was decided, as a mapping that says it the next time; empty where nothing was."""
        from oversight_graph.loaders.questions import with_answers

        header = {key: self.given[key] for key in (*HEADER_OPTIONS, "source", "commission") if self.given.get(key)}
        return with_answers(self.mapping, header, {})

    def decided_text(self, head: Message) -> str:
        """What was decided, as the text of a mapping file.

        Parameters
        ----------
        head
            The comment at its head.

        Returns
        -------
        YAML.
        """
        from oversight_graph.loaders.mapping_text import mapping_text

        return mapping_text(self.decided, head)

    @property
    def table(self) -> Aliases:
        """The rows that say which bodies are one, as a table."""
        from oversight_graph.chart.alias_table import Aliases

        return Aliases("aliases.csv", self.aliases)

    def aliases_text(self, head: Message) -> str:
        """Which bodies are one, as the text of a table of aliases.

        Parameters
        ----------
        head
            The comment at its head.

        Returns
        -------
        CSV.
        """
        from oversight_graph.loaders.alias_text import alias_text

        return alias_text(self.aliases, head, self.names)

    def holding(self, files: Sequence[Path], room: int) -> KeptUpload:
        """The same with the bytes of files, where they have room.

        Parameters
        ----------
        files
            Where they lie until they are read.
        room
            Bytes that they may have together.

        Returns
        -------
        Without files where they are larger.
        """
        fits = sum(file.stat().st_size for file in files) <= room
        return replace(self, files=tuple((file.name, file.read_bytes()) for file in files) if fits else ())

    def without_files(self) -> KeptUpload:
        """The same, but it can't be read again."""
        return replace(self, files=())

    def unpacked(self) -> tuple[Path, list[Path]]:
        """Write the files into a folder, side by side as they were sent.

        Returns
        -------
        The folder, which whoever asked for it removes, and the files.
        """
        folder = Path(tempfile.mkdtemp(prefix="oversight-"))
        paths = [folder / name for name, _ in self.files]
        for path, (_, content) in zip(paths, self.files, strict=True):
            path.write_bytes(content)
        return folder, paths


class HoldsUpload(Protocol):
    """What an upload belongs to."""

    upload: KeptUpload | None


def let_go_of_the_oldest(holders: Iterable[HoldsUpload], bounds: Bounds) -> None:
    """Let go of the files of uploads beyond the bounds; what was decided of them stays.

    Parameters
    ----------
    holders
        From the oldest to the newest.
    bounds
        How many uploads may keep their files, and how many bytes these may have.
    """
    holding = [(holder, holder.upload) for holder in holders if holder.upload is not None and holder.upload.files]
    gone = set(bounds.surplus((number, upload.size) for number, (_, upload) in enumerate(holding)))
    for number, (holder, upload) in enumerate(holding):
        if number in gone:
            holder.upload = upload.without_files()
