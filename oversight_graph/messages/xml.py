"""What is said of XML that can't be read: of graph files, and of the parts of workbooks and documents."""

MESSAGES = {
    "part_broken": ("{part}第{line}行：{reason}", "{part}, line {line}: {reason}"),
    "part_encoding": ("{part}注明的编码无法识别", "{part} names an encoding that isn't known"),
    "text_of_the_document": ("正文", "its text"),
}
PROBLEMS = {
    # graph files
    "value_too_long": (
        ("有一个值超过{megabytes} MB", "文件用对了吗？删去该值"),
        ("a value is longer than {megabytes} MB", "is this the right file? Remove the value"),
    ),
    "too_deep": (("元素嵌套过深", "文件用对了吗？"), ("elements stand in each other too deeply", "is this the right file?")),
    "too_many_elements": (
        ("文件中的元素超过{most:,}个", "文件用对了吗？如果没有用错，拆成几个文件"),
        ("the file holds more than {most:,} elements", "is this the right file? If so, split it"),
    ),
    "declares_types": (
        ("文件声明了文档类型或实体，不读取这些内容", "删去`<!DOCTYPE …>`及其中的声明，直接写出各个值"),
        ("the file declares a document type or entities, which aren't read", "remove the `<!DOCTYPE …>` and what it declares, and write the values out"),
    ),
    "not_xml": (
        ("这不是XML（第{column}列）：{reason}", "文件完整吗？改正此处"),
        ("this isn't XML (column {column}): {reason}", "is the file complete? Mend this place"),
    ),
    "unknown_encoding": (
        ("文件注明的编码无法读取", "另存为UTF-8，并在第一行注明"),
        ("the encoding that the file names isn't read", "save it as UTF-8, and let its first line say so"),
    ),
    # parts of workbooks and documents
    "more_than_a_table_needs": (
        ("文件中元素的层数或数量超出任何表的需要", "把表复制到新文件"),
        ("the file nests or holds more elements than any table needs", "copy the table into a new file"),
    ),
    "no_workbook_declares_types": (
        ("文件声明了文档类型或实体，工作簿和文档都不需要这些", "用Excel、Word、WPS或LibreOffice重新保存"),
        ("the file declares a document type or entities, which no workbook or document needs", "save it again with Excel, Word, WPS or LibreOffice"),
    ),
}
