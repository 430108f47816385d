"""YAML text as documents that know their lines."""

from __future__ import annotations

import yaml

from oversight_graph.chart.document import Builder, Malformed, Mapping, Plain, Sequence, Value

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NULLS = {"", "~", "null", "Null", "NULL"}


def documents(text: str) -> list[Value]:
    """The documents of a YAML text. Raises Malformed for what isn't YAML, for tags, and for aliases that grow without bound."""
    builder = Builder()
    anchors: dict[int, str] = {}  # depth at which an anchored container stands open
    try:
        for event in yaml.parse(text, Loader=_Loader):
            kind = type(event)
            if kind is yaml.ScalarEvent:
                line = event.start_mark.line + 1
                if event.tag is not None and event.tag != "tag:yaml.org,2002:str":
                    raise Malformed(line, f"the tag `{event.tag}` isn't read", "remove it; quotes make a text")
                value: str | None = event.value
                if not event.style and event.tag is None:
                    value = None if value in _NULLS else Plain(value)
                builder.scalar(value, line, event.anchor)
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                line = event.start_mark.line + 1
                if event.tag is not None:
                    raise Malformed(line, f"the tag `{event.tag}` isn't read", "remove it")
                builder.begin(Mapping(line) if kind is yaml.MappingStartEvent else Sequence(line), event.anchor)
                if event.anchor:
                    anchors[builder.depth] = event.anchor
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                builder.end(anchors)
            elif kind is yaml.AliasEvent:
                builder.alias(event.anchor, event.start_mark.line + 1)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = ", ".join(part for part in (error.context, error.problem) if part)
        raise Malformed(mark.line + 1 if mark else 0, f"this isn't YAML: {what}", "is the file complete? Mend this place, or put the text in quotes") from None
    except yaml.YAMLError as error:
        raise Malformed(0, f"this isn't YAML: {' '.join(str(error).split())}", "remove the characters that YAML doesn't permit") from None
    return builder.documents
