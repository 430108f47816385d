"""What the system refuses, why, and what to do about it."""

MESSAGES = {
    # -- why: in Chinese with the words of the system behind it
    "no_such_file": ("没有这个文件或文件夹（{words}）", "{words}"),
    "no_right": ("没有权限（{words}）", "{words}"),
    "read_only": ("文件系统只读（{words}）", "{words}"),
    "no_room": ("没有空间了（{words}）", "{words}"),
    "quota": ("超出磁盘配额（{words}）", "{words}"),
    "file_too_large": ("文件过大（{words}）", "{words}"),
    "name_too_long": ("名称过长（{words}）", "{words}"),
    "is_a_folder": ("这是文件夹（{words}）", "{words}"),
    "not_a_folder": ("这不是文件夹（{words}）", "{words}"),
    "links_in_circle": ("符号链接循环或层数过多（{words}）", "{words}"),
    "too_many_open": ("打开的文件过多（{words}）", "{words}"),
    "already_there": ("已经存在（{words}）", "{words}"),
    "path_no_utf8": ("它的路径含有非UTF-8字节", "its path holds bytes that aren't UTF-8"),
    # -- what to do, without the full stop
    "another_place": ("请改用其他位置", "Name another place"),
    "another_folder": ("请改用其他文件夹", "Name another folder"),
    "or_another_place": ("改用其他位置", "name another place"),
    "or_another_folder": ("改用其他文件夹", "name another folder"),
    "make_room": ("请在那里腾出空间，或{another}", "Make room there, or {another}"),
    "allow_larger_files": ("请允许更大的文件，或{another}", "Allow larger files, or {another}"),
    "get_the_right": ("请取得它的权限，或{another}", "Get the right to it, or {another}"),
    "shorter_path": ("请改用较短的路径", "Name a shorter path"),
    "file_in_it": ("请写出其中的文件", "Name a file in it"),
    "folder_where_meant": ("应为文件夹之处请写文件夹", "Name a folder where one is meant"),
    "mend_links": ("请改正那里的链接，或{another}", "Mend the links there, or {another}"),
    "allow_open_files": ("请允许打开更多文件，或关闭一些", "Allow more open files, or close some"),
    "close_files": ("请关闭一些程序打开的文件", "Close some of the files that programs have open"),
    # -- the whole
    "unwritable": ("无法写入{target}：{reason}。{remedy}。", "{target} can't be written: {reason}. {remedy}."),
    "unusable": ("无法使用{name}：{reason}。{remedy}。", "{name} can't be used: {reason}. {remedy}."),
    "open_file": ("文件{number}", "file {number}"),
    "refused": ("系统拒绝了操作：{reason}。{remedy}。", "The system refused: {reason}. {remedy}."),
    "store_not_found": ("找不到图库{where}：{reason}。{remedy}（用--store指定）。", "The store {where} can't be found: {reason}. {remedy} with --store."),
    "store_not_read": ("无法读取图库{where}：{reason}。{remedy}（用--store指定）。", "The store {where} can't be read: {reason}. {remedy} with --store."),
    "store_not_written": (
        "无法写入图库{where}：{reason}。图库保持原样。{remedy}（用--store指定）。",
        "The store {where} can't be written: {reason}. It is as it was before. {remedy} with --store.",
    ),
    "store_not_held": (
        "无法写入图库{where}：{reason}。没有改动任何内容。{remedy}（用--store指定）。",
        "The store {where} can't be written: {reason}. Nothing was changed. {remedy} with --store.",
    ),
    "no_memory": ("内存不足。请允许程序使用更多内存，或缩小查询范围。", "There isn't enough memory for this. Allow the program more, or ask about less."),
    "no_current_folder": (
        "当前文件夹已被删除，或无法进入。请换到存在的文件夹。",
        "The current folder has been deleted, or can't be entered. Change into one that exists.",
    ),
    "no_utf8": (
        "文本或文件名含有非UTF-8字节（{bytes}）。请用UTF-8书写。",
        "A text or the name of a file holds bytes that aren't UTF-8 ({bytes}). Write it in UTF-8.",
    ),
}
