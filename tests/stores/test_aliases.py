"""A table of aliases that a user gives, and which names are one body of themselves (contract §1, domain §7.10)."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.alias_tables import CITY, TABLE, table
from support.charts_strategy import charts, read_chart
from support.examples import examples
from support.small import HEADER, chart

import oversight_graph as og
from oversight_graph.answer.body_lookup import find_body
from oversight_graph.chart.alias_table import Alias, Aliases, with_aliases
from oversight_graph.loaders.alias_file import read_aliases
from oversight_graph.naming.normalisation import key, plain
from oversight_graph.resolution.resolve import resolve
from oversight_graph.store.protocol import Store

# -- reading ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("encoding", "said"), [("utf-8", ""), ("utf-8-sig", ""), ("gb18030", "GBK or GB18030"), ("utf-16", "UTF-16")])
def test_a_table_is_read_with_its_comments_and_lines_in_the_encodings_of_spreadsheets(tmp_path: Path, encoding: str, said: str) -> None:
    found = read_aliases(table(tmp_path, TABLE, encoding=encoding))
    assert found.encoding == said
    assert found.rows == (
        Alias("市文化和旅游局", ("旅游局", "市文化局"), "Unit", line=4),
        Alias("other:audit", ("审计署",), None, "530100", "prefecture", 5),
        Alias("市没有的局", ("无此局",), line=6),
    )


def test_a_table_in_yaml_says_the_same(tmp_path: Path) -> None:
    text = '# old names\n- {name: 市文化和旅游局, alias: [旅游局, 市文化局], kind: Unit}\n- name: other:audit\n  alias: 审计署\n  area: "530100"\n'
    found = read_aliases(table(tmp_path, text, "aliases.yaml"))
    assert [(row.name, row.aliases, row.line) for row in found.rows] == [("市文化和旅游局", ("旅游局", "市文化局"), 2), ("other:audit", ("审计署",), 3)]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "name,alias\n甲局,\n", "a.csv:2: `alias` is missing"),
        ("a.csv", "name,alias,kind\n甲局,乙局,Unitt\n", "a.csv:2, kind: `Unitt` is no kind of node; did you mean `Unit`?"),
        ("a.csv", "name,alias,areas\n甲局,乙局,530100\n", "a.csv:2, areas: unknown key `areas`; did you mean `area`?"),
        ("a.csv", "name,alias\n甲局,乙局,丙局\n", "a.csv:2: 3 cells under 2 headings"),
        ("a.csv", "name,alias\n甲局,甲 局\n", "a.csv:2, alias: `甲 局` is the name itself"),
        ("a.csv", "甲局,乙局\n", "a.csv:1: the heading is `甲局, 乙局`, without `name` and `alias`"),
        ("a.csv", "name,alias,alias\n甲局,乙局,丙局\n", "two columns are called `alias`"),
        ("a.csv", 'name,alias\n甲局,"乙局\n', "this isn't CSV"),
        ("a.csv", "name,alias,电话\n甲局,乙局,123\n", "looks like a field of a natural person"),
        ("a.csv", "# nothing\n", "the table has no heading"),
        ("a.yaml", "name: 甲局\n", "a.yaml:1: this is no list"),
        ("a.yaml", "- 甲局\n", "a.yaml:1: is `甲局` where a row is expected"),
        ("a.yaml", "- {name: 甲局, alias: 乙局\n", "this isn't YAML"),
        ("a.txt", "name,alias\n甲局,乙局\n", "isn't read from a `.txt` file"),
    ],
)
def test_a_bad_table_is_refused_with_file_line_and_what_to_do(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(og.ChartError) as raised:
        read_aliases(table(tmp_path, text, name))
    assert said in str(raised.value) and "\n" not in str(raised.value)


def test_a_table_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(og.ChartError, match=r"none\.csv: there is no such file"):
        read_aliases(tmp_path / "none.csv")
    (tmp_path / "x.csv").write_bytes(b"\xff\xfe\x00n\xff")
    with pytest.raises(og.ChartError, match=r"x\.csv: the file "):
        read_aliases(tmp_path / "x.csv")


# -- what it does -------------------------------------------------------------------------------------------------------


def test_entries_that_bear_one_name_get_the_others_and_rows_that_meet_none_are_said(tmp_path: Path) -> None:
    found = with_aliases([chart(CITY)], read_aliases(table(tmp_path, TABLE)))
    (made,) = found.charts
    by_id = {entry.id: entry.rest for entry in made.nodes}
    assert by_id["c"]["aliases"] == ("市文化和旅游局", "旅游局", "市文化局")
    assert by_id["a"] == {"same_as": "other:audit", "aliases": ("审计署",)}
    assert by_id["g"] == {}  # the name of its host is not its own
    assert (found.entries, [row.line for row in found.unmet]) == (2, [6])
    assert str(found).endswith("aliases.csv: 2 entries met by 2 of 3 rows; no entry bears a name of line 6 (市没有的局, 无此局)")


@pytest.mark.parametrize("row", ["甲局,乙局,Room,,", "甲局,乙局,,530200,", "甲局,乙局,,,county"])
def test_a_row_meets_only_entries_of_its_kind_area_and_level(tmp_path: Path, row: str) -> None:
    found = with_aliases([chart("nodes: [{id: a, kind: Unit, name: 甲局}]")], read_aliases(table(tmp_path, f"name,alias,kind,area,level\n{row}\n")))
    assert found.entries == 0 and len(found.unmet) == 1


def test_sets_of_unnamed_bodies_are_left_alone() -> None:
    bodies = chart("nodes: [{id: a, kind: Unit, name: 甲局, count: 3}, {id: b, kind: Unit, name: 甲局, repeat: 2}]")
    assert with_aliases([bodies], Aliases("t", (Alias("甲局", ("乙局",)),))).charts == [bodies]


def test_two_charts_whose_names_the_table_joins_are_one_body_in_the_store_and_found_by_all_names(store: Store) -> None:
    made = with_aliases([chart("nodes: [{id: a, kind: Unit, name: 市林业局}]")], Aliases("t", (Alias("市园林局", ("市林业局",)),))).charts
    og.plan(store, chart("nodes: [{id: b, kind: Unit, name: 市园林局}]", "other")).apply()
    plan = og.plan(store, made)
    assert [merge.ids for merge in plan.merges] == [("other:b", "small:a")]
    assert "other:b 市园林局 = small:a 市林业局 (kind, level, area and name agree" in str(plan)
    plan.apply()
    graph = store.graph()
    assert len(graph) == 1 and {find_body(graph, name) for name in ("市林业局", "市园林局")} == {0}
    assert og.plan(store, made).empty


def test_two_entries_of_one_chart_that_the_table_calls_one_are_a_doubt_and_no_merge(store: Store) -> None:
    both = chart("nodes: [{id: a, kind: Unit, name: 甲局}, {id: b, kind: Unit, name: 乙局}]")
    plan = og.plan(store, with_aliases([both], Aliases("t", (Alias("甲局", ("乙局",)),))).charts)
    assert not plan.merges and [one.ids for one in plan.doubtful] == [("small:a", "small:b")]
    assert "small:a 甲局 ? small:b 乙局" in str(plan)


def test_a_row_with_an_id_says_same_as_and_contradicts_another_same_as_aloud() -> None:
    rows = Aliases("t.csv", (Alias("small:b", ("甲局",), line=2),))
    nodes = "nodes: [{id: a, kind: Unit, name: 甲局}, {id: b, kind: Unit, name: 乙局}]"
    made = with_aliases([chart(nodes)], rows).charts[0]
    assert [entry.rest for entry in made.nodes] == [{"same_as": "small:b"}, {"aliases": ("甲局",)}]
    assert [merge.ids for merge in resolve([made]).merges] == [("small:a", "small:b")]
    with pytest.raises(og.ChartError, match=r"t\.csv:2: `a` .*small\.yaml.* is same_as `x:y`, this row says `small:b`"):
        with_aliases([chart(nodes.replace("name: 甲局}", "name: 甲局, same_as: 'x:y'}"))], rows)


@given(charts(), st.integers(0, 13), st.booleans())
@examples(60)
def test_a_table_changes_nothing_but_aliases_and_a_second_time_nothing(document: dict[str, object], number: int, absent: bool) -> None:
    before = read_chart(document)
    rows = Aliases("t", (Alias("不存在的" if absent else f"机构n{number}", (f"旧称{number}",), line=1),))
    found = with_aliases([before], rows)
    once = found.charts[0]
    assert with_aliases([once], rows).charts == [once]
    met = [new for old, new in zip(before.nodes, once.nodes, strict=True) if old != new]
    assert len(met) == found.entries and all(entry.rest["aliases"] == (f"旧称{number}",) and entry.zh == f"机构n{number}" for entry in met)
    assert once.links == before.links and bool(found.unmet) == (found.entries == 0)
    assert len(resolve([once]).nodes) == len(resolve([before]).nodes)


# -- names that are one of themselves -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第３监督检查室", "第三監督檢查室"),
        ("第12审查调查室", "第十二审查调查室"),
        ("市财政局\u200b", "【市财政局】"),
        ("市发展和改革委员会", "市发改委"),
        ("市住房城乡建设局", "市住建局"),
        ("市人民政府国有资产监督管理委员会", "市政府国资委"),
        ("市市场监督管理局", "市场监管局"),
        ("某街道纪律检查工作委员会", "某街道纪工委"),
        ("派驻（出）市财政局纪检监察组", "驻市财政局纪检监察组"),
        ("昆明市纪委、昆明市监委", "昆明市纪委监委"),
    ],
)
def test_names_that_differ_in_writing_or_by_a_known_form_are_one(one: str, other: str) -> None:
    assert key(one, "prefecture", "530100") == key(other, "prefecture", "530100")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("市文化局", "市文化和旅游局"),
        ("第三监督检查室", "第十三监督检查室"),
        ("市水利局", "市水务局"),
        ("市场监管局", "监管局"),
        ("驻市财政局纪检组", "驻市财政局纪检监察组"),
        ("派驻出版局纪检监察组", "派驻版局纪检监察组"),
        ("第301室", "第31室"),
    ],
)
def test_names_of_different_bodies_stay_different(one: str, other: str) -> None:
    assert key(one, "prefecture", "530100") != key(other, "prefecture", "530100")


@given(st.integers(1, 999), st.integers(1, 999))
def test_ordinals_in_digits_and_in_characters_agree_and_no_two_do(one: int, other: int) -> None:
    assert (plain(f"第{one}室") == plain(f"第{other}室")) == (one == other)
    assert plain(f"第{one:03}室") == plain(f"第{one}室") and not any(letter.isdigit() and letter.isascii() for letter in plain(f"第{one}室"))


REGION = HEADER.replace('"530100"', '"650000"').replace("level: prefecture", "level: province")


@pytest.mark.parametrize("name", ["新疆维吾尔自治区纪委监委", "自治区纪委监委", "区纪委监委", "区纪委", "新疆自治区纪律检查委员会、监察委员会", "自治区监委"])
def test_the_commission_of_a_region_is_one_under_its_long_short_and_single_names_since_2018(store: Store, name: str) -> None:
    og.plan(store, chart("nodes: [{id: cc, kind: Commission, name: 自治区纪委监委}]", header=REGION)).apply()
    made = og.plan(store, chart(f"nodes: [{{id: x, kind: Commission, name: {name}}}]", "other", REGION))
    assert [merge.ids for merge in made.merges] == [("small:cc", "other:x")] and name in str(made)


def test_a_chart_with_both_halves_of_a_commission_merges_neither(store: Store) -> None:
    og.plan(store, chart("nodes: [{id: cc, kind: Commission, name: 市纪委监委}]")).apply()
    made = og.plan(store, chart("nodes: [{id: d, kind: Commission, name: 市纪委}, {id: s, kind: Commission, name: 市监委}]", "other"))
    assert not made.merges and [one.ids for one in made.doubtful] == [("small:cc", "other:d", "other:s")]


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("Commission", "市纪委", "市纪委监委"),
        ("Commission", "市监察局", "市纪委监委"),
        ("StationedGroup", "驻市财政局纪检组", "驻市财政局纪检监察组"),
        ("StationedGroup", "驻市财政局监察室", "驻市财政局纪检监察组"),
    ],
)
def test_a_name_from_before_2018_and_one_since_are_a_doubt_with_its_reason_and_no_merge(store: Store, kind: str, old: str, new: str) -> None:
    """domain §1: what was two bodies may have become one, so another thing could be meant."""
    og.plan(store, chart(f"nodes: [{{id: a, kind: {kind}, name: {old}}}]", header=HEADER.replace("2020-12-31", "2016-12-31"))).apply()
    made = og.plan(store, chart(f"nodes: [{{id: b, kind: {kind}, name: {new}}}]", "other"))
    assert not made.merges and [one.ids for one in made.doubtful] == [("other:b", "small:a")] and "old one" in made.doubtful[0].why
    made.apply()
    assert len(store.graph()) == 2
