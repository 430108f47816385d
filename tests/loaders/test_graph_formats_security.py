"""A hostile graph is refused with a clear error within 10 seconds and 500 MB, and nothing is ever fetched."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from support.peaks import PEAK
from support.places import EXAMPLES

from oversight_graph.charts import shipped
from oversight_graph.loaders.writers.gexf import write_gexf
from oversight_graph.loaders.writers.graphml import write_graphml
from oversight_graph.loaders.writers.node_link import write_node_link

SECONDS, MEGABYTES = 10, 500
LONG = 100_000_000
GRAPHML = '<graphml><graph edgedefault="directed">{}</graph></graphml>'

READ = f"""{PEAK}
import socket, sys, time

def fetched(*_, **__):
    raise SystemExit("something was fetched")

socket.socket.connect = socket.getaddrinfo = fetched
import oversight_graph as og

begin = time.process_time()  # a machine may have much else to do
(found,) = og.read_files([sys.argv[1]], {{"chart": "c", "as_of": "2020", "area": "CN", "level": "county"}})
assert time.process_time() - begin < float(sys.argv[2]), "too slow"
peak = peak_megabytes()
assert peak < int(sys.argv[3]), f"{{peak}} MB"
assert not found.charts
print(*found.problems, sep="\\n")
"""


def entities(levels: int = 9) -> str:
    declared = "".join(f'<!ENTITY a{n} "{(f"&a{n - 1};" if n > 1 else "ha") * 10}">' for n in range(1, levels + 1))
    return f'<?xml version="1.0"?><!DOCTYPE g [{declared}]>{GRAPHML.format(f"<node id=&#34;&a{levels};&#34;/>")}'


def context(where: str) -> str:
    """A JSON-LD that asks for a context from elsewhere."""
    away = "http://127.0.0.1:9/context.json"
    found = {
        "whole": {"@context": away},
        "listed": {"@context": [{"a": "http://a/"}, away]},
        "of a term": {"@context": {"@version": 1.1, "x": {"@id": "http://a/x", "@context": away}}, "x": {"@id": "http://a/y"}},
        "imported": {"@context": {"@version": 1.1, "@import": away}},
        "inside": {"@context": {"x": "http://a/x"}, "x": {"@context": away, "@id": "http://a/z"}},
    }[where]
    return json.dumps({"@id": "http://a/b", **found})


HOSTILE: dict[str, tuple[str, Callable[[], str], str]] = {
    "entities in GraphML": ("a.graphml", entities, "declares a document type"),
    "an outer entity": ("a.gexf", lambda: '<!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/passwd">]><gexf>&x;</gexf>', "declares a document type"),
    "an outer document type": ("a.gexf", lambda: '<!DOCTYPE g SYSTEM "http://127.0.0.1:9/x.dtd"><gexf/>', "declares a document type"),
    "a long attribute": ("a.graphml", lambda: GRAPHML.format(f'<node id="{"a" * 60_000_000}"/>'), "longer than 1 MB"),
    "a long text": ("a.graphml", lambda: GRAPHML.format(f'<node id="a"><data key="label">{"a" * 60_000_000}</data></node>'), "longer than 1 MB"),
    "a long comment": ("a.gexf", lambda: f"<gexf><!--{'a' * 60_000_000}--></gexf>", "longer than 1 MB"),
    "a larger file": ("a.gexf", lambda: f"<gexf><!--{'a' * LONG}--></gexf>", "larger than 64 MB"),
    "deep elements": ("a.graphml", lambda: "<graphml>" + "<graph>" * 1_000_000, "too deeply"),
    "many elements": ("a.graphml", lambda: GRAPHML.format("<x/>" * 15_000_000), "elements"),
    "many nodes": ("a.graphml", lambda: GRAPHML.format('<node id="1"/>' * 4_000_000), "more than 500,000"),
    "many defaults": (
        "a.graphml",
        lambda: "<graphml>" + "".join(f'<key id="k{n}" for="node"><default>x</default></key>' for n in range(2_000)) + "<graph>" + '<node id="1"/>' * 100_000,
        "default",
    ),
    "a long value in JSON": ("a.json", lambda: f'{{"directed": true, "nodes": [{{"id": "{"a" * LONG}"}}]}}', "larger than 64 MB"),
    "lists in lists": ("a.json", lambda: f'{{"directed": true, "graph": {"[" * 200_000}{"]" * 200_000}}}', "too deeply"),
    "mappings in mappings": ("a.json", lambda: '{"directed": true, "graph": ' + '{"a":' * 800 + "1" + "}" * 800 + ', "nodes": []}', "too deeply"),
    "a deep header": (
        "a.json",
        lambda: json.dumps({"directed": True, "graph": {"oversight_graph": "charts-1", "charts": "[" * 900 + "]" * 900}, "nodes": []}),
        "`charts`",
    ),
    "deep JSON-LD": ("a.jsonld", lambda: '{"@context": {}, "@graph": ' + "[" * 100_000 + "]" * 100_000 + "}", "too deeply"),
    "deep Turtle": ("a.ttl", lambda: "@prefix : <http://a/> . :a :b [ " + ":b [ " * 20_000 + " ] " * 20_000 + "] .", "too deeply"),
    "a text of escapes": ("a.ttl", lambda: '@prefix : <http://a/> . :a :b "' + "\\n" * 1_500_000 + '" .', "longer than 64 KB"),
    "a text that never ends": ("a.ttl", lambda: '@prefix : <http://a/> . :a :b """' + "\n" * 3_000_000, "longer than 64 KB"),
    "many statements": ("a.ttl", lambda: "@prefix : <http://a/> .\n" + "[] :p [] .\n" * 300_000, "statements"),
    "a line without end": ("a.jsonl", lambda: '{"id": "a", "schema": "Person", "properties": {"name": ["' + "a" * LONG, "larger than 64 MB"),
    "an import in Turtle": ("a.ttl", lambda: "<http://a/> <http://www.w3.org/2002/07/owl#imports> <http://127.0.0.1:9/x.ttl> .", "no organisation"),
    **{
        f"a context from elsewhere, {where}": ("a.jsonld", lambda where=where: context(where), "lies elsewhere")  # type: ignore[misc]
        for where in ("whole", "listed", "of a term", "imported", "inside")
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_graph_is_refused_quickly_in_little_memory_and_nothing_is_fetched(what: str, tmp_path: Path) -> None:
    name, made, expected = HOSTILE[what]
    file = tmp_path / name
    file.write_text(made(), "utf-8")
    found = subprocess.run(
        [sys.executable, "-c", READ, str(file), str(SECONDS), str(MEGABYTES)], capture_output=True, text=True, encoding="utf-8", check=False
    )  # fmt: skip
    assert found.returncode == 0, found.stderr[-2000:]
    assert expected in found.stdout
    assert found.stderr == ""


BROKEN = {
    "cut.graphml": "<graphml><graph><node id='a'>",
    "html.graphml": "<html><body/></html>",
    "no-id.graphml": "<graphml><graph><node/></graph></graphml>",
    "data.graphml": "<graphml><graph><data key='oversight_graph'>charts-1</data></graph></graphml>",
    "no-source.gexf": "<gexf><graph><edges><edge target='a'/></edges></graph></gexf>",
    "keywords.gexf": "<gexf><meta><keywords>oversight_graph charts-1</keywords><description>[1]</description></meta></gexf>",
    "list.json": '{"directed": 1, "nodes": 5}',
    "item.json": '{"directed": 1, "nodes": [1]}',
    "popolo.json": '{"organizations": {"a": 1}}',
    "nothing.json": '{"organizations": []}',
    "line.jsonl": '{"id": "a", "schema": "Company", "properties": {}}\nno',
    "properties.jsonl": '{"id": "a", "schema": "Company", "properties": [1]}',
    "syntax.ttl": "@prefix : <http://a/> .\n:a :b ;;; oops",
    "open.ttl": '@prefix : <http://a/> .\n:a :b "',
    "trick.jsonld": '{"@context": {"@vocab": "http://v/"}, "@graph": 5, "@type": {"x": [null]}, "@reverse": 7}',
    "number.jsonld": "5",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_graph_is_a_problem_and_no_traceback(name: str, tmp_path: Path) -> None:
    import oversight_graph as og

    file = tmp_path / name
    file.write_text(BROKEN[name], "utf-8")
    (found,) = og.read_files([file])
    assert found.problems
    assert not found.charts
    assert all(problem.what and problem.todo for problem in found.problems)


@pytest.mark.parametrize("seed", range(12))
def test_random_damage_is_a_problem_or_another_chart_and_no_traceback(seed: int, tmp_path: Path) -> None:
    """Letters removed, copied, changed, the end cut off: of each example, and of each format that this program writes."""
    import oversight_graph as og

    random = Random(seed)
    charts = og.read(shipped()[0])
    files = [EXAMPLES / name for name in ("graph.graphml", "graph.gexf", "node-link.json", "popolo.json", "org.ttl", "entities.ftm.json", "records.json")]
    files += [*write_graphml(charts, tmp_path / "o.graphml"), *write_gexf(charts, tmp_path / "o.gexf"), *write_node_link(charts, tmp_path / "o.json")]
    for file in files:
        for _ in range(5):
            made = tmp_path / f"damaged{file.suffix}"
            made.write_text(damaged(file.read_text("utf-8"), random), "utf-8")
            (found,) = og.read_files([made], {"chart": "t", "as_of": "2020", "area": "CN", "level": "county"})
            assert found.problems or found.charts
            assert "某某" not in "".join(map(str, found.problems))


def damaged(text: str, random: Random) -> str:
    for _ in range(random.randint(1, 4)):
        at, other = random.randrange(len(text) + 1), random.randrange(len(text) + 1)
        text = random.choice(
            (
                text[:at] + text[at + random.randint(1, 12) :],
                text[:at] + text[other : other + 40] + text[at:],
                text[:at] + random.choice('"{}[]<>&\\\0\x0b:@;5') + text[at + 1 :],
                text[:at] if random.random() < 0.3 else text,
            )
        )
    return text


def test_an_encoding_that_xml_readers_do_not_know_is_told(tmp_path: Path) -> None:
    import oversight_graph as og

    file = tmp_path / "a.graphml"
    file.write_bytes('<?xml version="1.0" encoding="GBK"?><graphml/>'.encode("gbk"))
    assert "save it as UTF-8" in str(og.read_files([file])[0].problems[0])
