"""What is said of a store: that it isn't there or isn't one, is damaged, in use, or holds nothing of what is asked for."""

_LEFT = ("它保持原样；请用--store改用其他路径", "It is left untouched; name another path with --store")
_ANOTHER = ("请用--store改用其他路径", "Name another path with --store")

MESSAGES = {
    # -- what is asked for
    "no_chart": (
        "图库中没有图谱。请导入一份：`oversight load FILE`；或用 `oversight demo` 导入随附的五份。",
        "The store holds no chart. Load one: `oversight load FILE`, or `oversight demo` for the five shipped ones.",
    ),
    "chart_not_loaded": ("没有导入图谱 `{name}`；{near}", "The chart `{name}` isn't loaded; {near}"),
    "no_such_version": (
        "图谱 `{chart}` 没有第{number}版；它有第{first}版至第{last}版，见 `oversight charts --history {chart}`。",
        "The chart `{chart}` has no version {number}; it has {first} to {last}, see `oversight charts --history {chart}`.",
    ),
    "version_is_loaded": (
        "图谱 `{chart}` 已导入第{last}版，导入的一版始终保留。请写 --before {last} 或更小；要全部去除，请先 `oversight unload {chart}`。",
        "Version {last} of the chart `{chart}` is loaded, and that one always stays. Write --before {last} or less; to let all go, `oversight unload {chart}` first.",
    ),
    "no_versions": (
        "{where}处的图库不保留图谱的旧版，只有文件图库（一个文件）保留。请用--store写出其路径。",
        "The store {where} keeps no former versions of charts; only an embedded store (one file) does. Name its path with --store.",
    ),
    "no_such_area": (
        "地区 `{area}` 既不是GB/T 2260的代码或地名，也没有图谱声明；{near}",
        "The area `{area}` is neither a code or place of GB/T 2260 nor declared in a chart; {near}",
    ),
    "several_areas": (
        "`{area}` 可以指几个地区：{candidates}。请写明代码，或写上所属省、市的全称。",
        "`{area}` may be one of several areas: {candidates}. Write the code, or the name with the province or city before it.",
    ),
    "nothing_in_area": ("地区 `{area}` 内没有任何机构。以下地区有：{others}", "Nothing lies in the area `{area}`. There is something in: {others}"),
    "nothing_in_area_of_many": (
        "地区 `{area}` 内没有任何机构。以下地区有：{others} ……",
        "Nothing lies in the area `{area}`. There is something in: {others} …",
    ),
    "cypher_writes": (
        "这条Cypher要写入，而此处只允许读取。改动图谱请用 `oversight load` 和 `oversight unload`。",
        "This Cypher writes, and only reading is allowed here. Charts are changed with `oversight load` and `oversight unload`.",
    ),
    "cypher_fails": ("这条Cypher无法执行：{words}。", "This Cypher doesn't work: {words}."),
    # -- writing
    "process": ("{host}上{user}的进程{process}", "process {process} of {user} on {host}"),
    "being_written": ("{holder}正在写入图库{where}。请等它结束后再试。", "The store {where} is being written by {holder}. Try again when it has ended."),
    "no_locks": (
        "无法写入图库{where}：它所在的磁盘（多为网络驱动器）不提供文件锁（{reason}），两个程序可能同时写入。没有改动任何内容，读取不受影响。"
        "请把图库复制到本机磁盘，在那里导入，再复制回去；或请管理员以带锁的方式挂载该磁盘（NFS不用nolock，SMB不用nobrl）。",
        "The store {where} can't be written: the drive that it lies on, mostly one of the network, has no locks ({reason}), so two programs could write at once. Nothing was changed, "
        "and reading works. Copy the store to a disk of this machine, load there and copy it back; or have the drive mounted with locks (NFS without nolock, SMB without nobrl).",
    ),
    "plan_stale": (
        "计划作出之后，图库{where}已有改动（现为第{current}版，计划依据第{planned}版）。",
        "The store {where} has changed since this plan was made (revision {current}, planned on {planned}).",
    ),
    # -- the file of an embedded store
    "none_there": (
        "{where}处没有图库。请导入图谱：`oversight load FILE --store {place}`，或参看 `oversight demo`。",
        "There is no store at {where}. Load a chart into it: `oversight load FILE --store {place}`, or see `oversight demo`.",
    ),
    "is_folder": (f"{{where}}是文件夹，不是本程序的图库。{_ANOTHER[0]}。", f"{{where}} is a folder, not a store of this program. {_ANOTHER[1]}."),
    "is_device": (f"{{where}}是管道或设备，不是本程序的图库。{_ANOTHER[0]}。", f"{{where}} is a pipe or a device, not a store of this program. {_ANOTHER[1]}."),
    "folder": (
        "{where}是文件夹，不是本程序的图库。请用--store写出其中的文件。",
        "{where} is a folder and not a store of this program. Name a file in it with --store.",
    ),
    "device": (f"{{where}}是设备或管道，不是本程序的图库。{_LEFT[0]}。", f"{{where}} is a device or a pipe and not a store of this program. {_LEFT[1]}."),
    "empty_file": (f"{{where}}是空文件，不是本程序的图库。{_LEFT[0]}。", f"{{where}} is empty and is not a store of this program. {_LEFT[1]}."),
    "tiny_file": (
        f"{{where}}只有{{size}}字节，不是本程序的图库。{_LEFT[0]}。",
        f"{{where}} has {{size}} bytes and is not a store of this program. {_LEFT[1]}.",
    ),
    "foreign_file": (
        f"{{where}}是其他类型的文件，不是本程序的图库。{_LEFT[0]}。",
        f"{{where}} is a file of another kind and is not a store of this program. {_LEFT[1]}.",
    ),
    "other_schema": (
        f"{{where}}的结构版本为{{schema}}，本程序读取{{known}}。{_LEFT[0]}，或在那里重新导入图谱。",
        f"{{where}} is of schema {{schema}}, this program reads {{known}}. {_LEFT[1]}, or load the charts anew there.",
    ),
    "foreign_database": (
        f"{{where}}是其他内容的数据库。{_LEFT[0]}，或在那里重新导入图谱。",
        f"{{where}} is a database of something else. {_LEFT[1]}, or load the charts anew there.",
    ),
    "damaged": (
        "图库{where}已损坏：自本程序写入之后，{damage}。没有从中读取任何内容。请用副本（备份）替换它；"
        "或把它移走，重新导入其中的图谱：`oversight load FILE… --store {where}`。",
        "The store {where} is damaged: {damage}, since this program wrote it. Nothing was read from it. Put a copy of it (a backup) in its "
        "place, or move it away and load its charts anew: `oversight load FILE… --store {where}`.",
    ),
    "unreadable": (
        "无法读取图库{where}：{reason}。请允许读取它，或用--store改用其他位置。",
        "The store {where} can't be read: {reason}. Allow reading it, or name another place with --store.",
    ),
    "query_fails": (
        "无法读取图库{where}：{reason}。如果它已损坏，请用副本替换它。",
        "The store {where} can't be read: {reason}. If it is damaged, put a copy of it in its place.",
    ),
    "journals": (
        "图库{where}旁边有{journals:和}，是另一个打开过图库而没有正常结束的程序留下的；图库本身完好。请把它移走，再试一次。",
        "Beside the store {where} lies {journals: and }, left by another program that opened the store and didn't end well; the store itself is "
        "whole. Move that away, then try again.",
    ),
    "not_enough_memory": ("内存不足", "there isn't enough memory"),
    "in_use": ("图库{where}正被另一个程序使用。请在那里关闭它，再试一次。", "The store {where} is in use by another program. Close it there, then try again."),
    "no_memory": (
        "内存不足，无法打开图库{where}（{words}）。请允许程序使用更大的地址空间。",
        "The store {where} can't be opened for want of memory ({words}). Allow the program more address space.",
    ),
    "no_store_of_ours": (f"{{where}}不是本程序的图库（{{words}}）。{_ANOTHER[0]}。", f"{{where}} is not a store of this program ({{words}}). {_ANOTHER[1]}."),
}
