"""From files to charts. A format is one file of this folder and one entry below."""

from oversight_graph.loaders import native, tidy
from oversight_graph.loaders.format import Format

FORMATS: tuple[Format, ...] = (native.FORMAT, tidy.FORMAT)
