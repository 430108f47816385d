"""What the loaders of other programs' graphs say: what was understood, what was left out, what stands in the way."""

_COMPLETE_ZH, _COMPLETE_EN = "文件完整吗？", "is the file complete?"
_RIGHT_ZH, _RIGHT_EN = "文件用对了吗？", "is it the right file?"
_MEND_ZH, _MEND_EN = "文件完整吗？改正此处", "is the file complete? Mend this place"
_ORGANISATIONS_ZH, _ORGANISATIONS_EN = "图谱只含机构；无需处理", "a chart holds organisations only; nothing is to be done"

MESSAGES = {
    # what was understood
    "nodes_by_mapping": ("按对照表识别的节点：{kinds}", "nodes by the mapping: {kinds}"),
    "nodes_by_kind": ("按文件所写类型识别的节点：{kinds}", "nodes by their kind: {kinds}"),
    "nodes_by_name": ("按名称识别的节点：{kinds}", "nodes by their names: {kinds}"),
    "number_of_a_kind": ("{number}个{kind}", "{number} {kind}"),
    "number_from_a_word": ("{number}个{kind}（来自`{word}`）", "{number} {kind} from `{word}`"),
    "links": ("关系：{links}", "links: {links}"),
    "attribute_and_number": ("{attribute}（{number}）", "{attribute} ({number})"),
    "and_more": ("{items}……", "{items} …"),
    # what was left out
    "elements": ("{element}元素", "{element} elements"),
    "entities_of_schema": ("类别为{schema}的实体", "entities of the schema {schema}"),
    "resources_of_class": ("类别为{classes}的资源", "resources of the class {classes}"),
    "relations_to_nowhere": ("另一端不在文件中的关系{relation}", "relations {relation} to what isn't in the file"),
    "collection": ("{collection}", "{collection}"),  # the file's own word, as it is; what is counted as left out is a Message
    "contact_details": ("联系方式", "contact details"),
    "relations_of_left_nodes": ("已略去节点的关系", "relations of nodes that were left out"),
    "relations_left_by_mapping": ("对照表指定略去的关系", "relations that the mapping leaves out"),
    "nodes_left_by_mapping": ("对照表指定略去的节点", "nodes that the mapping leaves out"),
    "nodes_of_no_body": ("名称不是机构的节点（{reason}）", "nodes whose names are no body's ({reason})"),
    # why the kind of a node can't be told
    "nameless": ("没有名称", "it has no name"),
    "kinds_differ": ("文件写的是{said}，名称却是{read}（{reason}）", "the file says {said}, its name {read} ({reason})"),
    "perhaps_person": ("名称可能是人名", "its name may be a person's"),
    "several_bodies": (
        "名称代表多个机构，而不是一个（{reason}）；可能是带`count`的{kind}",
        "its name stands for several bodies, not one ({reason}); it may be {kind} with a `count`",
    ),
    "name_unclear": ("{reason}", "{reason}"),  # what the grammar of names says already, in either language; a doubt is a Message
    "name_unclear_could_be": ("{reason}；可能是{kinds}", "{reason}; it may be {kinds}"),
    "nested_too_deeply": ("嵌套过深", "nested too deeply"),
}
PROBLEMS = {
    # the size of a graph
    "too_many_entries": (
        ("图中的节点和关系超过{most:,}个", "拆成几个文件"),
        ("the graph holds more than {most:,} nodes and relations", "split it into several files"),
    ),
    "too_many_defaults": (
        ("有默认值的属性过多", "删去与机构无关的属性"),
        ("too many attributes have a default", "remove the attributes that say nothing of organisations"),
    ),
    "file_too_large": (
        ("文件超过{megabytes} MB，即这种格式读取的上限", "拆成几个文件，或写成YAML或JSON图谱"),
        ("the file is larger than {megabytes} MB, the most that is read of this format", "split it, or write it as a chart in YAML or JSON"),
    ),
    "values_too_deep": (("列表或键值对嵌套过深", "减少嵌套层数"), ("lists or mappings stand in each other too deeply", "flatten what is nested")),
    # records
    "records_without_name": (
        ("记录没有名称字段；现有字段：{keys}", "把机构名称写在{names}之一"),
        ("the records have no key for the name; their keys are {keys}", "write the names of the bodies under one of {names}"),
    ),
    "edges_of_numbers": (
        ("边表的两端只有编号（如`{example}`），没有机构名称", "在两端写机构名称，或导出含节点的文件（GraphML、GEXF、node-link JSON）"),
        (
            "the ends of the edges are numbers (as `{example}`) and no names of bodies",
            "write the names, or export a file with nodes (GraphML, GEXF, node-link JSON)",
        ),
    ),
    # XML
    "no_graphml": (("这是XML，但不是GraphML", _RIGHT_ZH), ("this is XML, but no GraphML", _RIGHT_EN)),
    "no_gexf": (("这是XML，但不是GEXF", _RIGHT_ZH), ("this is XML, but no GEXF", _RIGHT_EN)),
    "node_without_id": (("有节点没有`id`", _COMPLETE_ZH), ("a node has no `id`", _COMPLETE_EN)),
    "edge_without": (("有边没有`{key}`", _COMPLETE_ZH), ("an edge has no `{key}`", _COMPLETE_EN)),
    "edge_without_ends": (("有边没有`source`或没有`target`", _COMPLETE_ZH), ("an edge has no `source` or no `target`", _COMPLETE_EN)),
    # node-link JSON
    "no_graph": (
        ("文件不是图", "写成{{nodes: [{{id: …}}], edges: [{{source: …, target: …}}]}}"),
        ("the file is no graph", "write {{nodes: [{{id: …}}], edges: [{{source: …, target: …}}]}}"),
    ),
    "no_list": (("`{key}`不是列表", _RIGHT_ZH), ("`{key}` is no list", _RIGHT_EN)),
    "entry_no_mapping": (("`{key}`中有一项不是键值对", "写成{{…}}"), ("an entry of `{key}` is no mapping", "write {{…}}")),
    "node_without_id_as_text": (
        ("有节点没有`id`，或其`id`既不是文本也不是数字", "补上`id`"),
        ("a node has no `id`, or one that is no text and no number", "add `id`"),
    ),
    "edge_without_end_as_text": (
        ("有边没有`{key}`，或其`{key}`既不是文本也不是数字", "补上`{key}`"),
        ("an edge has no `{key}`, or one that is no text and no number", "add `{key}`"),
    ),
    # Popolo
    "no_list_of_mappings": (("`{key}`不是由键值对组成的列表", "按Popolo的写法改写"), ("`{key}` is no list of mappings", "write them as Popolo has them")),
    "organization_without_id": (("有一个organization没有`id`", "补上`id`"), ("an organization has no `id`", "add `id`")),
    # FollowTheMoney
    "no_entity": (
        ("这不是实体：没有`id`或`schema`，或`properties`不是键值对", _RIGHT_ZH),
        ("this is no entity: it has no `id`, no `schema`, or `properties` that are no mapping", _RIGHT_EN),
    ),
    "line_no_json": (("这一行不是JSON：{reason}", "每行写一个实体"), ("this line isn't JSON: {reason}", "write one entity a line")),
    "line_no_entity": (
        ("这一行不是实体", "每行写一个实体：{{id: …, schema: …, properties: {{…}}}}"),
        ("this line is no entity", "write one entity a line: {{id: …, schema: …, properties: {{…}}}}"),
    ),
    # the Organization Ontology
    "too_many_statements": (
        ("文件产生的陈述超过{most:,}条", "拆成几个文件，或以GraphML或表格导入"),
        ("the file makes more than {most:,} statements", "split it, or load it as GraphML or as tables"),
    ),
    "text_too_long": (
        ("有文本超过{kilobytes} KB", "是否缺少引号？如不缺少，删去该文本：图谱中没有这么长的文本"),
        ("a text is longer than {kilobytes} KB", "is a quotation mark missing? Else remove it: no text of a chart is so long"),
    ),
    "no_turtle": (("这不是Turtle：{reason}", _MEND_ZH), ("this isn't Turtle: {reason}", _MEND_EN)),
    "no_turtle_for_rdflib": (("这不是Turtle（rdflib的{error}）", _COMPLETE_ZH), ("this isn't Turtle ({error} of rdflib)", _COMPLETE_EN)),
    "no_json": (("这不是JSON（第{column}列）：{reason}", _MEND_ZH), ("this isn't JSON (column {column}): {reason}", _MEND_EN)),
    "no_json_ld": (("这不是JSON-LD（rdflib的{error}）", _COMPLETE_ZH), ("this isn't JSON-LD ({error} of rdflib)", _COMPLETE_EN)),
    "nodes_too_deep": (
        ("列表或节点嵌套过深", "给内层节点写上id，用id引用"),
        ("lists or nodes stand in each other too deeply", "give the inner ones an id, and name them by it"),
    ),
    "context_elsewhere": (
        ("上下文`{context}`在别处，而本程序不从别处获取任何内容", '把上下文本身写进文件：{{"@context": {{…}}}}'),
        ("the context `{context}` lies elsewhere, and nothing is fetched", 'write the context itself into the file, as {{"@context": {{…}}}}'),
    ),
    # a mapping
    "mapping_part": (
        ("对照表文件中的`{part}`不是`词: WORD`的列表", "写成`{part}: {{文件的词: 模型的词}}`"),
        ("`{part}` of the mapping file is no list of `word: WORD`", "write `{part}: {{their word: OURS}}`"),
    ),
    "mapping_unknown_kind": (
        ("对照表把`{word}`对应为`{kind}`，模型中没有这个词", "{near}"),
        ("the mapping takes `{word}` for `{kind}`, which the model doesn't have", "{near}"),
    ),
    # nodes and relations
    "same_id": (("有两个节点的id相同", "给每个节点写上自己的id"), ("two nodes have the same id", "give each an id of its own")),
    "undecided_node": (
        ("节点`{word}`：{doubt}", "在对照表中说明（--mapping 文件）：`kinds: {{{word}: Kind}}`，Kind为以下之一：{valid}；或写none略去"),
        ("node `{word}`: {doubt}", "say it in a mapping, --mapping FILE: `kinds: {{{word}: Kind}}` with one of {valid}, or none to leave it out"),
    ),
    "undecided_nameless": (
        ("有一个节点：{doubt}", "在对照表中说明（--mapping 文件）：`kinds: {{其id: Kind}}`，Kind为以下之一：{valid}；或写none略去"),
        ("a node: {doubt}", "say it in a mapping, --mapping FILE: `kinds: {{its id: Kind}}` with one of {valid}, or none to leave it out"),
    ),
    "end_missing": (
        ("有关系的一端是`{end}`，但没有节点用这个id", "补上该节点，或删去该关系"),
        ("a relation ends at `{end}`, and no node has this id", "add the node, or remove the relation"),
    ),
    "end_missing_unsaid": (
        ("有关系的一端是不存在的节点", "补上该节点，或删去该关系"),
        ("a relation ends at a node that isn't there", "add the node, or remove the relation"),
    ),
    "no_direction": (
        ("{start}与{end}之间的{kind}没有方向，两个方向都有可能", "把图写成有向图"),
        ("{kind} between {start} and {end} has no direction, and could run either way", "write the graph as a directed one"),
    ),
    # what was left out
    "no_organisation": (("文件中没有机构", _RIGHT_ZH), ("the file holds no organisation", _RIGHT_EN)),
    "persons_left_out": (
        ("已略去自然人：{persons}；其关系和职务：{relations}", _ORGANISATIONS_ZH),
        ("natural persons were left out: {persons}; relations and posts of theirs: {relations}", _ORGANISATIONS_EN),
    ),
    "left_out": (
        ("已略去：{what}：{number}", "如不需要，无需处理"),
        ("left out: {what}: {number}", "nothing is to be done, if they aren't needed"),
    ),
    "relations_of_unknown_type": (
        ("已略去：关系`{word}`：{number}", '不能确定它是模型中的哪种关系；如有对应，在--mapping 文件中写明：`links: {{"{word}": KIND}}`'),
        (
            "left out: relations `{word}`: {number}",
            'no link of the model is surely meant; map it, if one is: `links: {{"{word}": KIND}}` in --mapping FILE',
        ),
    ),
    "relations_of_no_type": (
        ("已略去：没有写明类型的关系：{number}", '不能确定它是模型中的哪种关系；如有对应，在--mapping 文件中写明：`links: {{"": KIND}}`'),
        (
            "left out: relations that say no type: {number}",
            'no link of the model is surely meant; map it, if one is: `links: {{"": KIND}}` in --mapping FILE',
        ),
    ),
    "personal_attributes": (
        ("已略去自然人的属性：{attributes}", _ORGANISATIONS_ZH),
        ("attributes of natural persons were left out: {attributes}", _ORGANISATIONS_EN),
    ),
    "attributes_without_a_place": (
        ("已略去模型没有位置容纳的属性：{attributes}", "重要的内容写入`note`，或写在模型的键下"),
        ("left out: attributes that the model has no place for: {attributes}", "what matters goes into `note`, or under a key of the model"),
    ),
}
