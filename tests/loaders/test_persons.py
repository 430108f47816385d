"""No natural person gets into a chart, from whatever file: not as a body, a name, an alias, a remark, a locator or in a message."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from support.places import ROOT
from support.untranslated import untranslated

import oversight_graph as og
from oversight_graph.charts import shipped
from oversight_graph.messages import Message, in_language, message
from oversight_graph.messages.language import LANGUAGES
from oversight_graph.model import KINDS
from oversight_graph.naming.grammar import parse
from oversight_graph.naming.personal_data import has_numbers, redacted, without_personal_data_in
from oversight_graph.naming.persons import heading_of_persons, likeness
from oversight_graph.problems import errors
from oversight_graph.reading import FileReading

HERE = Path(__file__).parent
TOLD = {"chart": "t", "as_of": "2023-06-30", "area": "530600", "level": "prefecture"}
SURE = ["王建国", "李四同志", "张三主任", "组长：张三", "買買提·艾合買提", "陈某某书记"]
PERHAPS = ["张三", "张三丰", "欧阳某", "李 四", "Zhang San"]
PIECES = ["张三", "李四", "王建国", "買買提", "陈某某", "欧阳某", "Zhang San", "13800000000", "63123456", "@example", "53010219900101"]
REMARK = "2019年设立；组长张三，电话13800000000；联系人：李四（0871-63123456，li@example.cn）；身份证53010219900101123X；与审计局合署"


def everything(found: FileReading) -> str:
    """All that is kept of a file, and all that is said of it, in both languages."""
    charts = [[chart.header, *(one.written() for one in (*chart.nodes, *chart.links))] for chart in found.charts]
    said = []
    for lang in LANGUAGES:
        with in_language(lang):
            said += [*map(str, found.problems), *map(str, found.understood)]
    return repr(charts) + "\n".join(said)


def none_left(found: FileReading) -> None:
    text = everything(found)
    assert not [piece for piece in PIECES if piece in text], text


def table(path: Path, *rows: str) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([cell.strip() for cell in row.split("|")] for row in rows)
    return path


def one(path: Path, **told: object) -> FileReading:
    (found,) = og.read_files([path], TOLD | told)
    return found


# -- the rule itself -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SURE)
def test_a_name_that_is_surely_a_persons_is_told(name: str) -> None:
    assert likeness(name) == "person"


@pytest.mark.parametrize("name", PERHAPS)
def test_a_name_that_may_be_a_persons_is_told_as_such(name: str) -> None:
    assert likeness(name) == "perhaps"


def test_no_organisation_of_the_unseen_names_the_charts_or_the_grammar_is_called_a_person() -> None:
    named = [
        row["name"] for file in HERE.glob("names_unseen*.csv") for row in csv.DictReader(file.read_text("utf-8").splitlines()) if row["kind"] not in ("-", "?")
    ]
    for name in shipped():
        for chart in og.read(name):
            named += [text for node in chart.nodes for text in (node.zh, *node.rest.get("aliases", ()))]
    places = ["高新区", "马山县", "金融办", "石化", "平安", "白云区", "连云港", "任丘市", "安委会", "路桥公司", "方正集团", "纪检组", "农业农村局", "党校"]
    assert len(named) > 1900
    assert not [name for name in (*named, *places) if likeness(name)]


def test_what_may_be_a_person_was_unsure_before() -> None:
    assert not [name for name in PERHAPS if parse(name).sure and parse(name).kind]


@pytest.mark.parametrize(
    "heading", ["对口室主任", "派驻组组长", "室书记", "负责人", "联系人及电话", "姓名", "分管领导", "联络员", "手机号码", "邮箱", "身份证号", "contact", "Head of group", "e-mail", "主任（对口室）"]
)  # fmt: skip
def test_headings_of_persons_are_told(heading: str) -> None:
    assert heading_of_persons(heading)


@pytest.mark.parametrize("heading", ["专职人数", "编制", "领导职数", "书记人数", "对口室", "派驻机构", "监督单位", "备注", "headcount", "number of heads", "supervised units", "contact unit", "head office"])  # fmt: skip
def test_head_counts_and_bodies_are_no_headings_of_persons(heading: str) -> None:
    assert not heading_of_persons(heading)


def test_a_remark_keeps_what_isnt_a_persons() -> None:
    assert redacted(REMARK).text == "2019年设立；与审计局合署"
    for text in ("组长由市纪委派出", "副书记2名", "举报电话12388", "2019年3月设立，编制5名", "与党校合署", "党委书记兼任", "530102001000", "第3组"):
        assert redacted(text) == (text, ())


def test_numbers_in_full_width_or_in_pieces_are_told() -> None:
    for text in ("１３８００００００００", "138 0000 0000", "138-0000-0000", "+86 13800000000", "(0871)63123456", "电话：6312 3456", "微信：zhang_99"):
        assert has_numbers(text), text


def test_no_message_repeats_a_name_even_where_it_tells_what_to_do() -> None:
    said = without_personal_data_in(untranslated("`张三` is unsure", "write `kinds: {张三: Unit}`, 13800000000"))
    assert said.parts() == ("`…` is unsure", "write `kinds: {…: Unit}`, …")


@pytest.mark.parametrize("name", [*SURE, *PERHAPS])
def test_a_message_loses_the_names_that_it_quotes_and_keeps_its_code(name: str) -> None:
    said = without_personal_data_in(message("errors.did_you_mean", word=name))
    assert said.code == "errors.did_you_mean"
    assert (said.text("zh"), said.text("en")) == ("是否指 `…`？", "did you mean `…`?")


def test_a_name_quoted_once_stands_nowhere_in_a_message_nor_in_the_messages_and_lists_inside_it() -> None:
    near = message("errors.use_one_of", words=["张三", "市财政局"])
    said = without_personal_data_in(untranslated("`张三` is unsure", message("problems.subject", subject="kinds: {张三: Unit}", what=near)))
    assert said.parts("en") == ("`…` is unsure", "kinds: {…: Unit}: use one of: …, 市财政局")
    assert said.parts("zh") == ("`…` is unsure", "kinds: {…: Unit}：请用其中之一：…、市财政局")


def test_a_message_loses_numbers_of_persons_wherever_they_stand() -> None:
    for value in ("13800000000", 13800000000, "电话：6312 3456", "zhang@example.cn"):
        assert without_personal_data_in(message("problems.sheet", sheet=value)).text("en") == "sheet …", value
    listed = without_personal_data_in(message("errors.use_one_of", words=("市财政局 13800000000", message("problems.sheet", sheet="１３８００００００００"))))
    assert listed.text("en") == "use one of: 市财政局 …, sheet …"


def test_a_message_keeps_what_isnt_a_persons() -> None:
    words = [*KINDS, "市财政局", "高新区", "党委书记", "举报电话12388"]
    for said in (
        message("errors.use_one_of", words=words),
        message("cli.nothing_loaded", errors=2),
        *(message("errors.did_you_mean", word=word) for word in words),
    ):
        assert [without_personal_data_in(said).text(lang) for lang in ("zh", "en")] == [said.text(lang) for lang in ("zh", "en")]
    assert without_personal_data_in(message("problems.row", row=7)) == Message("problems.row", {"row": 7})


def test_a_message_is_redacted_as_its_words_are() -> None:
    for what, left in (
        ("`张三` is unsure", "`…` is unsure"),
        ("the title `组长张三` of 13800000000", "the title `…` of …"),
        ("`2019年设立；联系人：李四` and `市财政局`", "`2019年设立；…` and `市财政局`"),
        ("nothing quoted: 张三", "nothing quoted: 张三"),
    ):
        assert without_personal_data_in(untranslated(what, "`李四`")).parts() == (left, "`…`")


# -- each loader -----------------------------------------------------------------------------------------------------------------


def test_a_roster_keeps_no_person_from_any_of_its_columns(tmp_path: Path) -> None:
    found = one(
        table(
            tmp_path / "r.csv",
            "附表：派驻机构一览表 填表人：李四 电话13800000000||||||",
            "派驻机构 | 监督单位 | 对口室 | 对口室主任 | 专职人数 | 协作组 | 备注",
            f"驻市财政局纪检监察组 王建国 | 市财政局、市审计局 | 第一监督检查室 | 张三 | 5 | 第一协作组 | {REMARK}",
            "驻市水务局纪检监察组 | 市水务局、王建国、李四同志 | 王建国 | 李四 | 3 | 组长：张三 | 张三、李四",
        )
    )
    none_left(found)
    (chart,) = found.charts
    assert {node.zh for node in chart.nodes if node.kind == "Unit"} == {"市财政局", "市审计局", "市水务局"}
    assert {node.zh for node in chart.nodes if node.kind in ("Room", "Collaboration")} == {"第一监督检查室", "第一协作组"}
    assert [node.rest.get("note") for node in chart.nodes if node.kind == "StationedGroup"] == ["2019年设立;与审计局合署".replace(";", "；"), None]
    cells = {problem.cell for problem in found.problems if problem.severity == "warning"}
    assert {"D2", "G3", "B4", "C4", "F4", "G4"} <= cells


@pytest.mark.parametrize("name", PERHAPS)
@pytest.mark.parametrize("column", ["A", "B", "C"])
def test_a_roster_asks_for_what_may_be_a_person_and_a_mapping_answers(name: str, column: str, tmp_path: Path) -> None:
    row = {"A": "驻市财政局纪检监察组", "B": "市财政局", "C": "第一监督检查室"} | {column: name}
    file = table(tmp_path / "r.csv", "派驻机构 | 监督单位 | 对口室", "驻市水务局纪检监察组 | 市水务局 | 第二监督检查室", " | ".join(row.values()))
    found = one(file)
    none_left(found)
    assert not found.charts and [problem.cell for problem in errors(found.problems)] == [f"{column}3"]
    (reading,) = found.readings
    assert reading.guess is not None
    (asked,) = reading.guess["kinds"]  # type: ignore[misc]
    kind = {"A": "StationedGroup", "B": "Unit", "C": "Room"}[column]
    assert kind in {node.kind for chart in one(file, mapping={"kinds": {asked: kind}}).charts for node in chart.nodes if node.zh.replace(" ", "") == asked}
    left = one(file, mapping={"kinds": {asked: "none"}})
    assert column == "A" or (left.charts and asked not in repr([node.written() for node in left.charts[0].nodes]))


def test_a_list_of_names_keeps_no_person(tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_text("\n".join(["市财政局", "市审计局（联系人：李四 13800000000）", *SURE]), "utf-8")
    found = one(file)
    none_left(found)
    assert {node.zh for node in found.charts[0].nodes} == {"市财政局", "市审计局"}
    file.write_text("\n".join(["市财政局", *PERHAPS]), "utf-8")
    found = one(file)
    none_left(found)
    assert {problem.line for problem in errors(found.problems)} == {2, 3, 4, 5, 6}


def test_tidy_tables_keep_no_number_and_no_name_in_their_texts(tmp_path: Path) -> None:
    for name, rows in {
        "charts": ["chart | as_of | area | level", "t | 2020-12-31 | 530102 | county"],
        "sources": ["id | title", "s1 | 名单（联系人：李四 13800000000）"],
        "nodes": ["id | kind | name | note | aliases | source | 联系人", f"u | Unit | 区财政局 13800000000 | {REMARK} | 王建国 | s1 电话63123456 | 张三"],
    }.items():
        table(tmp_path / f"{name}.csv", *rows)
    found = one(tmp_path)
    none_left(found)
    (node,) = found.charts[0].nodes
    assert (node.zh, node.rest.get("aliases"), node.sources) == ("区财政局", None, ("s1",))
    assert {problem.cell for problem in found.problems} >= {"C2", "D2", "E2", "F2", "G1"}


@pytest.mark.parametrize("suffix", [".json", ".graphml"])
def test_graphs_of_other_programs_keep_no_person(suffix: str, tmp_path: Path) -> None:
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_node("u", label="云岭市财政局", note=REMARK, 负责人电话="13800000000", contactPerson="Zhang San")
    graph.add_node("p", label="王建国", kind="Unit")
    file = tmp_path / f"g{suffix}"
    if suffix == ".json":
        file.write_text(json.dumps(nx.node_link_data(graph, edges="edges")), "utf-8")
    else:
        nx.write_graphml(graph, file)
    found = one(file)
    none_left(found)
    assert [node.rest.get("note") for node in found.charts[0].nodes] == ["2019年设立；与审计局合署"]


def test_a_page_keeps_no_person(tmp_path: Path) -> None:
    file = tmp_path / "p.html"
    cells = "".join(f"<td>{text}</td>" for text in ("驻市财政局纪检监察组", "市财政局、王建国", REMARK))
    file.write_text(f"<h1>派驻机构一览表 联系人李四 13800000000</h1><table><tr><th>派驻机构<th>监督单位<th>备注</tr><tr>{cells}</tr></table>", "utf-8")
    found = one(file)
    none_left(found)
    assert {node.zh for node in found.charts[0].nodes if node.kind == "Unit"} == {"市财政局"}


# -- native charts ---------------------------------------------------------------------------------------------------------------


def native(path: Path, node: str = "", more: str = "") -> FileReading:
    path.write_text(
        "chart: t\nas_of: 2020-12-31\narea: '530102'\nlevel: county\nsources: [{id: s1, title: 名单}]\n"
        f"nodes:\n  - {{id: u, kind: Unit, name: 区财政局}}\n  - {{id: g, kind: StationedGroup, name: 驻区财政局纪检监察组{node}}}\n{more}",
        "utf-8",
    )
    return one(path)


@pytest.mark.parametrize(
    ("node", "path"),
    [
        (", note: 电话13800000000", "nodes[1].note"),
        (", aliases: [区财政组, 组 13800000000]", "nodes[1].aliases[1]"),
        (", source: s1 zhang@example.cn", "nodes[1].source"),
        ("}\n  - {id: x, kind: Unit, name: 区审计局 0871-63123456", "nodes[2].name"),
        ("}\n  - {id: 53010219900101123X, kind: Unit, name: 区审计局", "nodes[2].id"),
    ],
)
def test_a_number_of_a_person_in_a_native_chart_is_an_error_that_says_where(node: str, path: str, tmp_path: Path) -> None:
    found = native(tmp_path / "c.yaml", node)
    none_left(found)
    (problem,) = errors(found.problems)
    assert problem.path == path and problem.line and "telephone number" in problem.what


def test_a_number_in_a_link_or_a_source_is_an_error_too(tmp_path: Path) -> None:
    found = native(tmp_path / "c.yaml", more="links:\n  - {kind: STATIONED_AT, from: g, to: u, note: 13800000000}\n")
    assert [problem.path for problem in errors(found.problems)] == ["links[0].note"]


@pytest.mark.parametrize(("node", "path"), [(", note: 组长张三", "nodes[1].note"), ("}\n  - {id: p, kind: Unit, name: 王建国", "nodes[2].name"), ("}\n  - {id: p, kind: Unit, name: 张三", "nodes[2].name")])  # fmt: skip
def test_what_looks_like_a_persons_name_in_a_native_chart_is_a_warning(node: str, path: str, tmp_path: Path) -> None:
    (problem,) = native(tmp_path / "c.yaml", node).problems
    assert (problem.severity, problem.path) == ("warning", path) and "张三" not in str(problem)


def test_the_shipped_charts_say_nothing_of_persons() -> None:
    for path in (*shipped(), *(ROOT / "examples").iterdir()):
        text = "\n".join(str(problem) for found in og.read_files([path], TOLD) for problem in found.problems)
        assert "person's name" not in text and "telephone number, an" not in text, text


def test_a_guess_holds_no_number_and_no_sure_name(tmp_path: Path) -> None:
    file = table(tmp_path / "r.csv", "派驻机构 | 监督单位", "驻市水务局纪检监察组 | 市水务局", "王建国 13800000000 | 市财政局", "李四同志 | 市审计局")
    (reading,) = one(file).readings
    assert reading.guess is not None and "13800000000" not in repr(reading.guess) and "李四" not in repr(reading.guess)
