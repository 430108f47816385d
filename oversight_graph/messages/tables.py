"""What the reading of tidy tables says: of Parquet files, of sets of tables, of their headings."""

_TWO_ZH, _TWO_EN = "保留其中一列", "keep one of the two columns"
_SPLIT_ZH, _SPLIT_EN = "拆成几个文件；还是文件已损坏？", "split it, or is it damaged?"
_ANEW_ZH, _ANEW_EN = "重新写出该文件", "write it anew"

PROBLEMS = {
    # Parquet
    "too_much_text": (("文件中的文本超过{most:,}字节", _SPLIT_ZH), ("holds more than {most:,} bytes of text", _SPLIT_EN)),
    "too_many_values": (("文件中的值超过{most:,}个", _SPLIT_ZH), ("holds more than {most:,} values", _SPLIT_EN)),
    "too_many_bytes": (("文件内容超过{most:,}字节", _SPLIT_ZH), ("holds more than {most:,} bytes", _SPLIT_EN)),
    "parquet_unreadable": (("无法按Parquet读取：{error}", "是完整的Parquet文件吗？"), ("can't be read as Parquet: {error}", "is it a whole Parquet file?")),
    "no_parquet": (("不是可读取的Parquet文件：{error}", _ANEW_ZH), ("is no Parquet file that can be read: {error}", _ANEW_EN)),
    "parquet_footer": (("不是可读取的Parquet文件：文件尾已损坏", _ANEW_ZH), ("is no Parquet file that can be read: its footer is damaged", _ANEW_EN)),
    "value_unreadable": (
        ("列`{column}`（{type}）中有无法读取的值（{error}）", "把日期写成文本，如2020-12-31"),
        ("the column `{column}` ({type}) holds a value that can't be read ({error})", "write its dates as texts, as 2020-12-31"),
    ),
    # a set of tables
    "no_tables": (
        ("文件中没有{tables}中的任何一张表", "用这些名称命名工作表，或文件夹中的文件"),
        ("holds none of the tables {tables}", "call the sheets, or the files of a folder, by these names"),
    ),
    "table_twice": (
        ("`{first}`和`{second}`是同一张表`{table}`", "把各行合并到其中一张"),
        ("`{first}` and `{second}` are one table, `{table}`", "put their rows into one of the two"),
    ),
    "sheet_is_no_table": (
        ("工作表`{sheet}`不是图谱的表，没有读取", "{near}"),
        ("the sheet `{sheet}` is no table of a chart and wasn't read", "{near}"),
    ),
    "file_is_no_table": (("文件名不是表名", "按其内容命名为{names}等"), ("isn't called after a table", "call it {names} …, as what it holds")),
    # columns
    "column_missing": (("表`{table}`缺少列`{column}`（{label}）", "补上"), ("the table `{table}` has no column `{column}` ({label})", "add it")),
    "headings_mean_one": (
        ("列标题`{first}`和`{second}`是同一个键`{key}`", _TWO_ZH),
        ("the headings `{first}` and `{second}` mean one key, `{key}`", _TWO_EN),
    ),
    "heading_twice": (("列标题`{heading}`出现两次", _TWO_ZH), ("the heading `{heading}` stands twice", _TWO_EN)),
    "heading_of_persons": (
        ("列`{heading}`像是个人信息，已略去", "删去该列：图谱只含机构，职数写在专职人数（staff_full_time）中"),
        (
            "the column `{heading}` looks like one of natural persons and was left out",
            "remove it: a chart holds organisations only, posts are counted in staff_full_time",
        ),
    ),
    "heading_unknown": (("列标题`{heading}`不是表`{table}`的列", "{near}"), ("the heading `{heading}` is no column of `{table}`", "{near}")),
    "no_heading": (
        ("{column}列有内容，却没有列标题", "补上列标题，或清空该列"),
        ("column {column} holds something and has no heading", "give it one, or empty it"),
    ),
}
