"""The words of the page that aren't the model's, in both languages."""

from __future__ import annotations

from oversight_graph.model import Language

_WORDS = {
    "map": ("监督关系图", "Map of supervision"),
    "around": ("周边关系", "surroundings"),
    "nodes": ("个机构", "bodies"),
    "links": ("条关系", "links"),
    "as_of": ("截至", "as of"),
    "sources": ("来源", "Sources"),
    "bodies_by_kind": ("机构(按类型)", "Bodies by kind"),
    "bodies_by_grade": ("监督等级", "Grade of coverage"),
    "links_by_kind": ("关系", "Links"),
    "signs": ("标记", "Signs"),
    "solid": ("明确或推定", "assigned or inferred"),
    "dashed": ("宣称、法定或个案", "declared, statutory or an episode"),
    "population": ("×28:代表28个未具名成员;×?:数目不详", "×28: stands for 28 unnamed members; ×?: number unknown"),
    "fit": ("全图", "Whole map"),
    "kind": ("类型", "kind"),
    "grade": ("等级", "grade"),
    "members": ("成员数", "members"),
    "unknown_number": ("数目不详", "number unknown"),
    "staff": ("专职人数", "full-time staff"),
    "note": ("备注", "note"),
    "from_to": ("从—到", "from – to"),
    "noscript": ("此图需要 JavaScript。", "The map needs JavaScript."),
    "large": (
        "此图有 {} 个机构,超过 1000 个:名称需放大后才能看清。可用机构名称限定范围。",
        "This map shows {} bodies, more than 1,000: zoom in to read the names, or draw the surroundings of a body.",
    ),
}


def word(key: str, lang: Language) -> str:
    zh, en = _WORDS[key]
    return zh if lang == "zh" else en
