"""What is said of charts that are written out."""

MESSAGES = {
    "cypher_loses": (
        "cypher：保存各图谱合成的图及其来源；不保存各条目原来的写法（需要时改用chart）",
        "cypher: holds the graph that the charts make together, with their sources; how each entry was written it doesn't hold (use chart for that)",
    ),
    "too_large_to_read": (
        "{file}：超过{megabytes} MB，本程序不再读回；`--to chart` 可保存任意大小的图谱",
        "{file}: larger than {megabytes} MB, so this program won't read it again; `--to chart` keeps charts of any size",
    ),
    "nothing_loaded": ("图库{store}中没有图谱，没有可写出的内容。", "The store {store} holds no chart, so there is nothing to write."),
    "version_of_one_chart": ("--version 须与一个 --chart 同用：写出该图谱的这一版。", "--version needs one --chart: that version of this chart is written."),
    "not_loaded": ("图谱`{chart}`未导入；{near}", "The chart `{chart}` isn't loaded; {near}"),
    "cypher_needs_a_file": (
        "一个脚本保存所有图谱合成的一张图。指定以.cypher结尾的文件，如{path}.cypher。",
        "A script holds one graph of all charts. Name a file that ends in .cypher, as {path}.cypher.",
    ),
    "chart_ending": (
        "图谱写为.yaml、.yml或.json，不能写为`{ending}`。指定这样的文件，或指定文件夹，每张图谱一个文件。",
        "A chart is written as .yaml, .yml or .json, not `{ending}`. Name such a file, or a folder for a file a chart.",
    ),
    "graph_ending": (
        "此格式写为{right}，不能写为`{ending}`。指定这样的文件，或指定文件夹，每张图谱一个文件。",
        "This format is written as {right}, not `{ending}`. Name such a file, or a folder for a file a chart.",
    ),
    "impossible_in_xml": (
        "XML不能保存字符U+{number}，它出现在`{text}`中。改用`node-link`或`chart`导出，二者都能保存。",
        "XML can't hold the character U+{number}, which stands in `{text}`. Export as `node-link` or `chart`, which can.",
    ),
    "workbook_ending": ("工作簿写为.xlsx，不能写为`{ending}`。指定这样的文件。", "A workbook is written as .xlsx, not `{ending}`. Name such a file."),
    "too_many_rows": (
        "表`{table}`超过{rows:,}行，一个工作表容纳不下。改写为csv或parquet。",
        "The table `{table}` has more than {rows:,} rows, which no sheet holds. Write it as csv or parquet.",
    ),
    "tables_need_a_folder": (
        "{tables}个表不能写入一个文件`{path}`。为它们指定一个文件夹，或用--to xlsx写为工作簿。",
        "{tables} tables don't go into one file `{path}`. Name a folder for them, or write a workbook with --to xlsx.",
    ),
}
