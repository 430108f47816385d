"""The command `oversight`: a file a verb, imported when it is typed."""

from oversight_graph.cli.main import main

__all__ = ["main"]
