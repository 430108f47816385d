"""What an answer says of itself, and why a question can't be asked."""

MESSAGES = {
    # -- the frame of reference --------------------------------------------------------------------------------------------------------
    "among": ("n = {n:,}（{what}；{nodes:,} 个节点）", "n = {n:,} ({what}; {nodes:,} nodes)"),
    "as_of": ("截至 {day}", "as of {day}"),
    "each_day": ("各图谱按其自身日期（{first} … {last}）", "each chart at its own date ({first} … {last})"),
    "no_day": ("无图谱", "no chart"),
    "charts": ("图谱 {charts}", "charts {charts}"),
    "charts_and_more": ("图谱 {charts} ……（共{number}张）", "charts {charts} … ({number})"),
    "charts_in_area": ("{charts}，地区 {area}", "{charts}, area {area}"),
    "norms": ("规范 {norms}", "norms {norms}"),
    "part_of_summary": ("{name}：{counts}", "{name}: {counts}"),
    "note": ("注：{note}", "note: {note}"),
    # -- the opening -------------------------------------------------------------------------------------------------------------------
    "places": ("所问 {number} 份图谱：{places:；}", "{number} charts: {places:; }"),
    "places_and_more": ("所问 {number} 份图谱，其中：{places:；}", "{number} charts, the first of them: {places:; }"),
    "place": ("{place}（{chart}，{day}）", "{place} ({chart}, {day})"),
    "places_apart": (
        "各图谱互不相接，没有共同的机构或关系：合计只是相加",
        "no two of them touch (no body and no link in common): totals over all of them are mere sums",
    ),
    "places_within": (
        "{inner}（{inner_chart}）的地区在{outer}（{outer_chart}）之内",
        "the area of {inner} ({inner_chart}) lies within {outer} ({outer_chart})",
    ),
    "places_touch": ("有共同机构的图谱：{groups:；}；其余互不相接", "charts with bodies in common: {groups:; }; the others don't touch"),
    "places_all_touch": ("各图谱因共同的机构而相接", "they are joined by bodies in common"),
    "places_of_group": ("{charts: + }", "{charts: + }"),
    "number": ("{number:,}", "{number:,}"),
    "floor": ("≥ {number:,}", "≥ {number:,}"),
    "no_number": ("?", "?"),
    "k_of_n": ("{k} / {n}", "{k} of {n}"),
    "part": ("{what} {number}", "{what} {number}"),
    "formal_only": ("仅形式", "formal only"),
    "all_together": ("合计", "all"),
    "matrix": (
        "{by} × 监督形式：监督对象 n 个，其中 k 个有机构实际监督（k / n）；其下为仅形式、无、未知的数目",
        "{by} by form: k of n overseen with a body at work there; below it formal only, none, unknown",
    ),
    "matrix_read": (
        "? 未知，不是零，也不是空白；≥ 至少，另有来源未载数目的集合",
        "?: unknown, neither a zero nor a gap; ≥: at least, as a set among them says no number",
    ),
    "by_chart": ("图谱", "chart"),
    "by_area": ("地区", "area"),
    "by_category": ("类别", "category"),
    "category_unknown": ("类别未知", "category unknown"),
    "no_area": ("地区未知", "area unknown"),
    "area_itself": ("仅本级", "itself only"),
    "norms_judged": ("逐条{what}：n 项判断中 k 项符合（k / n），其余按状态分列", "{what} by {what}: of n judgements, k met (k of n), the others by status"),
    "norm": ("规范", "norm"),
    "rule": ("规则", "rule"),
    "form": ("形式", "form"),
    "confidence": ("可信度", "confidence"),
    "norm_says": ("{norm}：{text}（出处：{source}）", "{norm}: {text} (source: {source})"),
    "rows_behind": ("明细 {number:,} 行：加 --rows 显示，或用 --out 文件 写出", "{number:,rows|rows} behind it: --rows shows them, --out FILE writes them"),
    "rows_grouped": (
        "同一条目的占位机构情况相同的并为一行（×数目）；--rows 逐个列出",
        "placeholders of one entry that say the same share a row (× their number); --rows lists each",
    ),
    # -- a table -----------------------------------------------------------------------------------------------------------------------
    "no_rows": ("（无）", "(no rows)"),
    "more_rows": ("……另有 {number:,} 行", "… {number:,} more rows"),
    "more_rows_in_file": ("……另有 {number:,} 行：用 --format csv --out 文件 写出全部", "… {number:,} more rows: --format csv --out FILE holds them all"),
    "columns_without_room": ("此处放不下的列：{columns}", "columns without room here: {columns}"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
    "at_least": ("至少 {number:,}", "at least {number:,}"),
    "unknown_number": ("数目未知", "unknown"),
    "part_of": ("{of:,} 个中的一部分", "an unknown part of {of:,}"),
    "at_most": ("至多 {of:,}", "at most {of:,}"),
    "evidence": ("{what}，{when}", "{what}, {when}"),
    "evidence_number": ("{what} {number:,}", "{what}: {number:,}"),
    "evidence_undated": ("时间未载", "undated"),
    "no_hops": ("（自身）", "(the body itself)"),
    # -- notes on every answer ---------------------------------------------------------------------------------------------------------
    "uncounted_overseen": (
        "{sets} 个监督对象集合来源未载数量，不计入合计，各合计均为“至少”：{names}",
        '{sets:set|sets} of overseen nodes whose number no source states {sets:!adds|add} nothing to the totals, read each as "at least": {names}',
    ),
    "uncounted_overseers": (
        "{sets} 个监督机构集合来源未载数量，不计入合计，各合计均为“至少”：{names}",
        '{sets:set|sets} of overseers whose number no source states {sets:!adds|add} nothing to the totals, read each as "at least": {names}',
    ),
    "uncounted_collaborations": (
        "{sets} 个协作组织集合来源未载数量，不计入合计，各合计均为“至少”：{names}",
        '{sets:set|sets} of collaborations whose number no source states {sets:!adds|add} nothing to the totals, read each as "at least": {names}',
    ),
    "not_known_then": (
        "{nodes:,} 个机构、{links:,} 条关系没有写明起始，图谱所述日期之前是否已有属于未知：不据以判断，也不当作没有；涉及的数字为下限",
        "{nodes:,node|nodes} and {links:,link|links} state no beginning and aren't known before the day of their chart:"
        " nothing rests on them, nor are they taken as absent; numbers over them are floors",
    ),
    "only_nearby": (
        "只看了 {area} 及其上下关联的机构；要看全部，读图时用 whole=True",
        "only {area} and what bears on it was looked at; for all, cut the graph with whole=True",
    ),
    # -- what can't be asked -----------------------------------------------------------------------------------------------------------
    "no_question": ("没有问题 `{question}`；{near}", "There is no question `{question}`; {near}"),
    "too_many_rows_for_a_sheet": (
        "答案有{number:,}行，一个工作表最多容纳{most:,}行。请改用 csv 或 parquet。",
        "The answer has {number:,} rows, and a sheet holds {most:,} at most. Write it as csv or parquet.",
    ),
    "too_many_bodies": (
        "`{question}` 需要{most}个机构，而不是{given}个。例如：{example}",
        "`{question}` takes {most} bodies, not {given}. As in: {example}",
    ),
    "takes_no_bodies": ("`{question}` 不需要机构，而给了{given}个。例如：{example}", "`{question}` takes no bodies, not {given}. As in: {example}"),
    "no_such_engine": ("没有引擎 `{engine}`；{near}", "There is no engine `{engine}`; {near}"),
    "no_engine": (
        "{where} 不是 Neo4j 图库：`--engine cypher` 在 Neo4j 内部求解。请用 --store neo4j://… 指定 Neo4j，或去掉 `--engine cypher`，由本机按列计算。",
        "The store {where} isn't in a Neo4j, inside which `--engine cypher` asks. Name one with --store neo4j://…, or leave `--engine cypher` out:"
        " the same is then computed by columns on this machine.",
    ),
    "no_twin": (
        "`{question}` 没有 Cypher，不能在 Neo4j 内部求解。请去掉 `--engine cypher`，由本机按列计算。",
        "`{question}` has no Cypher and can't be asked inside Neo4j. Leave `--engine cypher` out: it is then computed by columns on this machine.",
    ),
    "graph_is_here": (
        "图已经读到本机，按列计算；要在 Neo4j 内部求解，请把图库而不是图交给 ask：ask(store, …, engine='cypher')",
        "The graph is in memory already and is asked by columns; to ask inside Neo4j hand over the store, not a graph: ask(store, …, engine='cypher')",
    ),
    "graph_is_cut": (
        "charts、area、as_of 只用于图库；图的范围在读取时已经确定：store.graph(charts, area, as_of)",
        "charts, area and as_of are of a store; what a graph is cut from was said when it was read: store.graph(charts, area, as_of)",
    ),
    "no_parameter": ("`{question}` 没有参数 `{parameter}`；{near}", "`{question}` has no parameter `{parameter}`; {near}"),
    "no_parameters": ("`{question}` 没有参数 `{parameter}`；它不带参数", "`{question}` has no parameter `{parameter}`; it takes none"),
    "parameter_missing": (
        "`{question}` 缺少 `{parameter}`：{meaning}。例如：{example}",
        "`{question}` needs `{parameter}`: {meaning}. As in: {example}",
    ),
    "no_whole_number": (
        "`{question}` 的 `{parameter}` 是 {value}；请给从 1 起的整数",
        "`{parameter}` of `{question}` is {value}; give a whole number from 1",
    ),
    "no_form": ("没有监督形式 `{form}`；{near}（或 D、S、P、I）", "There is no form `{form}`; {near} (or D, S, P, I)"),
    "no_body": (
        "没有机构与 `{text}` 相符（共 {number:,} 个，{day}）。可用 `oversight find` 按名称的一部分查找。",
        "No body fits `{text}` (among {number:,}, {day}). Look for it with `oversight find`, by a part of its name.",
    ),
    "no_body_nearby": (
        "没有机构与 `{text}` 相符（{area} 及其上下关联的机构共 {number:,} 个，{day}；要在全部中查找，读图时用 whole=True）。可用 `oversight find` 按名称的一部分查找。",
        "No body fits `{text}` (among {number:,} in {area} and what bears on it; cut the graph with whole=True for all; {day})."
        " Look for it with `oversight find`, by a part of its name.",
    ),
    "several_bodies": (
        "`{text}` 与{number}个机构相符；请用标识，或写出更多名称：",
        "`{text}` fits {number} bodies; use an id or more of the name:",
    ),
    "candidate": ("  {id}  {name}  （{kind}）", "  {id}  {name}  ({kind})"),
    "more_candidates": ("  ……另有{number}个", "  … and {number} more"),
}
