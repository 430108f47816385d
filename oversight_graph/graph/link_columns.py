"""The columns of the links of a graph: codes, numbers and masks, read when they are first asked for."""

from __future__ import annotations

from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from oversight_graph.graph.arrow import NONE, codes, encoded, frozen, numbers, whole
from oversight_graph.graph.csr import Groups
from oversight_graph.model import AUTHORITIES, BASES, FORMS, LINKS, MECHANISMS
from oversight_graph.model.sets import SHARES
from oversight_graph.model.vocabulary import INSPECTION_TYPES, LINES, LINK_SCOPES, RESOURCES

Codes = NDArray[np.int16]
Mask = NDArray[np.bool_]


class LinkColumns:
    """What a graph knows of its links, one item each in the order of `link_table`."""

    link_table: pa.Table

    @property
    def source(self) -> NDArray[np.int64]:
        """The position of the node that a link comes from."""
        return self._source  # type: ignore[attr-defined,no-any-return]

    @property
    def target(self) -> NDArray[np.int64]:
        """The position of the node that a link goes to."""
        return self._target  # type: ignore[attr-defined,no-any-return]

    @cached_property
    def links_from(self) -> Groups:
        """The links by the node that they come from: what is near a few nodes is found without a look at all links."""
        return self.groups_of("source")

    @cached_property
    def links_to(self) -> Groups:
        """The links by the node that they go to."""
        return self.groups_of("target")

    def groups_of(self, side: str) -> Groups:
        """The links by one of their ends.

        Parameters
        ----------
        side : str
            `source` or `target`.

        Returns
        -------
        Groups
            As whoever made the graph knows them, or worked out.
        """
        known = self.__dict__.get("_known_groups", {}).get(side)
        return Groups.known(*known()) if known is not None else Groups(getattr(self, side), len(self))  # type: ignore[arg-type]

    @cached_property
    def link_kind(self) -> Codes:
        """The kind of each link as its code in LINKS; shape (links,)."""
        return codes(self.link_table.column("kind"), LINKS)

    @cached_property
    def _by_kind(self) -> Groups:
        return Groups(self.link_kind, len(LINKS))

    def links_of(self, *kinds: str) -> NDArray[np.int64]:
        """The links of some kinds, kind by kind. Cost: linear in these; the first time in all links.

        Parameters
        ----------
        *kinds : str
            Ids of kinds of link.

        Returns
        -------
        ndarray of int64
            Positions of links.
        """
        groups = self._by_kind
        codes = [LINKS.code(kind) for kind in kinds]
        return np.concatenate([groups.order[groups.starts[code] : groups.starts[code + 1]] for code in codes])

    @cached_property
    def form(self) -> Codes:
        """The form of each link as its code in FORMS, −1 where it has none; shape (links,)."""
        return codes(self.link_table.column("form"), FORMS)

    @cached_property
    def basis(self) -> Codes:
        """The basis of each link as its code in BASES, from strong to weak; shape (links,)."""
        return codes(self.link_table.column("basis"), BASES)

    @cached_property
    def mechanism(self) -> Codes:
        """The mechanism of each link as its code in MECHANISMS, −1 where it has none; shape (links,)."""
        return codes(self.link_table.column("mechanism"), MECHANISMS)

    @cached_property
    def year(self) -> NDArray[np.int64]:
        """The year of each link, 0 where none is known; shape (links,)."""
        return numbers(self.link_table.column("year"), 0)

    @cached_property
    def inspection_type(self) -> Codes:
        """The type of each inspection as its code in INSPECTION_TYPES, −1 where it has none; shape (links,)."""
        return codes(self.link_table.column("type"), INSPECTION_TYPES)

    @cached_property
    def resource(self) -> Codes:
        """The resource of each link as its code in RESOURCES, −1 where it has none; shape (links,)."""
        return codes(self.link_table.column("resource"), RESOURCES)

    @cached_property
    def share(self) -> Codes:
        """What each link says of the members of a set, as its code in SHARES; shape (links,)."""
        return frozen(np.maximum(codes(self.link_table.column("share"), SHARES), 0))

    @cached_property
    def link_count(self) -> NDArray[np.int64]:
        """The count of each link, −1 where none is known; of a `part` link how many members its from-end has together (domain §3a). Shape (links,)."""
        return numbers(self.link_table.column("count"), NONE)

    @cached_property
    def with_subordinates(self) -> Mask:
        """The links of scope with_subordinates; shape (links,)."""
        return frozen(codes(self.link_table.column("scope"), LINK_SCOPES) == LINK_SCOPES.code("with_subordinates"))

    @cached_property
    def line(self) -> Codes:
        """The line of each link as its code in LINES, −1 where it has none; shape (links,)."""
        return codes(self.link_table.column("line"), LINES)

    def holds_authority(self, form: str) -> Mask:
        """The links whose authority holds a form.

        Parameters
        ----------
        form : str
            The id of a form.

        Returns
        -------
        ndarray of bool, shape (links,)
            All False for stationed, which is no authority.
        """
        return frozen((self.authority >> AUTHORITIES.code(form) & 1).astype(bool) if form in AUTHORITIES else np.zeros(self.link_table.num_rows, bool))

    @cached_property
    def authority(self) -> NDArray[np.int64]:
        """The authority of each link as bits, in the order of the vocabulary."""
        lists = whole(self.link_table.column("authority"))
        words, at = encoded(pc.list_flatten(lists))
        row = numbers(pc.list_parent_indices(lists), NONE)
        bits = np.zeros(self.link_table.num_rows, np.int64)
        for code, form in enumerate(AUTHORITIES.ids):
            if form in words:
                bits[row[at == words.index(form)]] |= 1 << code
        return frozen(bits)
