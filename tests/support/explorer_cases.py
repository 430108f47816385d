"""The pages of the explorer, a small city to load there, and texts that want to do harm."""

from __future__ import annotations

from typing import Any

import httpx
from html5lib import HTMLParser

from oversight_graph.queries import QUESTIONS

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "{{7*7}}",
    "甲\u202e乙\u2066组",
    "=HYPERLINK(1)",
    "' onmouseover='alert(3)",
    "javascript:alert(4)",
)


ASKED = {"path": "a=gansu-2020:g-poverty&b=gansu-2020:g-water", "reach": "a=gansu-2020:pc", "who": "a=gansu-2020:u-water"}
"""What a question needs that can't be asked without; the example of its own declaration names the bodies."""


def path_of(question: Any) -> str:
    return f"/ask/{question.id}?{ASKED.get(question.id, '')}"


PAGES = [
    "/", "/?by=category", "/?chart=city-80&area=CN", "/ask", *map(path_of, QUESTIONS), "/ask/path", "/body/gansu-2020:u-water",
    "/body/gansu-2020:g-water", "/find", "/find?q=水利", "/map", "/load", "/nowhere", "/ask/reach?a=纪检监察组", "/?as_of=x", "/?area=99",
]  # fmt: skip


def text_of(answer: httpx.Response) -> str:
    """What is read on a page, white space as one blank."""
    tree = HTMLParser(namespaceHTMLElements=False).parse(answer.text)
    return " ".join("".join(tree.itertext()).split())
