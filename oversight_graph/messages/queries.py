"""What the answers to questions say: among what was looked, and what a reader must know besides."""

MESSAGES = {
    # -- universes ---------------------------------------------------------------------------------------------------------------------
    "overseen": ("监督对象", "overseen nodes"),
    "overseers": ("监督机构", "overseers"),
    "other_overseers": ("其他监督机构", "other overseers"),
    "judgements": ("判断：一个监督对象与一条对其有要求的规范", "judgements: an overseen node and a norm that asks for it"),
    "pairs": ("所问的机构对", "pairs of bodies asked about"),
    # -- gaps --------------------------------------------------------------------------------------------------------------------------
    "no_norm_in_force": ("{day} 没有关于这些形式的有效规范", "no norm for these forms is in force on {day}"),
    "no_norm_of_sets_in_force": ("{day} 没有关于这些形式的有效规范 {sets}", "no norm of {sets} for these forms is in force on {day}"),
    "category_unknown": (
        "{norm} 按单位类别适用；{number} 个类别未知的单位未按其判断",
        "{norm} names categories; {number} units of unknown category aren't judged by it",
    ),
    "later_norms": (
        "{chart} 描述的是 {own_day}，此处按 {day} 及其后的规范（{norms}）判断；按其当时：--chart {chart} --as-of {own_day}",
        "{chart} describes {own_day} and is judged here on {day} by norms that came later ({norms}); its own time: --chart {chart} --as-of {own_day}",
    ),
    # -- path --------------------------------------------------------------------------------------------------------------------------
    "walked": ("在 {number} 个监督机构之间查找", "walked among {number} overseers"),
    "walked_with_episodes": ("在 {number} 个监督机构之间查找，含个案", "walked among {number} overseers, episodes included"),
    "overseen_end": ("{body} 是{kind}：协作路径只经过监督机构", "{body} is a {kind}: paths run through overseers only"),
    "no_known_path": ("未见路径：图谱未载的是未知，不等于没有", "no path is known: what the charts don't say is unknown, not absent"),
    "barred": (
        "图谱所载的途径都在{bodies}处折返：其每个成员只属一方，不能由此从一方到另一方",
        "every way in the charts turns back at {bodies}: each member there belongs to one body only, so that none leads from one to another",
    ),
    "one_path_in_cypher": (
        "`path` 的 Cypher 只求一条最佳路径：请去掉 `--paths` 和 `--disjoint`。",
        "The Cypher of `path` finds the one best path: leave out `--paths` and `--disjoint`.",
    ),
    # -- mechanisms --------------------------------------------------------------------------------------------------------------------
    "links_with_mechanism": ("带机制的关系", "links with a mechanism"),
    "no_mechanism": (
        "未见带机制的关系：图谱未载的是未知，不等于没有",
        "no link with a mechanism is known: what the charts don't say is unknown, not absent",
    ),
    # -- workload ----------------------------------------------------------------------------------------------------------------------
    "load": (
        "负荷为每名专职人员对应的（直接 + 下延）数；仅同类机构可比",
        "load is direct + inherited per full-time post; compare bodies of one kind",
    ),
    "load_broad": (
        "负荷为每名专职人员对应的（直接 + 下延 + 延伸）数；仅同类机构可比",
        "load is direct + inherited + extended per full-time post; compare bodies of one kind",
    ),
    # -- who ---------------------------------------------------------------------------------------------------------------------------
    "no_way_known": (
        "{number} 个监督机构未见通向 {body} 的途径：图谱未载的是未知，不等于没有",
        "of {number:,overseer|overseers} no way to {body} is known: what the charts don't say is unknown, not absent",
    ),
}
