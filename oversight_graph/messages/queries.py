"""What the answers to questions say: among what was looked, and what a reader must know besides."""

MESSAGES = {
    # -- universes ---------------------------------------------------------------------------------------------------------------------
    "overseen": ("监督对象", "overseen nodes"),
    "overseen_around": ("该机构所在地区的监督对象及其所及的其他对象", "overseen nodes of the body's area, and those that it reaches beyond"),
    "overseers": ("监督机构", "overseers"),
    "other_overseers": ("其他监督机构", "other overseers"),
    "judgements": ("判断：一个监督对象与一条对其有要求的规范", "judgements: an overseen node and a norm that asks for it"),
    "pairs": ("所问的机构对", "pairs of bodies asked about"),
    # -- gaps --------------------------------------------------------------------------------------------------------------------------
    "no_norm_in_force": ("没有关于这些形式的有效规范（{day}）", "no norm for these forms is in force ({day})"),
    "no_norm_of_sets_in_force": ("{sets} 中没有关于这些形式的有效规范（{day}）", "no norm of {sets} for these forms is in force ({day})"),
    "low_confidence": (
        "可信度低、未点名即不据以判断的规范：{norms}；用 --norms 点名",
        "of low confidence and judging only where they are named: {norms}; name them with --norms",
    ),
    "category_unknown": (
        "{norm} 按单位类别适用；{number} 个类别未知的单位未按其判断",
        "{norm} names categories; {number} units of unknown category aren't judged by it",
    ),
    "later_norms": (
        "{chart} 描述的是 {own_day}，此处按 {day} 及其后的规范（{norms}）判断；按其当时：--chart {chart} --as-of {own_day}",
        "{chart} describes {own_day} and is judged here on {day} by norms that came later ({norms}); its own time: --chart {chart} --as-of {own_day}",
    ),
    # -- rules -------------------------------------------------------------------------------------------------------------------------
    "judged_rules": ("判断：一个机构与一条对其有要求的规则或职责", "judgements: a body and a rule or duty that asks for it"),
    "rule_says": ("{rule}：{text}（可信度：{confidence}；出处：{source}）", "{rule}: {text} (confidence: {confidence}; source: {source})"),
    "no_rule_in_force": ("没有规则或职责对所问机构有要求且当日有效", "no rule or duty that is in force on the day asks for the bodies in scope"),
    "rules_of_uncounted": (
        "{sets} 项判断涉及数量未知的集合，各按0个计：合计至少为此数",
        "{sets:judgement|judgements} of sets of unknown number count as 0 each: totals are floors",
    ),
    "rules_in_words": ("仅保留条文、不作判断的规则和职责：{norms}", "kept in words only and not judged: {norms}"),
    "later_norms_named": (
        "{chart} 描述的是 {own_day}，此处按所指规范集中其后才有的规范（{norms}）判断",
        "{chart} describes {own_day} and is judged here by norms of the named sets that came later ({norms})",
    ),
    # -- path --------------------------------------------------------------------------------------------------------------------------
    "walked": ("在 {number} 个监督机构之间查找", "walked among {number} overseers"),
    "walked_with_episodes": ("在 {number} 个监督机构之间查找，含个案", "walked among {number} overseers, episodes included"),
    "overseen_end": ("{body} 是{kind}：协作路径只经过监督机构", "{body} is a {kind}: paths run through overseers only"),
    "no_known_path": ("未见路径：图谱未载的是未知，不等于没有", "no path is known: what the charts don't say is unknown, not absent"),
    "certain_pattern": (
        "两者之间还有{pattern}：{bodies: → }，成本 {cost}；因有更优的路径而未列出",
        "{pattern} joins the two as well: {bodies: → }, at cost {cost}; better paths come before it",
    ),
    "possible_pattern": (
        "两者之间还有{pattern}：{bodies: → }，成本 {cost}，只是可能（{condition}）；因有更优的路径而未列出",
        "{pattern} joins the two as well: {bodies: → }, at cost {cost}, only possibly ({condition}); better paths come before it",
    ),
    "barred": (
        "图谱所载的途径都在{bodies}处折返：其每个成员只属一方，不能由此从一方到另一方",
        "every way in the charts turns back at {bodies}: each member there belongs to one body only, so that none leads from one to another",
    ),
    "bars_of_stored": (
        "在图库内查找：只看了两端附近是否有集合使途径折返；要看全部，用 --engine columns",
        "asked inside the store: whether sets bar every way was looked at about the two ends only; --engine columns looks everywhere",
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
    # -- chain -------------------------------------------------------------------------------------------------------------------------
    "on_tiers": ("各层的机构和监督对象", "bodies and overseen nodes on the tiers"),
    "tiers_joined": ("{link} {tier} {above} → {below}", "{link} {tier} {above} → {below}"),
    "link_of_basis": ("{link}（{basis}）", "{link} ({basis})"),
    "every_one": ("全部", "all"),
    "chain": ("{area}　{branches:；}", "{area}  {branches:; }"),
    "branch": ("{branch}：{tiers: → }", "{branch}: {tiers: → }"),
    "tier_number": ("{tier} {number}", "{tier} {number}"),
    "tier_uncounted": ("{tier}（数量未知）", "{tier} (number unknown)"),
    "tier_status": ("{tier} {status}", "{tier} {status}"),
    "tiers_untold": (
        "{number} 层未知：图谱未载的是未知，不等于缺",
        "{number:tier is|tiers are} unknown: what the charts don't say is unknown, not missing",
    ),
    # -- collaborations ----------------------------------------------------------------------------------------------------------------
    "bodies_of_member_kinds": ("有成员参加协作的几类监督机构", "overseers of the kinds of which some belong to a collaboration"),
    "no_membership": (
        "{kinds}中有 {number} 个未见所属：图谱未载的是未知，不等于没有",
        "of {number:body|bodies} among {kinds} no membership is known: what the charts don't say is unknown, not absent",
    ),
    "no_collaboration": (
        "未见协作组织：图谱未载的是未知，不等于没有",
        "no collaboration is known: what the charts don't say is unknown, not absent",
    ),
    # -- inspections -------------------------------------------------------------------------------------------------------------------
    "inspections": ("巡视巡察次数", "inspections"),
    "inspections_untold": (
        "{number} 行的次数来源未载，各按一次计，合计为下限",
        "{number:row tells|rows tell} no number and {number:!is|are} counted as one inspection each, so totals are floors",
    ),
    "no_inspection": (
        "未见巡视巡察：图谱未载的是未知，不等于没有",
        "no inspection is known: what the charts don't say is unknown, not absent",
    ),
    "type_of_inspection": ("{type} {number}", "{type} {number}"),
    "year_of_inspections": ("{year}：{types}", "{year}: {types}"),
    "inspections_that_count": ("任期内的巡视巡察　{years:；}", "inspections within the term: {years:; }"),
    # -- reach -------------------------------------------------------------------------------------------------------------------------
    "reaches_by_class": ("确定所及的监督对象：{total}（{classes: · }）", "overseen reached for certain: {total} ({classes: · })"),
    "reaches": ("确定所及的监督对象：{total}", "overseen reached for certain: {total}"),
    "reaches_outside": ("另有不计入合计的：{classes: · }", "beside that, in no total: {classes: · }"),
    "reaches_perhaps": (
        "仅为可能：{possible:,}；所及集合中未确定的其余成员：{rest:,}（均不计入）",
        "only possibly reached: {possible:,}; the rest of sets of which some are reached: {rest:,} (neither is counted)",
    ),
    "no_way_in_area": (
        "本地区（{area}）内未见途径的监督对象：{number}；图谱未载的是未知，不等于监督不到",
        "overseen of its own area ({area}) without a known way: {number}; what the charts don't say is unknown, not out of reach",
    ),
    "a_way_to_all": ("本地区（{area}）内未见途径的监督对象：0", "overseen of its own area ({area}) without a known way: 0"),
    "reaches_bodies": ("沿途及所及的监督机构和联络站：{classes: · }", "overseers and stations reached or on the way: {classes: · }"),
    # -- workload ----------------------------------------------------------------------------------------------------------------------
    "load": (
        "负荷为每名专职人员对应的（直接 + 下延）数；仅同类机构可比",
        "load is direct + inherited per full-time post; compare bodies of one kind",
    ),
    "load_broad": (
        "负荷为每名专职人员对应的（直接 + 下延 + 延伸）数；仅同类机构可比",
        "load is direct + inherited + extended per full-time post; compare bodies of one kind",
    ),
    "posts_estimated": (
        "{number} 个机构的专职人数为约数，其负荷按该数计算",
        "the posts of {number:,body|bodies} are an estimate; {number:!its|their} load is worked out from it as it is",
    ),
    "no_supervision_known": (
        "{number} 个机构的监督关系图谱未载：其数目未知，表格中略去，JSON、csv、xlsx 中保留",
        "of {number:,body|bodies} no supervision is known: {number:!its|their} numbers are unknown, and a table leaves {number:!it|them} out (JSON, csv and xlsx hold {number:!it|them})",
    ),
    # -- who ---------------------------------------------------------------------------------------------------------------------------
    "no_way_known": (
        "{number} 个监督机构未见通向 {body} 的途径：图谱未载的是未知，不等于没有",
        "of {number:,overseer|overseers} no way to {body} is known: what the charts don't say is unknown, not absent",
    ),
}
