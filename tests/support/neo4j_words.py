"""What a command says of a store in Neo4j."""

from __future__ import annotations

from typing import Any

import pytest

import oversight_graph as og


def words(uri: str, **access: Any) -> str:
    """What is said when a store can't be read."""
    with pytest.raises(og.StoreError) as error, og.open_store(uri, **access) as store:
        store.graph()
    text = str(error.value)
    assert "\n" not in text and "Traceback" not in text
    return text
