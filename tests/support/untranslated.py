"""A message of any words, for tests that need a problem and don't mind which: an entry of the catalogue that only they see."""

from __future__ import annotations

from oversight_graph.messages import Message, Text, message, problems

problems.PROBLEMS = {"untranslated": (("{what}", "{todo}"), ("{what}", "{todo}"))}  # type: ignore[attr-defined]


def untranslated(what: Text, todo: Text = "") -> Message:
    """A problem in these words, in every language."""
    return message("problems.untranslated", what=what, todo=todo)
