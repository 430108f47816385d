"""Charts with one thing wrong, and where and how it is told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import oversight_graph as og
from oversight_graph.problems import Problem, visible
from oversight_graph.reading import FileReading

MEMORY, SECONDS = 2 << 30, 60  # of the process that loads a bad file


CHART = """\
chart: example-city
title: {zh: 某市, en: Example City}
as_of: 2020-12-31
area: "530100"
level: prefecture
areas: [{code: zone, name: 某区, part_of: "530100"}]
sources: [{id: s1, title: 年报}]
complete: [{area: "530100", forms: [stationed], categories: [government]}]
claims: [{id: c1, form: stationed, covered: 56, of: 56}]
nodes:
  - {id: cc, kind: Commission, name: 某市纪委监委}
  - {id: g-fin, kind: StationedGroup, name: 驻市财政局纪检监察组, mode: single}
  - {id: u-fin, kind: Unit, category: government, name: 市教育局}
links:
  - {kind: DISPATCHES, from: cc, to: g-fin}
  - {kind: STATIONED_AT, from: g-fin, to: u-fin, form: stationed, authority: [discipline, state]}
"""


GROUP, UNIT, DISPATCH, STATIONED = 12, 13, 15, 16  # lines of CHART


@dataclass(frozen=True)
class Bad:
    """A bad file, and where and how the first of its errors is told: `what` and `todo` hold these words."""

    id: str
    content: bytes
    line: int
    path: str
    what: str
    todo: str
    ending: str = "yaml"
    others: int = 0

    def write(self, folder: Path) -> Path:
        path = folder / f"bad.{self.ending}"
        path.write_bytes(self.content)
        return path


def put(old: str, new: str, *more: tuple[str, str]) -> bytes:
    """The chart with some of its text replaced."""
    text = CHART
    for a, b in ((old, new), *more):
        assert a in text, a
        text = text.replace(a, b, 1)
    return text.encode()


def node(keys: str) -> bytes:
    """The chart with more keys in its stationed group."""
    return put("mode: single", f"mode: single, {keys}")


def links(*texts: str) -> bytes:
    """The chart with more bodies, and more links from line 22 on."""
    more = "room, Room; pc, PartyCommittee; st, LiaisonStation; it, InspectionTeam; v, Village; z, Collaboration"
    nodes = "".join(f"  - {{id: {one.split(', ')[0]}, kind: {one.split(', ')[1]}, name: {one.split(', ')[0]}}}\n" for one in more.split("; "))
    return put("links:\n", f"{nodes}links:\n") + "".join(f"  - {{{text}}}\n" for text in texts).encode()


LAUGHS = "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))


TEXT_BOMB = "note: &a " + "ha" * 50_000 + "\nnodes:\n" + "  - {id: a, note: *a}\n" * 10_000  # 1 GB once written out


NAMED = [
    Bad("truncated YAML", CHART.encode()[: CHART.encode().index(b"STATIONED_AT") + 12], STATIONED, "", "isn't YAML", "is the file complete?"),
    Bad("1 GB alias bomb", LAUGHS.encode(), 7, "", "the aliases of this file", "split"),
    Bad("1 GB alias bomb of one long text", TEXT_BOMB.encode(), 642, "", "the aliases of this file", "split"),
    Bad("duplicate ids", put("id: u-fin", "id: cc"), UNIT, "nodes[2].id", "`cc` stands twice in this chart (before in line 11)", "an id of its own", others=1),
    Bad("unknown kind", put("kind: StationedGroup", "kind: StationGroup"), GROUP, "nodes[1].kind", "`StationGroup` is no kind of node", "`StationedGroup`?"),
    Bad("missing end", put("to: g-fin", "to: g-fn"), DISPATCH, "links[0].to", "there is no node `g-fn`", "did you mean `g-fin`?"),
    Bad("wrong encoding", CHART.encode("gb18030"), 2, "", "isn't UTF-8 text; it seems to be GBK", "save it as UTF-8"),
    Bad("empty file", b"", 1, "", "the file is empty", "write a chart"),
    Bad(
        "dates the wrong way round", node("valid_from: 2020, valid_to: 2019-03"), GROUP, "nodes[1].valid_from", "begins (2020) after it ends (2019-03)", "swap"
    ),
    Bad("negative count", node("count: -3"), GROUP, "nodes[1].count", "`-3` where a whole number from 1", "write such a number"),
    Bad("a natural person's field", node("组长: 张三, phone: 1390000"), GROUP, "nodes[1].组长", "field of a natural person", "remove it", others=1),
    Bad("JSON, 10,000 lists deep", b"[" * 10_000 + b"]" * 10_000, 0, "", "too deeply", "write a chart", "json"),
    Bad("JSON, 100,000 mappings deep", b'{"nodes":' * 100_000, 0, "", "too deeply", "write a chart", "json"),
]


ENCODINGS = [
    Bad("UTF-16", CHART.encode("utf-16"), 1, "", "seems to be UTF-16", "save it as UTF-8"),
    Bad("UTF-16 without a mark", "chart: x\nas_of: 2020\n".encode("utf-16-le"), 1, "", "seems to be UTF-16", "save it as UTF-8"),
    Bad("UTF-32", CHART.encode("utf-32"), 1, "", "seems to be UTF-32", "save it as UTF-8"),
    Bad("Latin-1", b"chart: x\ntitle: caf\xe9 .\n", 2, "", "seems to be Latin-1", "save it as UTF-8"),
    Bad("Big5", "chart: x\ntitle: 紀檢監察組\n".encode("big5"), 2, "", "isn't UTF-8 text", "save it as UTF-8"),
    Bad("no text", bytes(range(256)), 2, "", "no text at all", "save it as UTF-8"),
    Bad("NUL", put("驻市财", "驻市\0财"), GROUP, "", "NUL", "save it as UTF-8"),
    Bad("control character in YAML", put("驻市财", "驻市\a财"), GROUP, "", "U+0007", "remove it"),
    Bad("control character in JSON", b'{"chart": "a\\u0007"}', 1, "chart", "U+0007", "remove it", "json", 2),
    Bad("lone surrogate", b'{"chart": "a",\n "title": "\\ud800"}', 2, "title", "U+D800", "remove it", "json", 2),
    Bad("lone surrogate in a key", b'{"\\ud800": 1}', 1, "\ud800", "unknown key", "use one of", "json", 3),
]


SHAPES = [
    Bad("white space", b" \n\n ", 1, "", "the file is empty", "write a chart"),
    Bad("only comments", b"# nothing\n---\n---\n", 1, "", "holds no chart", "write a chart"),
    Bad("no charts in a list", b"[]", 1, "", "holds no chart", "write a chart", "json"),
    Bad("a text", b"\n\nhello\n", 3, "", "the document is `hello`", "write a chart"),
    Bad("a list", b"- chart: x\n", 1, "", "the document is a list", "write a chart"),
    Bad("a list of lists in JSON", b'[\n["chart"]]', 2, "", "the document is a list", "write a chart", "json"),
    Bad("nulls in JSON", b"[null,\n3]", 1, "", "the document is empty", "write a chart", "json", 1),
    Bad("YAML, 10,000 lists deep", b"[" * 10_000 + b"]" * 10_000, 1, "", "the document is a list", "write a chart"),
    Bad("an id 10,000 lists deep", put("id: u-fin", f"id: {'[' * 10_000}{']' * 10_000}"), UNIT, "nodes[2].id", "is a list", "write one text", others=1),
    Bad("truncated JSON", b'{"chart": "x",\n "nodes": [', 2, "", "isn't JSON (column 12)", "is the file complete?", "json"),
    Bad("JSON with a comma too many", b'{"chart": "x",}', 1, "", "isn't JSON", "Mend this place", "json"),
    Bad("NaN in JSON", b'{"chart": NaN}', 0, "", "`NaN` is no number", "null", "json"),
    Bad("cut off behind links", CHART.encode()[: CHART.encode().index(b"links:") + 6], 14, "links", "`links` is empty where a list", "`links: []` for none"),
    Bad("cut off behind nodes", CHART.encode()[: CHART.encode().index(b"nodes:") + 6], 10, "nodes", "`nodes` is empty where a list", "each after `- `"),
    Bad("tabs", put("  - {id: u-fin", "\t- {id: u-fin"), UNIT, "", "isn't YAML", "spaces, not with tabs"),
    Bad("crooked lines", put("level: prefecture", " level: prefecture"), 5, "", "isn't YAML", "in quotes"),
    Bad("lines that don't align", put("  - {id: u-fin", "   - {id: u-fin"), UNIT, "", "isn't YAML", "alike"),
    Bad("a colon in a name", put("市教育局}", "市: 教育局}"), UNIT, "", "isn't YAML", "in quotes"),
    Bad("quotes left open", put("name: 市教育局}", "name: '市教育局}"), 16, "", "quoted scalar (begun in line 13)", "Close what is open"),
    Bad("alias that holds itself", b"nodes: &a\n - [*a]\n", 2, "", "*a holds itself", "write the value out"),
    Bad("alias without anchor", b"chart: *a\n", 1, "", "*a has no anchor", "write the value out"),
    Bad("tag", put("市教育局", "!!python/object/apply:os.system [ls]"), UNIT, "", "`!!python/object/apply:os.system`", "remove it"),
    Bad("local tag", put("市教育局", "!secret x"), UNIT, "", "the tag `!secret`", "remove it"),
    Bad("merge key", put("kind: DISPATCHES", "<<: {count: 1}, kind: DISPATCHES"), DISPATCH, "links[0].<<", "the merge key", "write the keys out"),
    Bad("duplicate key", node("kind: Unit"), GROUP, "nodes[1].kind", "stands twice here, again in line 12", "keep one"),
    Bad("duplicate key in the header", CHART.encode() + b"chart: x\n", 1, "chart", "stands twice here, again in line 17", "keep one"),
    Bad("a list as key", node("[a, b]: c"), GROUP, "", "a key is no text", "a plain word"),
    Bad("a mapping as key", node("? {a: b}\n    : c"), GROUP, "", "a key is no text", "a plain word"),
    Bad("no key", node("~: c"), GROUP, "", "a key is no text", "a plain word"),
    Bad("nodes as mapping", put(CHART[CHART.index("nodes:") : CHART.index("links:")], "nodes: {}\n"), 10, "nodes", "is a mapping where a list", "`nodes: []`"),
    Bad("links as text", CHART[: CHART.index("links:")].encode() + b"links: none\n", 14, "links", "is `none` where a list", "`links: []`"),
    Bad("empty entry", put("links:\n", "  -\nlinks:\n"), 14, "nodes[3]", "is empty where a node is expected", "write {id:"),
    Bad("text as an entry", CHART.encode() + b"  - hello\n", 17, "links[2]", "is `hello` where a link is expected", "write {kind:"),
    Bad("text as a source", put("{id: s1, title: 年报}", "s1"), 7, "sources[0]", "is `s1` where a source is expected", "write {id: s1"),
    Bad("text as an area", put("{code: zone", "zone, {code: zone"), 6, "areas[0]", "is `zone` where an area is expected", "write {code:"),
    Bad("text as a claim", put("claims: [", "claims: [all, "), 9, "claims[0]", "is `all` where a claim is expected", "write {id:"),
    Bad("text as completeness", put("complete: [", "complete: [yes, "), 8, "complete[0]", "is `yes` where a mapping is expected", "write {forms:"),
]


HEADERS = [
    Bad("nothing but nodes", b"nodes: []\n", 1, "", "`chart` is missing", "add `chart: ", others=2),
    Bad("no date", put("as_of: 2020-12-31\n", ""), 1, "", "`as_of` is missing", "`as_of: 2020-12-31`"),
    Bad("empty date", put("as_of: 2020-12-31", "as_of:"), 3, "as_of", "`as_of` is missing", "`as_of: 2020-12-31`"),
    *(
        Bad(f"the date {day}", put("2020-12-31", day), 3, "as_of", f"`{day}`, which is no date of the calendar", "2018-03-01")
        for day in ("2019-02-30", "2019-13", "0000", "20191201", "yesterday", "31.12.2019", "-1", "2019-1-1-1", "２０２０")
    ),
    Bad("a list of dates", put("2020-12-31", "[2020]"), 3, "as_of", "is a list where a date", "2018-03-01"),
    Bad("no sources", put("sources: [{id: s1, title: 年报}]\n", ""), 1, "", "the chart names no source", "add `sources:"),
    Bad("empty sources", put("[{id: s1, title: 年报}]", "[]"), 1, "", "the chart names no source", "add `sources:"),
    Bad("two sources of one id", put("sources: [", "sources: [{id: s1}, "), 7, "sources[1].id", "`s1` stands twice in `sources`", "keep one"),
    Bad("a source's id with a space", put("id: s1", "id: s1 2020"), 7, "sources[0].id", "holds a space", "locator"),
    Bad("path parts in the id", put("chart: example-city", "chart: ../x"), 1, "chart", "`../x` is no id of a chart", "a-z, 0-9 and -"),
    Bad("capitals in the id", put("chart: example-city", "chart: Example"), 1, "chart", "`Example` is no id of a chart", "a-z, 0-9 and -"),
    Bad("a number that YAML turns", put('"530100"', "0530"), 4, "area", "`0530` without quotes", '"0530"'),
    Bad("unknown key", put("level:", "levle:"), 5, "levle", "unknown key `levle`", "did you mean `level`?", others=5),
    Bad("unknown level", put("prefecture", "city"), 5, "level", "`city` is no level", "did you mean `county`?"),
    Bad("terminal codes in a key", CHART.encode() + b'"\\e[31m\\n": 1\n', 17, "\033[31m\n", "unknown key", "use one of"),
    Bad("a title without zh", put("{zh: 某市, en: Example City}", "{en: City}"), 2, "title", "`zh` is missing", "add `zh: "),
    Bad("CN as an own area", put("code: zone", "code: CN"), 6, "areas[0].code", "can't be declared", "remove it"),
    Bad("an area twice", put("areas: [", 'areas: [{code: "53"}, {code: "530000"}, '), 6, "areas[1].code", "stands twice", "keep one"),
    Bad("an area's code with a space", put("code: zone", "code: z one"), 6, "areas[0].code", "is no code of an area", "letters and digits"),
    Bad("a circle of areas", put("areas: [", "areas: [{code: a, part_of: b}, {code: b, part_of: a}, "), 6, "areas[0].part_of", "a → b → a", "mend one"),
    Bad("an area in itself", put('part_of: "530100"', "part_of: zone"), 6, "areas[0].part_of", "zone → zone", "mend one"),
    Bad("a code elsewhere", put("areas: [", 'areas: [{code: "530102", part_of: "62"}, '), 6, "areas[0].part_of", "no part of `62`", "leave part_of out"),
    Bad("covered above of", put("covered: 56", "covered: 57"), 9, "claims[0].covered", "covered (57) is above `of` (56)", "swap"),
    Bad("a claim twice", put("claims: [", "claims: [{id: c1, form: D}, "), 9, "claims[1].id", "`c1` stands twice", "keep one"),
    Bad("a claim of no form", put("{id: c1, form: stationed,", "{id: c1, forms: [],"), 9, "claims[0]", "names no form", "add `form: "),
    Bad(
        "completeness dated backwards",
        put("complete: [{", "complete: [{valid_from: 2020, valid_to: 2019, "),
        8,
        "complete[0].valid_from",
        "after it ends",
        "swap",
    ),
    Bad("completeness without level", put("level: prefecture\n", ""), 7, "complete[0]", "names no levels", "add `levels:", others=4),
]


ENTRIES = [
    *(
        Bad(f"the count {number[:9]}", node(f"count: {number}"), GROUP, "nodes[1].count", f"`{number[:60]}", "such a number")
        for number in ("0", "1.5", ".inf", ".nan", "010", "1e3", "1_000", "many", "9" * 5_000, "３")
    ),
    Bad("a list of counts", node("count: [1]"), GROUP, "nodes[1].count", "is a list where a whole number", "such a number"),
    Bad("staff above all bounds", node("staff_full_time: 1000000001"), GROUP, "nodes[1].staff_full_time", "from 0 to 1000000000", "such a number"),
    Bad("a name of 5,000 digits", put("市教育局", "9" * 5_000 + ".5"), UNIT, "nodes[2].name", "without quotes", "in quotes"),
    Bad("no name", put(", name: 市教育局", ""), UNIT, "nodes[2]", "`name` is missing", "add `name: ", others=0),
    Bad("an empty name", put("市教育局", '" "'), UNIT, "nodes[2].name", "`name` is empty", "write a text"),
    Bad("a person in a name", put("市教育局", "{zh: 市教育局, head: 张三}"), UNIT, "nodes[2].name.head", "field of a natural person", "remove it"),
    Bad("aliases that are no text", node("aliases: [a, no, [b]]"), GROUP, "nodes[1].aliases[1]", "`no` without quotes", '"no"', others=1),
    *(
        Bad(f"the id {name}", put("id: u-fin", f"id: {name}"), UNIT, "nodes[2].id", "is no id", "letters and digits", others=1)
        for name in ("u fin", '"u\\nfin"', "'u\"fin'", "u:fin", "../u")
    ),
    Bad("a huge repeat", node("repeat: 100000000"), GROUP, "nodes[1].repeat", "from 1 to 100000", "such a number"),
    Bad("repeat with count", node("repeat: 2, count: 2"), GROUP, "nodes[1].repeat", "exclude each other", "keep `repeat`"),
    Bad("repeat with same_as", node("repeat: 2, same_as: other:x"), GROUP, "nodes[1].same_as", "can't be `same_as`", "entry of its own"),
    Bad("repeats to multiply", put("mode: single", "repeat: 5000", ("kind: Unit", "repeat: 4000, kind: Unit")), STATIONED, "links[1]", "1,000,000", "fewer"),
    Bad(
        "repeats to add up",
        put("links:\n", "".join(f"  - {{id: r{n}, kind: Township, name: 镇, repeat: 100000}}\n" for n in range(12)) + "links:\n"),
        24,
        "nodes[13].repeat",
        "more than 1,000,000 nodes",
        "repeat fewer",
        others=1,
    ),
    Bad(
        "repeats of the wrong kinds",
        put("mode: single", "repeat: 100000", ("kind: Unit, category: government", "kind: Unit, repeat: 90000"), ("kind: STATIONED_AT", "kind: PART_OF")),
        STATIONED,
        "links[1].kind",
        "PART_OF doesn't go from",
        "Room → Commission",
    ),
    Bad("same_as of another form", node("same_as: x"), GROUP, "nodes[1].same_as", "`x` names no node", "`other-chart:id`"),
    Bad("a key of another kind", put("kind: Unit", "mode: single, kind: Unit"), UNIT, "nodes[2].mode", "isn't a key of Unit", "StationedGroup"),
    Bad("an unknown source", put("name: 市教育局", "name: 市教育局, source: s2 ¶1"), UNIT, "nodes[2].source", "the source `s2` isn't", "s1"),
    Bad("several sources", put("sources: [", "sources: [{id: s2}, "), 9, "claims[0]", "has no source", "one of s2, s1", others=5),
    Bad("no level", put("level: prefecture\n", "", ("complete: ", "# "), ("claims: ", "# ")), 10, "nodes[0]", "has no level", "add `level: ", others=2),
    Bad("no area", put('area: "530100"\n', "", ("complete: ", "# "), ("claims: ", "# ")), 10, "nodes[0]", "has no area", "add `area: ", others=2),
]


LINKS = [
    Bad("the wrong way round", put("from: cc, to: g-fin", "from: g-fin, to: cc"), DISPATCH, "links[0].from", "the wrong way round", "swap from and to"),
    Bad("ends of other kinds", put("from: cc, to: g-fin", "from: cc, to: u-fin"), DISPATCH, "links[0].kind", "from a Commission to a Unit", "TownshipOffice"),
    Bad("no end", put("from: cc, to: g-fin", "from: cc"), DISPATCH, "links[0]", "`to` is missing", "add `to: "),
    Bad("an end in another chart", put("to: g-fin", "to: 'city:x'"), DISPATCH, "links[0].to", "no node `city:x`", "`same_as: city:x`"),
    Bad("no kind", put("kind: DISPATCHES, ", ""), DISPATCH, "links[0]", "`kind` is missing", "LEADS"),
    Bad(
        "an unknown mechanism",
        links("kind: COORDINATES_WITH, from: g-fin, to: room, mechanism: counterparts"),
        23,
        "links[2].mechanism",
        "no mechanism",
        "`counterpart`?",
    ),
    Bad("P as an authority", put("[discipline, state]", "[D, S, P]"), STATIONED, "links[1].authority[2]", "`P` is no authority", "inspection"),
    Bad("another form of STATIONED_AT", put("form: stationed, auth", "form: state, auth"), STATIONED, "links[1].form", "is stationed, not state", "mend"),
    Bad(
        "another form of INSPECTS",
        links("kind: INSPECTS, from: it, to: u-fin, year: 2019, form: D"),
        23,
        "links[2].form",
        "is inspection, not discipline",
        "mend",
    ),
    Bad("another form of EXTENDS_TO", links("kind: EXTENDS_TO, from: cc, to: st, form: state"), 23, "links[2].form", "is stationed or none", "mend"),
    Bad("another form of CONTACTS", links("kind: CONTACTS, from: room, to: u-fin, form: P"), 23, "links[2].form", "is discipline or state or none", "mend"),
    Bad(
        "inspection by a station", links("kind: EXTENDS_TO, from: cc, to: st, authority: [D, I]"), 23, "links[2].authority", "can't hold inspection", "at most"
    ),
    Bad("scope elsewhere", put("kind: DISPATCHES", "scope: self, kind: DISPATCHES"), DISPATCH, "links[0].scope", "isn't a key of DISPATCHES", "INSPECTS"),
    Bad("authority before 2018-03", put("2020-12-31", "2018-02", (", authority: [discipline, state]", "")), STATIONED, "links[1]", "can't be assumed", "both"),
    Bad("a year of no calendar", links("kind: INSPECTS, from: it, to: u-fin, year: 19"), 23, "links[2].year", "from 1900 to 2200", "such a number"),
    Bad("a link to itself", links("kind: SUCCEEDS, from: cc, to: cc"), 23, "links[2].to", "links a body to itself", "mend one"),
    Bad(
        "a member of a repeat to all of it",
        put("mode: single", "repeat: 3") + b"  - {kind: COORDINATES_WITH, from: g-fin-2, to: g-fin}\n",
        17,
        "links[2].to",
        "links a body to itself",
        "mend one",
    ),
    Bad(
        "LEADS upwards",
        put("links:\n", "  - {id: pc, kind: Commission, name: 省纪委, level: province}\nlinks:\n  - {kind: LEADS, from: cc, to: pc}\n"),
        16,
        "links[0].from",
        "from level prefecture up to province",
        "swap",
    ),
    *(
        Bad(
            f"a circle of {kind}",
            put(
                "links:\n",
                f"  - {{id: a, kind: {end}, name: a}}\n  - {{id: b, kind: {end}, name: b}}\n"
                f"links:\n  - {{kind: {kind}, from: a, to: b}}\n  - {{kind: {kind}, from: b, to: a}}\n",
            ),
            17,
            "links[0]",
            "runs in a circle",
            "date them apart",
        )
        for kind, end in (("LEADS", "Commission"), ("PART_OF", "Collaboration"), ("SUBORDINATE_TO", "Unit"), ("SUCCEEDS", "Room"))
    ),
]


ALL = [*NAMED, *ENCODINGS, *SHAPES, *HEADERS, *ENTRIES, *LINKS]


def read(path: Path) -> FileReading:
    (found,) = og.read_files([path])
    return found


def told(problem: Problem) -> None:
    """A problem says where, what and what to do, on one line that any terminal can show."""
    text = str(problem)
    assert visible(problem.file) in text
    assert problem.line >= 0
    assert problem.what
    assert problem.todo
    assert not text.startswith(": ")
    assert text.isprintable() or all(letter.isprintable() or letter in "\u3000\xa0" for letter in text)
    text.encode()
