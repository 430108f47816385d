"""What the areas of a graph are called: as a chart declares them, else the province of a GB/T 2260 code, else the code."""

from __future__ import annotations

from oversight_graph.graph.graph import Graph
from oversight_graph.model.areas import EVERYWHERE, canonical
from oversight_graph.naming.provinces import province
from oversight_graph.picture.i18n import page_words
from oversight_graph.picture.labels import visible

_ENGLISH = {
    "北京": "Beijing", "天津": "Tianjin", "河北": "Hebei", "山西": "Shanxi", "内蒙古": "Inner Mongolia", "辽宁": "Liaoning", "吉林": "Jilin", "黑龙江": "Heilongjiang",
    "上海": "Shanghai", "江苏": "Jiangsu", "浙江": "Zhejiang", "安徽": "Anhui", "福建": "Fujian", "江西": "Jiangxi", "山东": "Shandong", "河南": "Henan",
    "湖北": "Hubei", "湖南": "Hunan", "广东": "Guangdong", "广西": "Guangxi", "海南": "Hainan", "重庆": "Chongqing", "四川": "Sichuan", "贵州": "Guizhou",
    "云南": "Yunnan", "西藏": "Xizang", "陕西": "Shaanxi", "甘肃": "Gansu", "青海": "Qinghai", "宁夏": "Ningxia", "新疆": "Xinjiang",
}  # fmt: skip
"""The provinces in English: written out, as the library that knows the pinyin takes longer to import than a question to answer."""


def area_names(graph: Graph, codes: list[str]) -> list[tuple[str, str]]:
    """The name of each area in Chinese and in English.

    Parameters
    ----------
    graph
        Its charts may declare names of areas.
    codes
        Codes of areas; `CN` is the whole country.

    Returns
    -------
    A pair (Chinese, English) for each code, in order
        The code itself where no chart and no province of GB/T 2260 names it.
    """
    declared = {canonical(area.code): (area.zh, area.en) for header in graph.headers.values() for area in header.areas}
    return [_name(code, declared.get(code, (None, None))) for code in codes]


def _name(code: str, declared: tuple[str | None, str | None]) -> tuple[str, str]:
    if code == EVERYWHERE:
        return page_words()["whole_country"]
    zh, en = declared
    known = province(code)
    is_province = code.endswith("0000")
    if known and not zh and not en:
        zh, en = (known, _ENGLISH[known]) if is_province else (f"{known} {code}", f"{_ENGLISH[known]} {code}")
    return visible(zh or en or code), visible(en or zh or code)
