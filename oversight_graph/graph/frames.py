"""The tables of a graph for people and for other programs: as pandas and as networkx know them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd


def frame(table: pa.Table) -> pd.DataFrame:
    """A table of a graph for pandas: numbers with gaps stay numbers, lists stay lists.

    Parameters
    ----------
    table : pyarrow.Table
        Nodes or links.

    Returns
    -------
    pandas.DataFrame
        A row each, the same columns.
    """
    import pandas as pd

    columns = {}
    for name in table.column_names:
        column = table.column(name)
        if pa.types.is_list(column.type):
            columns[name] = pd.Series(column.to_pylist(), dtype=object)
        elif pa.types.is_integer(column.type):
            columns[name] = column.to_pandas().astype("Int64")
        else:
            columns[name] = column.to_pandas()
    return pd.DataFrame(columns)


def network(nodes: pa.Table, links: pa.Table, **about: Any) -> nx.MultiDiGraph[str]:
    """Nodes and links as a networkx graph.

    Parameters
    ----------
    nodes, links : pyarrow.Table
        With all that the graph is to show; both ends of every link are among the nodes.
    **about
        What the graph says of itself.

    Returns
    -------
    networkx.MultiDiGraph
        The link's id as key. Cost: a Python object for every node and link.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(**about)
    graph.add_nodes_from((row.pop("id"), row) for row in nodes.to_pylist())
    for row in links.to_pylist():
        graph.add_edge(row.pop("from"), row.pop("to"), row.pop("id"), **row)
    return graph
