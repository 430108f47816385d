"""What an explorer takes on at most, so that one visitor can't stop it for the others. Every number stands here."""

from __future__ import annotations

from dataclasses import dataclass, field

from oversight_graph.explorer.bounded_cache import Bounds

MB = 1 << 20

ADDRESS_BYTES, ADDRESS_PARAMETERS = 16_000, 400
"""How long an address may be, and how many parameters it may have."""
HEAD_BYTES = 32_000
"""How long the head of a request may be, with its address and its cookies."""
MOST_PATHS = 100
"""The largest number that a question is asked with on a page; the command line takes any."""
MOST_FOCUS = 200
"""Bodies that an address may name as the middle of a map."""
FIELDS, FIELD_BYTES, FILES = 40, 20_000, 20
"""Of a form: how many fields there are, how long one is, and how many files come with it."""
QUESTIONS = 100
"""Questions about names, and about bodies that may be one, that a page asks at once; the others come when these are answered."""
ANSWER_FIELDS = FIELDS + 5 * QUESTIONS + 12 * 32
"""Fields of a form with answers: a choice, another kind and whether one by one, for each question about names; a choice and whether one by one, for each about bodies
that may be one; 12 tables with 30 columns, their kind and their heading."""
NAME_BYTES = 150
"""How long the name of an uploaded file may be; file systems take 255, and a number may be added."""


@dataclass(frozen=True)
class QueueLimits:
    """Work that is done `at_once` by so many threads while `waiting` more wait for it; beyond that visitors are told to come again."""

    at_once: int
    waiting: int


@dataclass(frozen=True)
class Limits:
    """`connections` are all together, `per_address` from one address (visitors behind one proxy share an address). A visitor must
    begin his request `idle` seconds after the last one, finish its head in `head` seconds and its body in `body` seconds and one
    more for every `rate` bytes; a response is read at that rate too. `question`: seconds that a search may take. `read`: work that
    is linear in the graph; `search`: work that may take longer (searches, maps, files). `uploads`: requests that send files at once;
    `working`: loads that are read, planned or written at once. `kept`, `jobs`: what was worked out, and loads that can be undone.
    `answering`: uploads whose files are kept to be read again with answers."""

    connections: int = 512
    per_address: int = 256
    idle: float = 75.0
    head: float = 15.0
    body: float = 30.0
    rate: int = 4096
    question: float = 10.0
    read: QueueLimits = field(default=QueueLimits(4, 64))
    search: QueueLimits = field(default=QueueLimits(2, 16))
    uploads: int = 4
    kept: Bounds = field(default=Bounds(2_000, 384 * MB))
    jobs: Bounds = field(default=Bounds(20, 256 * MB))
    answering: Bounds = field(default=Bounds(8, 128 * MB))
    working: int = 4
