"""The words of made-up national charts: stems of places, organs, what hangs under them. All places are made up; any likeness is chance."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

_FIRST = "云清松柏青紫龙凤鹤鹿雁梅兰竹菊荷桂枫榆槐柳桃杏梨枣橘茶麦禾稻谷春夏秋冬晨暮星月霞霜雪雨雷岚玉珠瑞嘉庆福禄寿仁义礼智德孝忠"
_SECOND = "岭川溪河湖泉坪塘湾桥坝洲阳原平丰泰昌盛康和远兴源海江峰岩石台浦滩沟坡岗店寨堡屯铺井沙岛田坎垭冲垅坳埠渡渚涧潭陂崖峪隘关"
STEMS = len(_FIRST) * len(_SECOND)
"""How many different stems there are."""
_DIGITS = "零一二三四五六七八九"


def _numeral(number: int) -> str:
    """A number from 0 to 999 in Chinese.

    >>> [_numeral(number) for number in (3, 10, 12, 20, 45, 107, 110, 200)]
    ['三', '十', '十二', '二十', '四十五', '一百零七', '一百一十', '二百']
    """
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    if hundreds:
        return f"{_DIGITS[hundreds]}百" + (f"零{_DIGITS[ones]}" if not tens and ones else f"{_DIGITS[tens]}十{_DIGITS[ones]}" if tens else "").removesuffix(
            "零"
        )
    return ("" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones or not tens else "")


_NUMERALS = pa.array([_numeral(number) for number in range(1000)])
_STEMS = pa.array([first + second for second in _SECOND for first in _FIRST])


def joined(*parts: pa.Array | str) -> pa.Array:
    """Texts put together row by row."""
    return pc.binary_join_element_wise(*parts, "")


def numerals(numbers: Numbers) -> pa.Array:
    """Numbers below 1000 as a Chinese reader writes them."""
    return _NUMERALS.take(pa.array(numbers))


def digits(numbers: Numbers, width: int = 0) -> pa.Array:
    """Numbers as texts, with leading zeros."""
    texts = pa.array(numbers).cast(pa.string())
    return pc.utf8_lpad(texts, width, "0") if width else texts


def stems(numbers: Numbers) -> pa.Array:
    """A stem of two characters for each number; different below STEMS, and no two neighbours alike."""
    return _STEMS.take(pa.array((numbers * 1009 + 17) % STEMS))


ORGANS: tuple[tuple[str, str, str], ...] = (
    # behind the name of a place, at the centre, category; the first ones there is everywhere
    ("委办公室", "中央办公厅", "party"),
    ("政府办公室", "国务院办公厅", "government"),
    ("委组织部", "中央组织部", "party"),
    ("委宣传部", "中央宣传部", "party"),
    ("委政法委", "中央政法委", "party"),
    ("财政局", "财政部", "government"),
    ("教育局", "国家教育委员会", "government"),
    ("卫生健康局", "国家卫生健康委员会", "government"),
    ("水利局", "水利部", "government"),
    ("国资委", "国务院国资委", "government"),
    ("公安局", "公安部", "government"),
    ("人民法院", "最高人民法院", "court"),
    ("人民检察院", "最高人民检察院", "procuratorate"),
    ("人大常委会办公室", "全国人大常委会办公厅", "congress"),
    ("政协办公室", "全国政协办公厅", "cppcc"),
    ("发展和改革局", "国家发展和改革委员会", "government"),
    ("工业和信息化局", "工业和信息化部", "government"),
    ("科学技术局", "科学技术部", "government"),
    ("民政局", "民政部", "government"),
    ("司法局", "司法部", "government"),
    ("人力资源和社会保障局", "人力资源和社会保障部", "government"),
    ("自然资源局", "自然资源部", "government"),
    ("生态环境局", "生态环境部", "government"),
    ("住房和城乡建设局", "住房和城乡建设部", "government"),
    ("交通运输局", "交通运输部", "government"),
    ("农业农村局", "农业农村部", "government"),
    ("商务局", "商务部", "government"),
    ("文化和旅游局", "文化和旅游部", "government"),
    ("退役军人事务局", "退役军人事务部", "government"),
    ("应急管理局", "应急管理部", "government"),
    ("审计局", "审计署", "government"),
    ("市场监督管理局", "国家市场监管局", "government"),
    ("体育局", "国家体育总局", "government"),
    ("统计局", "国家统计局", "government"),
    ("医疗保障局", "国家医疗保障局", "government"),
    ("信访局", "国家信访局", "government"),
    ("乡村振兴局", "国家乡村振兴局", "government"),
    ("林业和草原局", "国家林业和草原局", "government"),
    ("总工会", "中华全国总工会", "mass_organisation"),
    ("妇联", "全国妇联", "mass_organisation"),
    ("委统战部", "中央统战部", "party"),
    ("委编办", "中央编办", "party"),
    ("委网信办", "中央网信办", "party"),
    ("委老干部局", "中央老干部局", "party"),
    ("委机要局", "中央机要局", "party"),
    ("民族宗教事务局", "国家民族事务委员会", "government"),
    ("城市管理局", "国家城市管理局", "government"),
    ("机关事务管理局", "国家机关事务管理局", "government"),
    ("政务服务管理局", "国家政务服务管理局", "government"),
    ("大数据发展局", "国家大数据发展局", "government"),
    ("人民防空办公室", "国家人民防空办公室", "government"),
    ("金融工作办公室", "国家金融工作办公室", "government"),
    ("外事办公室", "国家外事办公室", "government"),
    ("知识产权局", "国家知识产权局", "government"),
    ("粮食局", "国家粮食局", "government"),
    ("工商联", "全国工商联", "mass_organisation"),
    ("科协", "中国科协", "mass_organisation"),
    ("文联", "中国文联", "mass_organisation"),
    ("残联", "中国残联", "mass_organisation"),
    ("侨联", "中国侨联", "mass_organisation"),
    ("档案馆", "中央档案馆", "public_institution"),
    ("融媒体中心", "国家融媒体中心", "public_institution"),
    ("公共资源交易中心", "国家公共资源交易中心", "public_institution"),
)
EDUCATION, HEALTH, WATER, ASSETS = 6, 7, 8, 9
"""Places in ORGANS of those under which most units hang."""

SUBORDINATES: tuple[tuple[str, str, int], ...] = (
    # behind a number, category, the organ above (-1: any)
    ("中学", "public_institution", EDUCATION),
    ("小学", "public_institution", EDUCATION),
    ("人民医院", "public_institution", HEALTH),
    ("幼儿园", "public_institution", EDUCATION),
    ("水库管理所", "public_institution", WATER),
    ("自来水有限公司", "enterprise", ASSETS),
    ("检验检测中心", "public_institution", -1),
    ("事务服务中心", "public_institution", -1),
)

ROOMS = ("监督检查室", "审查调查室")
"""Behind a number: the first half of the rooms, then the others."""
OWN_ROOMS = ("案件监督管理室", "案件审理室")
"""The last two rooms of every commission."""
TOWNS = ("镇", "乡", "街道")
VILLAGES = ("村", "村", "村", "社区")
