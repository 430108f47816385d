"""What is said of files of this program's own: damaged, held by somebody, in the way, not to be replaced."""

MESSAGES = {
    "cut_off": ("它被截断了，或校验和无法读取", "it has been cut off, or its checksum can't be read"),
    "other_size": ("它有{size:,}字节，应为{expected:,}字节", "it holds {size:,} bytes instead of {expected:,}"),
    "heads_lost": ("记载其状态的两处开头已不可读，或互相矛盾", "the two places at its beginning that say how far it goes can't be read, or contradict each other"),
    "written_meanwhile": (
        "另一个程序同时写入了它（该网络驱动器的锁不起作用）",
        "another program wrote it at the same time (the locks of this network drive do not work)",
    ),
    "other_bytes": ("它的内容与校验和不符", "its bytes aren't those that its checksum was made of"),
    "no_checksum": ("它没有校验和", "it has no checksum"),
    "another_program": ("另一个程序", "another program"),
    "other_programs": ("其他程序，一个接一个", "other programs, one after the other"),
    "in_the_way": ("{path}占了位置，它不是本程序的文件（请移走）", "{path} is in the way, which isn't this program's (move it away)"),
    "is_a_folder": ("它是文件夹", "it is a folder"),
    "no_file": ("它是设备、管道或链接，不是文件", "it is a device, a pipe or a link, and no file"),
    "protected": ("它有写保护", "it is protected from writing"),
    "other_owner": (
        "{target}现在归你所有（用户{user}，组{group}），因为只有root能把文件交给用户{former_user}、组{former_group}。",
        "{target} now belongs to you (user {user}, group {group}), as only root can give a file to user {former_user}, group {former_group}.",
    ),
    "hard_links": (
        "{target}另有{others}个名称（硬链接），它们仍指向原来的内容。",
        "{target} had {others:more name|more names} (hard links), which still {others:!leads|lead} to what it held before.",
    ),
}
