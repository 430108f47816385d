"""The short names of the provinces by their codes (GB/T 2260): what folding takes off names, without the table of all places."""

from __future__ import annotations

from oversight_graph.model.areas import is_gb

PROVINCES = {
    "11": "北京", "12": "天津", "13": "河北", "14": "山西", "15": "内蒙古", "21": "辽宁", "22": "吉林", "23": "黑龙江", "31": "上海",
    "32": "江苏", "33": "浙江", "34": "安徽", "35": "福建", "36": "江西", "37": "山东", "41": "河南", "42": "湖北", "43": "湖南",
    "44": "广东", "45": "广西", "46": "海南", "50": "重庆", "51": "四川", "52": "贵州", "53": "云南", "54": "西藏", "61": "陕西",
    "62": "甘肃", "63": "青海", "64": "宁夏", "65": "新疆",
}  # fmt: skip

ENGLISH = {
    "北京": "Beijing", "天津": "Tianjin", "河北": "Hebei", "山西": "Shanxi", "内蒙古": "Inner Mongolia", "辽宁": "Liaoning", "吉林": "Jilin", "黑龙江": "Heilongjiang",
    "上海": "Shanghai", "江苏": "Jiangsu", "浙江": "Zhejiang", "安徽": "Anhui", "福建": "Fujian", "江西": "Jiangxi", "山东": "Shandong", "河南": "Henan",
    "湖北": "Hubei", "湖南": "Hunan", "广东": "Guangdong", "广西": "Guangxi", "海南": "Hainan", "重庆": "Chongqing", "四川": "Sichuan", "贵州": "Guizhou",
    "云南": "Yunnan", "西藏": "Xizang", "陕西": "Shaanxi", "甘肃": "Gansu", "青海": "Qinghai", "宁夏": "Ningxia", "新疆": "Xinjiang",
}  # fmt: skip
"""In English: written out, as the library that knows the pinyin takes longer to import than a question to answer."""


def province(code: str) -> str | None:
    """The short name of the province in which an area lies.

    Parameters
    ----------
    code
        The code of an area.

    Returns
    -------
    None for a code that isn't of GB/T 2260.

    Examples
    --------
    >>> province("620102"), province("example-zone")
    ('甘肃', None)
    """
    return PROVINCES.get(code[:2]) if is_gb(code) else None
