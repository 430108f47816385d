"""What is said of a store in Neo4j: its address, its server, what the server refuses, what is wrong with what it holds."""

_CREDENTIALS = ("NEO4J_USERNAME和NEO4J_PASSWORD", "NEO4J_USERNAME and NEO4J_PASSWORD")
_LOOK = (
    "服务器是否在运行？地址是否正确（neo4j://host:7687）？",
    "Is the server running, and is the address right (neo4j://host:7687)?",
)

MESSAGES = {
    # -- the address
    "unreadable_address": ("无法读取图库的地址。请写成neo4j://host:7687。", "The store's address can't be read. Write it as neo4j://host:7687."),
    "no_such_scheme": ("`{scheme}://` 处没有图库；{near}（或写文件的路径）", "There are no stores at `{scheme}://`; {near} (or give the path of a file)"),
    "password_in_address": (
        "图库的地址中有用户名或密码，别人可能读到。请写成{address}，并设置{username}和{password}。",
        "The store's address holds a user or a password, where others could read it. Write {address} and set {username} and {password}.",
    ),
    "no_host": ("地址{uri}没有写主机。请写成{scheme}://host:7687。", "The address {uri} names no host. Write it as {scheme}://host:7687."),
    "more_than_host": (
        "地址{uri}在主机和端口之外还有内容。数据库请用{database}指定。",
        "The address {uri} says more than a host and a port. Name a database with {database}.",
    ),
    "unreadable_certificates": ("无法读取证书文件{file}。请改正{variable}。", "The file of certificates {file} can't be read. Mend {variable}."),
    # -- what the server says
    "password_expired": (
        "{where}的密码已过期。请在Neo4j中设置新密码（ALTER CURRENT USER SET PASSWORD），再把NEO4J_PASSWORD改成它。",
        "The password for {where} has expired. Set a new one in Neo4j (ALTER CURRENT USER SET PASSWORD), then NEO4J_PASSWORD to it.",
    ),
    "too_many_passwords": (
        f"密码错误次数过多，{{where}}在若干秒内拒绝再试。请改正{_CREDENTIALS[0]}，稍等再试。",
        f"{{where}} refuses to try another password for some seconds, as too many were wrong. Mend {_CREDENTIALS[1]}, wait, try again.",
    ),
    "login_expired": ("{where}的登录已过期。请重新登录。", "The login to {where} has expired. Log in anew."),
    "no_such_database": (
        "{where}没有这个数据库。请改正NEO4J_DATABASE，或请人建立该数据库。",
        "{where} has no such database. Mend NEO4J_DATABASE, or have the database made.",
    ),
    "database_unavailable": (
        "{where}的数据库暂时不可用。请稍后再试，或询问管理员。",
        "The database of {where} isn't available just now. Try again later, or ask who runs it.",
    ),
    "out_of_memory": (
        "{where}为此耗尽了内存。请给它更多内存（server.memory.heap.max_size），或缩小请求。没有改动任何内容。",
        "{where} ran out of memory over this. Give it more (server.memory.heap.max_size), or ask for less. Nothing was changed.",
    ),
    "out_of_memory_pool": (
        "{where}允许一个事务使用的内存少于此操作所需（dbms.memory.transaction.total.max）。请调高上限，或缩小请求。没有改动任何内容。",
        "{where} allows a transaction less memory than this takes (dbms.memory.transaction.total.max). "
        "Have it allow more, or ask for less. Nothing was changed.",
    ),
    "not_caught_up": ("{where}尚未跟上最近一次导入。请稍后再试。", "{where} hasn't caught up with what was loaded last. Try again in a while."),
    "wants_a_password": (
        f"{{where}}要求用户名和密码。请设置{_CREDENTIALS[0]}。",
        f"{{where}} wants a user and a password. Set {_CREDENTIALS[1]}.",
    ),
    "wrong_password": (
        f"{{where}}不接受用户 `{{user}}` 和所给的密码。请改正{_CREDENTIALS[0]}。",
        f"{{where}} doesn't accept the user `{{user}}` with the password given. Mend {_CREDENTIALS[1]}.",
    ),
    "forbidden": ("{where}不允许此操作：{words}。请换用有权限的账户。", "{where} doesn't allow this: {words}. Use an account that may."),
    "cypher_unreadable": ("无法读取这条Cypher：{words}。", "This Cypher can't be read: {words}."),
    "refused": ("{where}拒绝此操作：{words}。", "{where} refuses this: {words}."),
    "unusable": ("无法使用{where}：{words}。", "{where} can't be used: {words}."),
    "says": ("{where}答复：{words}。请再试一次；没有改动任何内容。", "{where} says: {words}. Try again; nothing was changed."),
    "unreachable_because": (f"无法连接{{where}}：{{reason}}。{_LOOK[0]}", f"{{where}} can't be reached: {{reason}}. {_LOOK[1]}"),
    "unreachable": (f"无法连接{{where}}。{_LOOK[0]}", f"{{where}} can't be reached. {_LOOK[1]}"),
    "untrusted": (
        "{where}的证书不受信任。请用NEO4J_CA_FILE指定签发机构的证书文件；自签名证书用+ssc地址。",
        "The certificate of {where} isn't trusted. Name the file of your authority with NEO4J_CA_FILE, or use a +ssc address for one that signed itself.",
    ),
    "no_bolt": (
        "{where}处应答的不是支持Bolt的Neo4j服务器。请写Bolt地址（端口通常为7687，不是7474）。",
        "What answers at {where} isn't a Neo4j server that speaks Bolt. Give the Bolt address (port 7687 as a rule, not 7474).",
    ),
    "no_such_host": ("没有{where}中所写的主机。请改正地址。", "There is no host of the name in {where}. Mend the address."),
    # -- the store in it
    "never_quiet": (
        "{where}处的图库不断被写入。请等写入停止后再试。",
        "The store at {where} is being written again and again. Try again when it is quiet.",
    ),
    "unfinished_import": (
        "{where}处的图库由neo4j-admin生成，尚未完成。请运行 `import.sh` 旁边的 `finish.cypher`：cypher-shell -f finish.cypher",
        "The store at {where} was made by neo4j-admin and isn't finished. "
        "Run the file `finish.cypher` that lies beside its `import.sh`: cypher-shell -f finish.cypher",
    ),
    "newer_schema": (
        "{where}处的图库由本程序的较新版本写入（结构版本{schema}，本版本读取{known}）。它保持原样；请用那个版本，或改用其他数据库。",
        "The store at {where} was written by a newer version of this program (schema {schema}, this one reads {known}). "
        "It is left untouched; use that version, or name another database.",
    ),
    "older_schema": (
        "{where}处的图库由本程序的较旧版本写入（结构版本{schema}，本版本读取{known}）。它保持原样；请用那个版本，或改用其他数据库。",
        "The store at {where} was written by an older version of this program (schema {schema}, this one reads {known}). "
        "It is left untouched; use that version, or name another database.",
    ),
    "foreign_nodes": (
        "{where}处的数据库有{nodes:,}个其他内容的节点，没有本程序的图库。它保持原样；请用NEO4J_DATABASE指定空的数据库。",
        "The database at {where} holds {nodes:,node|nodes} of something else and no store of this program. "
        "It is left untouched; name an empty database with NEO4J_DATABASE.",
    ),
    "derived_graph": (
        "{where}处的图库由本程序的较旧版本写入，其中的图须由图谱重新得出：`--engine cypher` 不能据以求解。请去掉它，或重新导入（同样的图谱加 `--yes` 也可）。",
        "The store at {where} was written by an earlier version, and its graph is made anew of its charts: `--engine cypher` can't ask it. "
        "Leave that out, or load again (the same charts with `--yes` will do).",
    ),
    "timed_out": (
        "{where}在规定时间（db.transaction.timeout）内没有算完。请放宽时限，缩小请求（--area、--chart），或去掉 `--engine cypher`。没有改动任何内容。",
        "{where} ended this as it took longer than is allowed there (db.transaction.timeout). "
        "Have it allow more, ask for less (--area, --chart), or leave `--engine cypher` out. Nothing was changed.",
    ),
    "plan_stale": (
        "计划作出之后，{where}处的图库已有改动（现为第{current}版，计划依据第{planned}版）。",
        "The store at {where} has changed since this plan was made (revision {current}, planned on {planned}).",
    ),
    "edited_by_hand": (
        "{where}处的图库与应有的内容不符：{what}应有{expected}，实有{met}。没有改动任何内容。可能有人手工改过；请把图谱重新导入空的数据库。",
        "The store at {where} doesn't hold what it should: {met} of {expected} {what} were found. "
        "Nothing was changed. Somebody may have edited it by hand; load the charts anew into an empty database.",
    ),
    "links_to_remove": ("要删除的{kind}关系", "links {kind} to remove"),
    "nodes_to_remove": ("要删除的节点", "nodes to remove"),
    "nodes_to_change": ("要更改的{kind}节点", "nodes {kind} to change"),
    "links_to_change": ("要更改的{kind}关系", "links {kind} to change"),
    "links_to_make": ("要新建的{kind}关系", "links {kind} to make"),
    "ends_of_new_links": ("新关系的两端", "ends of new links"),
    "swept_away": ("写入{where}的这次导入已被另一次导入清除。请重新导入。", "This load into {where} was swept away by another one. Load again."),
    "foreign_files": (
        "{folder}中有{files}，不是导出时写的。请指定空文件夹，或把它们移走。没有改动任何内容。",
        "In {folder} lies {files}, which no export wrote. Name an empty folder, or move that away. Nothing was changed.",
    ),
    "unwritable_value": (
        "无法为neo4j-admin写出{value}：有文本为空或含有U+001F。请改用Bolt导入图谱。",
        "{value} can't be written for neo4j-admin: a text is empty or holds U+001F. Load the charts over Bolt instead.",
    ),
}
