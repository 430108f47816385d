"""Charts whose bodies meet, and new versions of charts: drawn by chance out of others."""

from __future__ import annotations

from random import Random
from typing import Any

Document = dict[str, Any]
NAMES = (
    "市财政局", "财政局", "財政局", "某区财政局", "驻市财政局纪检组", "驻市财政局纪检监察组", "纪委", "监委", "某市纪委监委", "纪委监委", "第3组", "第三组", "——",
)  # fmt: skip


def meeting_charts(documents: list[Document], seed: int) -> list[Document]:
    """The same charts with names that meet, `same_as` of all sorts, links and evidence that stand twice, areas that charts call otherwise."""
    random = Random(seed)
    ids = [f"{one['chart']}:{entry['id']}" for one in documents for entry in one["nodes"]]
    for one in documents:
        one["areas"] = [
            {"code": "city-80", "part_of": random.choice(("530000", "530100"))} | random.choice(({}, {"name": {"zh": "某区"}}, {"name": {"zh": "某"}}))
        ]
        if random.random() < 0.3:
            one["areas"].append({"code": "530102", "name": {"zh": "某区"}})
        for entry in one["nodes"]:
            if random.random() < 0.5:
                entry["name"] = random.choice(({"zh": random.choice(NAMES)}, {"zh": random.choice(NAMES), "en": "A body"}))
            if random.random() < 0.3:
                entry["aliases"] = random.choices(NAMES, k=random.randint(1, 3))
            if random.random() < 0.3:
                entry["note"] = random.choice(("甲", "乙"))
            if random.random() < 0.2 and "repeat" not in entry:
                entry["same_as"] = random.choice((*ids, *ids, "elsewhere:n1", "c0:nobody"))
            if random.random() < 0.2:
                entry["evidence"] = [{"what": "会商", "source": "s1"}] * 2
            if random.random() < 0.2:
                entry["sources"] = ["s1 ¶1", "s1", "s1 ¶1"]
        one["links"] += [dict(link) | random.choice(({}, {"source": "s1 ¶9"})) for link in one["links"] if random.random() < 0.2]
    return documents


def renewed(random: Random, document: Document) -> Document:
    """A version in which some entries are gone, renamed or read otherwise."""
    names = {entry["id"]: f"x{entry['id']}" for entry in document["nodes"] if random.random() < 0.2}
    gone = {entry["id"] for entry in document["nodes"] if random.random() < 0.1}
    nodes = [{**entry, "id": names.get(entry["id"], entry["id"])} for entry in document["nodes"] if entry["id"] not in gone]
    for entry in nodes:
        if random.random() < 0.2:
            entry["note"] = random.choice(("甲", "乙"))
    ends = ("from", "to", "of")
    links = [
        {**link, **{end: names.get(link[end], link[end]) for end in ends if end in link}}
        for link in document["links"]
        if gone.isdisjoint(link.get(end) for end in ends) and random.random() < 0.9
    ]
    return {**document, "nodes": nodes, "links": links}
