"""Pieces of statements that walk: where they begin, and what lies below a node."""

from __future__ import annotations

from oversight_graph.cypher.scope import BODY, holds, standing, types
from oversight_graph.rules.inheritance import STEPS
from oversight_graph.store.neo4j.schema import key


def body(name: str, parameter: str) -> str:
    """Binds a body by its key; after VALID."""
    return f"MATCH ({name}:{BODY} {{key: toString(store.generation) + ':' + {parameter}}})"


def body_key(identifier: str) -> str:
    """A body's id as keys hold it after their generation: a long one shortened."""
    return key(0, identifier).partition(":")[2]


def below(carrier: str) -> str:
    """For a pattern from the end of the link `carrier` downwards: the end itself, and where the link covers subordinates too,
    what is one or two administrative steps below. `uppers`: the nodes above each step."""
    return (
        f"((uppers)<-[step:{types('reach', 'inherited')}]-(lower) WHERE {carrier}.scope = 'with_subordinates' "
        f"AND (step.line IS NULL OR step.line <> 'professional') AND {standing('step')} AND {holds('step', 'lower')}){{0,{STEPS}}}"
    )
