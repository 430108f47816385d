"""A question asked inside Neo4j and by columns: the whole answer is the same, in every form in which somebody reads it."""

from __future__ import annotations

from typing import Any

import oversight_graph as og
from oversight_graph.answer.rendering import table
from oversight_graph.messages import message
from oversight_graph.store.neo4j.store import Neo4jStore


def same_answer(store: Neo4jStore, question: str, *bodies: str, scope: dict[str, Any] | None = None, lang: Any = None, **given: Any) -> og.Answer:
    """Hold both against each other: rows, counts, notes, and the table with its opening, names and groups; gives the answer."""
    scope = scope or {}
    expected = og.ask(store.graph(**scope, whole=True), question, *bodies, lang=lang, **given)
    found = og.ask(store, question, *bodies, lang=lang, engine="cypher", **scope, **given)
    here, there = found.to_dict(), expected.to_dict()
    if question == "path" and not there["rows"]:
        return _no_path(found, here, there)
    for part in there:
        assert here[part] == there[part], (question, bodies, scope, given, part, here[part], there[part])
    assert list(here) == list(there)
    assert table(found, None) == table(expected, None), (question, bodies, scope, given)
    assert found.to_json() == expected.to_json()
    return found


def _no_path(found: og.Answer, here: dict[str, Any], there: dict[str, Any]) -> og.Answer:
    """Where no path is known the sets that bar every way are looked for about the two ends only, and that is said: all else is the same."""
    (said,) = [note for note in here["notes"] if note == message("queries.bars_of_stored").text(found.words)]
    barred = message("queries.barred", bodies=["|"]).text(found.words).split("|")
    untold = [note for note in there["notes"] if note not in here["notes"]]
    assert all(note.startswith(barred[0]) and note.endswith(barred[1]) for note in untold)
    assert [note for note in here["notes"] if note != said] == [note for note in there["notes"] if note not in untold]
    assert here | {"notes": []} == there | {"notes": []}
    return found
