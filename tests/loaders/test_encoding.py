"""A wrong guess is a problem, never names that nobody wrote: a text is read right, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.examples import examples

from oversight_graph.loaders.tabular import read_workbook
from oversight_graph.parsing.document import ParseError
from oversight_graph.parsing.encoding import NAMES, decode, guess
from oversight_graph.parsing.text_file import read_text

SIMPLIFIED = """\
附件：某市纪委监委派驻（出）机构监督单位一览表
（截至2020年12月31日）
序号,派驻机构,监督单位,编制
1,驻市财政局纪检监察组,市财政局、市审计局、市统计局,5
2,驻市卫生健康委纪检监察组,市卫生健康委、市医疗保障局,不少于5
"""
TRADITIONAL = """\
市紀委監委派駐機構監督單位一覽表
1,駐市財政局紀檢監察組,市財政局、市審計局,5
2,駐市教育局紀檢監察組,市教育局、市體育局,4名
"""
NAMES_ALONE = [
    "驻市财政局纪检监察组",
    "区纪委监委第五监督检查室",
    "某街道纪检监察工委",
    "经开区纪检监察工委",
    "区委第二巡察组",
    "市公安局",
    "省水利厅",
    "镇纪委书记办公室",
]
TRADITIONAL_ALONE = ["駐市財政局紀檢監察組", "區紀委監委第五監督檢查室", "省水利廳", "市審計局"]
CHINESE = ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("codec", CHINESE)
def test_a_table_is_read_in_each_encoding(codec: str) -> None:
    found = decode(SIMPLIFIED.encode(codec))
    assert found.text == SIMPLIFIED
    assert found.encoding == {"utf-8-sig": "UTF-8", **NAMES}[codec]


@pytest.mark.parametrize("codec", ["big5", "cp950", "big5hkscs", "gbk", "gb18030", "utf-8", "utf-16"])
def test_the_traditional_script_is_read_in_each_encoding(codec: str) -> None:
    found = decode(TRADITIONAL.encode(codec))
    assert found.text == TRADITIONAL
    assert found.encoding == {"cp950": "Big5", "big5hkscs": "Big5", **NAMES}[codec]


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
@pytest.mark.parametrize("name", NAMES_ALONE)
def test_one_name_is_enough(name: str, codec: str) -> None:
    assert decode(name.encode(codec)).text == name


@pytest.mark.parametrize("name", TRADITIONAL_ALONE)
def test_one_name_in_big5_is_enough(name: str) -> None:
    assert decode(name.encode("big5")) == (name, "Big5")


@given(st.lists(st.sampled_from(NAMES_ALONE + list("，、；（）12 \n某村县驻局组室区镇")), min_size=1, max_size=8).map("".join), st.sampled_from(CHINESE))
@examples(150)
def test_what_is_read_is_what_was_written(text: str, codec: str) -> None:
    """Whatever the encoding and however short, a text that is written in the field's words is read right or not at all. UTF-16 without
    a mark needs a line break: `村` alone is `Qg` as well, and nothing tells them apart."""
    if codec in ("utf-16-le", "utf-16-be"):
        text += "\n"
    try:
        assert decode(text.encode(codec)).text == text
    except ParseError as error:
        assert error.what and error.todo


def test_words_in_utf_16_without_a_mark_or_a_line_break_arent_read_as_gbk() -> None:
    """The four words are valid GBK too: a control character, one word, some signs."""
    assert decode("市公安局".encode("utf-16-le")) == ("市公安局", "UTF-16")


@given(st.text(st.sampled_from("財政局審計廳紀檢監察組駐區鎮縣委、，12 \n"), min_size=1, max_size=30))
def test_what_is_read_of_big5_is_what_was_written(text: str) -> None:
    try:
        assert decode(text.encode("cp950")).text == text
    except ParseError as error:
        assert error.what and error.todo


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("한국의 감사원 서울특별시 부산광역시 대구광역시", "euc_kr"), ("東京都監査委員事務局のかんさ", "euc_jp"), ("東京都監査委員事務局、大阪府", "shift_jis"),
        ("Россия контрольная палата", "cp1251"), ("Zürich, Genève, Île-de-France", "cp1252"), ("Málaga", "latin-1"),
    ],
)  # fmt: skip
def test_other_languages_are_refused_not_read_as_chinese(text: str, codec: str) -> None:
    with pytest.raises(ParseError, match="no text in an encoding of Chinese"):
        decode(text.encode(codec))


@pytest.mark.parametrize(
    ("raw", "first", "second"),
    [
        ("东湖".encode("gb18030"), "东湖", "Big5"),  # both readings are made of characters that texts have
        ("1. 驻".encode("gb18030"), "驻", "UTF-8"),  # its bytes are a Hebrew letter in UTF-8
        ("鎮紀".encode("gb18030"), "鎮紀", "UTF-8"),  # 悼o in UTF-8
        ("俚".encode("gb18030"), "俚", "UTF-8"),
        ("鄉鎮".encode("big5"), "鄉鎮", "GBK"),
    ],
)
def test_where_two_encodings_are_possible_both_readings_are_shown(raw: bytes, first: str, second: str) -> None:
    with pytest.raises(ParseError, match="can't be told") as caught:
        decode(raw)
    assert first in caught.value.what and second in caught.value.what
    assert "UTF-8" in caught.value.todo


@pytest.mark.parametrize("text", ["Zürich, Genève", "pää", "日本のかんさ", "контрольная палата", "😀", "中央", "驻", "1. 驻", "a"])
def test_utf_8_of_any_language_is_utf_8(text: str) -> None:
    assert decode(text.encode()) == (text, "UTF-8")


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (SIMPLIFIED.encode("gb18030")[:-20] + b"\xff\xff", "no text"), (SIMPLIFIED.encode("utf-16")[:-1], "isn't UTF-16 text"), (b"a,b\n\0\1\2\n", "NUL"),
        (b"\xef\xbb\xbf\xff", "isn't UTF-8 text"), (bytes(range(256)) * 20, "NUL"), (bytes(range(128, 256)) * 20, "no text"),
    ],
)  # fmt: skip
def test_what_is_damaged_or_no_text_is_refused(raw: bytes, words: str) -> None:
    with pytest.raises(ParseError, match=words):
        decode(raw)


@pytest.mark.parametrize("codec", ["gb18030", "utf-16", "utf-16-le"])
def test_a_table_that_isnt_utf_8_says_what_it_was_read_as(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(SIMPLIFIED.encode(codec))
    book = read_workbook(path)
    (problem,) = book.problems
    assert (problem.severity, book.encoding) == ("warning", NAMES[codec])
    assert NAMES[codec] in problem.what and "附件：某市纪委监委派驻" in problem.what  # the words by which a reader sees whether it is right


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig"])
def test_utf_8_needs_no_notice(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(SIMPLIFIED.encode(codec))
    assert (read_workbook(path).encoding, read_workbook(path).problems) == ("UTF-8", ())


@pytest.mark.parametrize(("codec", "name"), [("gb18030", "GBK or GB18030"), ("big5", "Big5"), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252")])
def test_a_chart_in_another_encoding_is_refused_with_its_name(tmp_path: Path, codec: str, name: str) -> None:
    """A chart is UTF-8 by contract; what else it seems to be is told by the same judgement."""
    text = "title: Île\n" if codec == "cp1252" else f"title: {TRADITIONAL}"
    path = tmp_path / "a.yaml"
    path.write_bytes(text.encode(codec))
    with pytest.raises(ParseError, match=name):
        read_text(path)
    assert name in str(guess(text.encode(codec)))


def test_what_the_user_tells_stands_or_is_refused() -> None:
    raw = "东湖".encode("gb18030")
    assert decode(raw, "gbk").text == "东湖"
    assert decode("\ufeff东湖".encode("utf-16-le"), "utf-16-le").text == "东湖"
    for codec in ("utf-8", "latin-1"):
        with pytest.raises(ParseError):
            decode(raw, codec)
