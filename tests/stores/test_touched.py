"""Over random sequences of loads, replacements, withdrawals and restores into a store that looks only at what each touches: the plans, the kept graph, its index and
the counts are those of resolving everything from nothing."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant
from support.examples import examples
from support.load_sequences import LoadSequences

from oversight_graph.resolution.resolve import resolve
from oversight_graph.store import derived_graph
from oversight_graph.store.embedded import EmbeddedStore
from oversight_graph.store.graph_index import index_of
from oversight_graph.store.graph_tables import graph_tables
from oversight_graph.store.store_write import counted


class Touched(LoadSequences):
    """A store in a file, its graph in a cache of its own."""

    kind = EmbeddedStore

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.patch.setenv("OVERSIGHT_CACHE", str(self.folder / "cache"))

    def teardown(self) -> None:
        self.patch.undo()
        shutil.rmtree(self.folder)

    @initialize(share=st.sampled_from((1, 4)))
    def begin(self, share: int) -> None:
        self.patch.setattr(derived_graph, "_PATCH", share)

    def store(self) -> EmbeddedStore:
        return EmbeddedStore(self.folder / "s.lbug")

    @invariant()
    def the_store_is_that_of_the_charts_from_nothing(self) -> None:
        if not (self.folder / "s.lbug").exists():
            return
        store = self.store()
        with store._reader() as file:
            kept = store._derived(file)
        nodes, links = graph_tables(resolve([chart for chart, _ in self.charts.values()]))
        assert kept.nodes.equals(nodes) and kept.links.equals(links)
        made = index_of(nodes, links)
        assert all((kept.index.arrays[name] == made.arrays[name]).all() for name in made.arrays) and kept.index.chart_areas == made.chart_areas
        assert {info.header.id: (info.nodes, info.links) for info in store.infos()} == counted(list(self.charts), nodes, links)
        assert kept.folder is not None


TestTouched = Touched.TestCase
TestTouched.settings = settings(examples(15, long=300), stateful_step_count=8)
