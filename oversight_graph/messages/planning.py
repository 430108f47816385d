"""What a plan says: what would change, what is recognised and why, and why it isn't applied."""

MESSAGES = {
    # -- the head ------------------------------------------------------------------------------------------------------------------
    "nothing": ("无需改动：这{number}张图谱此前已照此导入：{charts}。", "Nothing to change: {charts} {number:!is|are} loaded already as written."),
    "new_charts": ("新图谱：{charts}", "New: {charts}"),
    "replaced_charts": ("新版图谱：{charts}", "New version: {charts}"),
    "withdrawn_charts": ("撤回的图谱：{charts}", "Withdrawn: {charts}"),
    "same_graph": ("关系图不变：只是图谱本身的写法不同", "the graph stays as it is: only the chart itself reads differently"),
    # -- a section -----------------------------------------------------------------------------------------------------------------
    "section": ("{heading}（{total}项）", "{total} {heading}"),
    "section_counted": ("{heading}（{total}项：{counts}）", "{total} {heading} ({counts})"),
    "count": ("{what} {number}", "{number} {what}"),
    "more": ("……另有{number}项（加 --details 列出全部）", "… and {number} more (--details shows all)"),
    # -- headings ------------------------------------------------------------------------------------------------------------------
    "nodes_to_add": ("新增机构", "nodes to add"),
    "nodes_to_change": ("改动机构", "nodes to change"),
    "nodes_to_remove": ("移除机构", "nodes to remove"),
    "bodies_renamed": ("更名的机构，既不算新增也不算移除", "bodies renamed, neither new nor removed"),
    "bodies_joined": ("合并为一的机构，既不算新增也不算移除", "bodies joined into one, neither new nor removed"),
    "bodies_split": ("拆分的机构，既不算新增也不算移除", "bodies split, neither new nor removed"),
    "bodies_reorganised": ("重组的机构，既不算新增也不算移除", "bodies reorganised, neither new nor removed"),
    "bodies_perhaps": (
        "可能更名、合并或拆分的机构：暂按新增和移除计；写上别名或 SUCCEEDS 即可确定",
        "bodies perhaps renamed, joined or split: counted as new and removed; an alias or SUCCEEDS makes it sure",
    ),
    "reused_ids": ("改指另一机构的标识（请让每个机构用回原来的标识）", "ids that now stand for another body (give each body back the id it had)"),
    "bodies_moved": ("改由其他监督机构、纪委监委或上级负责的机构", "bodies moved to another overseer, commission or superior"),
    "links_to_add": ("新增关系", "links to add"),
    "links_to_change": ("改动关系", "links to change"),
    "links_to_remove": ("移除关系", "links to remove"),
    "links_following": ("随机构沿用的关系", "links that follow them"),
    "merges": ("合并：几个条目是同一机构", "merges: entries that are one body"),
    "doubtful": ("存疑而未合并（若是同一机构，写上 same_as）", "left apart as doubtful (write same_as if they are one)"),
    "waiting": ("等待尚未导入的图谱", "waiting for a chart that isn't loaded"),
    "contradictions": ("互相矛盾：以先导入的为准", "contradictions: the first loaded stands"),
    "dated_apart": (
        "各图谱所载时段不同的机构：每张图谱保留自己的时段，只要有一张载明存在，机构即存在",
        "bodies that charts date differently: each chart keeps its own dates, and the body holds as long as one of them says so",
    ),
    "repeated_links": ("同一图谱中写了两次的关系，只留一条，保留全部来源", "links written twice in one chart, kept once with all their sources"),
    # -- entries -------------------------------------------------------------------------------------------------------------------
    "node": ("{id} {kind} {name}", "{id} {kind} {name}"),
    "node_change": ("{id} {name}：{values:；}", "{id} {name}: {values:; }"),
    "value": ("{key}由 {old} 改为 {new}", "{key} {old} → {new}"),
    "link": ("{start} —{kind}→ {end}", "{start} —{kind}→ {end}"),
    "link_marked": ("{start} —{kind}（{marks}）→ {end}", "{start} —{kind} {marks: }→ {end}"),
    "link_change": ("{link}：{values:；}", "{link}: {values:; }"),
    "link_following": ("{before} 现为 {after}", "{before} is now {after}"),
    "match": ("{before: + } → {after: + }（{why:；}）", "{before: + } → {after: + } ({why:; })"),
    "match_beside": ("{before: + } → {after: + }（{why:；}；原机构仍与之并存）", "{before: + } → {after: + } ({why:; }; the earlier one stays beside it)"),
    "match_changed": ("{before: + } → {after: + }（{why:；}）：{values:；}", "{before: + } → {after: + } ({why:; }): {values:; }"),
    "perhaps_renamed": ("可能更名：{match}", "perhaps renamed: {match}"),
    "perhaps_joined": ("可能合并：{match}", "perhaps joined into one: {match}"),
    "perhaps_split": ("可能拆分：{match}", "perhaps split: {match}"),
    "perhaps_reorganised": ("可能重组：{match}", "perhaps reorganised: {match}"),
    "reused_id": ("{id}：{before} → {after}；{before} 现为 {elsewhere}", "{id}: {before} → {after}; {before} is now {elsewhere}"),
    "move": ("{id} {name}：{role}由 {before:、} 改为 {after:、}", "{id} {name}: {role} {before:、} → {after:、}"),
    "merge": ("{entries: = }（{why}）", "{entries: = } ({why})"),
    "doubt": ("{bodies: ? }（{why}）", "{bodies: ? } ({why})"),
    "waits": ("{id} {name} 与 {target} 是同一机构（same_as）", "{id} {name} same_as {target}"),
    "contradiction": ("{body}：{attribute}为 {kept}，{chart} 记为 {other}", "{body}: {attribute} {kept}, {chart} says {other}"),
    "body_dated_apart": ("{id} {name}：{periods:；}", "{id} {name}: {periods:; }"),
    "period": ("{chart}：{begin} 至 {end}", "{chart}: {begin} – {end}"),
    "period_always": ("{chart}：一直", "{chart}: always"),
    "period_never": ("{chart}：从未", "{chart}: never"),
    "repeated_link": ("{chart}：{link}", "{chart}: {link}"),
    # -- why it isn't made or applied ----------------------------------------------------------------------------------------------
    "stale": ("{changed}请重新制定计划。", "{changed} Make the plan again."),
    "applied_already": ("这份计划已经执行过；请重新制定。", "This plan has been applied; make a new one."),
    "too_many_removals": (
        "新版本将移除 {charts} 原有的{held}个机构和关系中的{gone}个（{percent}%，超过{allowed}%）。文件是否完整？如果完整，请允许移除：--max-removals {enough}。",
        "The new version would remove {gone} of the {held} nodes and links that {charts} held before ({percent} %, more than {allowed} %)."
        " Is the file complete? If so, allow it: --max-removals {enough}.",
    ),
    "too_many_removals_perhaps_renamed": (
        "新版本将移除 {charts} 原有的{held}个机构和关系中的{gone}个（{percent}%，超过{allowed}%）。其中{unsure}个可能只是更名；把旧名称写为别名（--aliases）即可确定。"
        "文件是否完整？如果完整，请允许移除：--max-removals {enough}。",
        "The new version would remove {gone} of the {held} nodes and links that {charts} held before ({percent} %, more than {allowed} %)."
        " {unsure} of them {unsure:!was|were} perhaps only renamed; the old name as an alias (--aliases) makes it sure."
        " Is the file complete? If so, allow it: --max-removals {enough}.",
    ),
    "chart_twice": (
        "要导入的图谱中有两张的标识都是 `{chart}`（{files}）。请给每张图谱一个自己的标识，或只导入其中一张。",
        "Two of the charts to load have the id `{chart}` ({files}). Give each an id of its own, or load one of them.",
    ),
    "not_loaded": ("图谱 `{chart}` 尚未导入；{near}", "The chart `{chart}` isn't loaded; {near}"),
    "none_loaded": ("图谱 `{chart}` 尚未导入：图库中没有图谱。", "The chart `{chart}` isn't loaded: the store holds none."),
    # -- why bodies are recognised -------------------------------------------------------------------------------------------------
    "by_succeeds": ("图谱载明：SUCCEEDS", "the chart says it: SUCCEEDS"),
    "by_same_name": ("两者都叫 {name}", "both are called {name}"),
    "by_equal_names": ("{before} 与 {after} 是同一名称", "{before} and {after} are one name"),
    "by_old_name": ("按 {name} 已知的旧称", "by a known old name of {name}"),
    "by_grammar": ("按名称语法，相同的有：{parts}", "by the grammar of names the same {parts}"),
    "by_grammar_part": ("{part} {value}", "{part} {value}"),
    "by_task": ("名称 {name} 中含有 {task}", "{task} stands in the name {name}"),
    "by_links": ("类型、层级、地区和全部{number}条关系一致", "kind, level, area and all {number} links agree"),
    "by_only_link": ("类型、层级、地区和唯一的关系一致", "kind, level, area and the only link agree"),
}
