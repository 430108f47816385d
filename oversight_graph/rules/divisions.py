"""Divisions (domain §3a): the `part` links of one kind to one node divide its members among their from-ends; who holds what of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from oversight_graph.graph.arrow import NONE, encoded, numbers, taken, texts
from oversight_graph.graph.by_day import with_unknown
from oversight_graph.graph.csr import Ints
from oversight_graph.graph.graph import Graph, Mask
from oversight_graph.model.sets import DIVIDED_BY, SHARES

NO_DIVISION = -1
_APART = ("kind", *DIVIDED_BY, "to")
"""Links that differ in one of these are of different divisions; so are those of different charts."""


@dataclass(frozen=True)
class Divisions:
    """What the `part` links of a graph divide, as arrays with an item for each link of the graph.

    `division`: to which one the link belongs, from 0; NO_DIVISION for a link of another share. `whole`: its holders together have all
    members of the to-end. `alone`: this link's from-end has them all by itself. `together`: where several holders have the whole only
    together, by what one chart says: rows of a link and a number of that division, each of which has all its rows; `told`: whether all of
    these say how many they have, a value for each number of a division. `paired`: links of a holder that is alone between sets of one number, whose members they
    pair one to one. `one_each`: links each member of whose from-end has exactly one member of the to-end, as the numbers leave no more.
    """

    division: Ints
    whole: Mask
    alone: Mask
    together: tuple[Ints, Ints]
    told: Mask
    paired: Mask
    one_each: Mask


def divisions(graph: Graph) -> Divisions:
    """Who holds which part of what is divided (domain §3a).

    The holders together have all of the to-end where one of them is a set, or there are two or more, and no stated counts, all given, add
    up to less; or where the stated counts add up to its number. Otherwise unnamed holders have the rest.

    Parameters
    ----------
    graph
        Where the links are.

    Returns
    -------
    A value for each link. Cost: linear in the links; beyond the first look only in the `part` links. Kept with the graph.
    """

    def made() -> Divisions:
        possible = with_unknown(graph) if graph.share.any() else None
        return _divisions(graph) if possible is None else _of_known(graph, possible)

    return graph.kept("_divisions", made)


def _of_known(graph: Graph, possible: Graph) -> Divisions:
    """As `divisions`, where a holder may not be known on the day: what it holds with others stays divided (domain §4, The day)."""
    every = _divisions(possible)
    ids = possible.link_table.column("id").combine_chunks()
    place = numbers(pc.index_in(graph.link_table.column("id"), value_set=ids), NONE)
    holder = every.division * len(possible) + possible.source
    parts = every.division != NO_DIVISION
    here = np.zeros(len(parts), bool)
    here[place] = True
    lacking = np.unique(every.division[parts & ~np.isin(holder, holder[here & parts])])  # divisions of which a holder isn't known
    known = np.full(len(parts), NONE, np.int64)
    known[place] = np.arange(len(place))
    link, group = every.together
    gone = np.unique(group[np.isin(every.division[link], lacking)])
    kept = (known[link] != NONE) & ~np.isin(group, gone)
    full = ~np.isin(every.division[place], lacking)
    whole, alone, paired, one_each = (mask[place] & full for mask in (every.whole, every.alone, every.paired, every.one_each))
    return Divisions(every.division[place], whole, alone, (known[link[kept]], group[kept]), every.told, paired, one_each)


def _divisions(graph: Graph) -> Divisions:
    size = graph.link_table.num_rows
    division, whole, alone = np.full(size, NO_DIVISION, np.int64), np.zeros(size, bool), np.zeros(size, bool)
    link = np.flatnonzero(graph.share == SHARES.code("part"))
    if not len(link):
        return Divisions(division, whole, alone, (link, link), np.zeros(0, bool), alone, alone)
    link_of_row, group = _by_chart(graph, link)  # a row for each link and chart that holds it
    groups = int(group.max()) + 1
    # of one holder several links may stand, as on different bases: it has the most that one of them says
    pairs, holder = np.unique(group * len(graph) + graph.source[link_of_row], return_inverse=True)
    of_group, count = pairs // len(graph), np.full(len(pairs), NONE)
    np.maximum.at(count, holder, graph.link_count[link_of_row])
    holders = np.bincount(of_group, minlength=groups)
    target = np.zeros(groups, np.int64)
    target[group] = graph.target[link_of_row]
    number = np.where(graph.uncounted[target], NONE, graph.weight[target])
    unstated = np.bincount(of_group[count < 0], minlength=groups)
    total = np.bincount(of_group, weights=np.maximum(count, 0), minlength=groups).astype(np.int64)
    enough = (holders > 1) | (np.bincount(group[graph.population[graph.source[link_of_row]]], minlength=groups) > 0)
    held = np.where((unstated == 0) & (number >= 0), total >= number, enough)
    np.logical_or.at(whole, link_of_row, held[group])
    np.logical_or.at(alone, link_of_row, held[group] & (holders[group] == 1))
    division[link] = _joined(link_of_row, group, link)
    several = held[group] & (holders[group] > 1)
    told = np.bincount(group[graph.link_count[link_of_row] < 0], minlength=groups) == 0
    ends = (graph.source, graph.target)
    sets = graph.population[ends[0]] & graph.population[ends[1]] & ~graph.uncounted[ends[0]] & (ends[0] != ends[1])
    paired = alone & sets & (graph.weight[ends[0]] == graph.weight[ends[1]])
    one_each = np.zeros(size, bool)
    own = np.where(graph.uncounted, NONE, graph.weight)[pairs % len(graph)]
    least = np.where(count < 0, np.maximum(own, 1), count)  # of a holder, each of whose members has one at least
    most = number[of_group] - (np.bincount(of_group, weights=least, minlength=groups).astype(np.int64)[of_group] - least)
    pinned = (number[of_group] > 1) & (own == np.where(count < 0, most, np.minimum(most, count)))
    np.logical_or.at(one_each, link_of_row, pinned[holder])
    return Divisions(division, whole, alone, (link_of_row[several], group[several]), told, paired, one_each & (ends[0] != ends[1]))


def _by_chart(graph: Graph, link: Ints) -> tuple[Ints, Ints]:
    """Rows of a link and its group: links of one chart that agree in all that _APART names."""
    table = taken(graph.link_table, link)
    charts = table.column("charts").combine_chunks()
    row = numbers(pc.list_parent_indices(charts), NONE)
    names, chart = encoded(charts.flatten())
    believed = np.array([name in graph.headers for name in names], bool)[chart]  # of another chart not all holders need be here
    row, key = row[believed], chart[believed].astype(np.int64)
    for name in _APART:
        _, code = np.unique(texts(table.column(name).cast("string")).astype(str), return_inverse=True)
        _, key = np.unique(key * (int(code.max()) + 1) + code[row], return_inverse=True)
    return link[row], key.astype(np.int64)


def _joined(link_of_row: Ints, group: Ints, link: Ints) -> Ints:
    """One number for all groups that have a link in common, as where two charts hold it; for each of `link`, counted from 0."""
    place = np.searchsorted(link, link_of_row)
    label = np.arange(int(group.max()) + 1)
    while True:
        of_link = np.full(len(link), len(label), np.int64)
        np.minimum.at(of_link, place, label[group])
        smaller = label.copy()
        np.minimum.at(smaller, group, of_link[place])
        if np.array_equal(smaller, label):
            return np.unique(of_link, return_inverse=True)[1].astype(np.int64)
        label = smaller
