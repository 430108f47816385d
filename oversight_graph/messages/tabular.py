"""What the reading of any file's tables says: texts, workbooks, documents, pages."""

_SPLIT_ZH, _SPLIT_EN = "保留要导入的表，拆成几个文件", "keep the tables that are to be loaded, and split them into several files"
_AGAIN_ZH, _AGAIN_EN = "用Excel、Word、WPS或LibreOffice打开后重新保存", "open it in Excel, Word, WPS or LibreOffice and save it again"
_COPY_ZH, _COPY_EN = "把表复制到工作簿，另存为.xlsx", "copy the table into a workbook and save it as .xlsx"
_LONG_ZH, _LONG_EN = "单元格里应是一个名称或一组名称：缩短它；还是文件已损坏？", "a cell holds a name or a list of names: shorten it, or is the file damaged?"
_VALUE_ZH, _VALUE_EN = "用Excel、WPS或LibreOffice打开后保存，或直接写上值", "open the file in Excel, WPS or LibreOffice and save it, or write the value"

MESSAGES = {
    # pages of a PDF
    "pages_and_more": ("{pages}……", "{pages} …"),
    # what a sheet's summary names
    "cells_and_more": ("{cells}……", "{cells} …"),
    # lines of a text
    "line": ("第{line}行", "line {line}"),
    "line_of_row": ("第{line}行（表中第{row}行）", "line {line} (row {row})"),
    # why a workbook or a document is damaged
    "no_archive": ("它不是{suffix}文件（{error}）", "it is no {suffix} ({error})"),
    "part_not_unpacked": ("其中的{part}无法解压（{error}）", "its part {part} can't be unpacked ({error})"),
    "packed_unknown": ("压缩方式未知", "it is packed in an unknown way"),
    "part_missing": ("其中没有{part}", "it holds no {part}"),
    "sheet_missing": ("缺少工作表{sheet}", "its sheet {sheet} is missing"),
    "row_behind": ("第{row}行排在第{before}行之后", "row {row} stands behind row {before}"),
    "text_missing": ("第{row}行引用的文本{text}不存在", "row {row} asks for text {text}, which it doesn't hold"),
    "merged_senseless": ("合并区域不合理（{range}）", "its merged ranges make no sense ({range})"),
    "merged_overlap": ("合并区域相互重叠", "its merged ranges lie over each other"),
    "cell_without_column": ("有单元格没有列号", "a cell has no column"),
    "no_cell": ("`{reference}`不是单元格", "`{reference}` is no cell"),
    "row_outside": ("第{row}行超出{columns:,}列、{rows:,}行的范围", "row {row} lies outside {columns:,} columns and {rows:,} rows"),
    "column_outside": ("{column}列超出{columns:,}列、{rows:,}行的范围", "column {column} lies outside {columns:,} columns and {rows:,} rows"),
    "cell_outside": ("{cell}超出{columns:,}列、{rows:,}行的范围", "{cell} lies outside {columns:,} columns and {rows:,} rows"),
}
PROBLEMS = {
    # limits
    "too_many_tables": (("文件中的表超过{most}张", _SPLIT_ZH), ("the file holds more than {most} tables", _SPLIT_EN)),
    "table_too_large": (("表超过{columns:,}列、{rows:,}行", _SPLIT_ZH), ("the table is larger than {columns:,} columns by {rows:,} rows", _SPLIT_EN)),
    "too_many_cells": (("文件中的单元格超过{most:,}个", _SPLIT_ZH), ("the file holds more than {most:,} cells", _SPLIT_EN)),
    "text_too_long": (("文件中有文本超过{most:,}个字", _LONG_ZH), ("a text of the file is longer than {most:,} letters", _LONG_EN)),
    "cell_too_long": (("第{column}列的文本超过{most:,}个字", _LONG_ZH), ("the text in column {column} is longer than {most:,} letters", _LONG_EN)),
    # texts
    "empty": (("文件是空的", "保存或发送完整了吗？"), ("the file is empty", "was it saved or sent completely?")),
    "nul_bytes": (
        ("文件含有NUL字节，因此不是文本", "把表另存为.xlsx或.csv"),
        ("the file holds NUL bytes, so it is no text", "save the table as .xlsx or .csv"),
    ),
    "quote_open": (
        ("{where}开始的引号没有闭合", '用`"`闭合；如果引号本身是内容，写成`""`'),
        ("a text in quotes begins in {where} and never ends", 'close it with `"`, or write a quote that is meant as `""`'),
    ),
    "behind_quote": (
        ("{where}中，加引号的文本后面还有内容", '如果引号本身是内容，写成`""`，并给整段文本加引号'),
        ("in {where} something follows a text in quotes", 'write a quote that is meant as `""`, and the whole text in quotes'),
    ),
    "no_row": (
        ("{where}不是表中的一行：{error}", "改正它，或把表另存为.xlsx"),
        ("{where} is no row of a table: {error}", "mend it, or save the table as .xlsx"),
    ),
    "no_text": (
        ("文件中没有表，也没有文本", "文件完整吗？图片里的内容无法读取"),
        ("the file holds no table and no text", "is it complete? What stands in pictures can't be read"),
    ),
    "text_beside_tables": (
        ("表格之外有{number}行文字未读取，首行为：{first}", "如其中有机构名称，把这些文字另存为.txt，一行一个名称"),
        (
            "{number:line|lines} of text outside the tables {number:!isn't|aren't} read, the first of them: {first}",
            "if they name bodies, save them as a .txt file, a name a line",
        ),
    ),
    "not_utf8": (
        ("文本不是UTF-8，按{encoding}读取：“{sample}”", "核对这些字是否正确；如不正确，另存为UTF-8"),
        ("the text isn't UTF-8; it was read as {encoding}: “{sample}”", "see whether these words are right; if not, save it as UTF-8"),
    ),
    # pages
    "tables_too_deep": (("页面中相互嵌套的表超过{most}层", _COPY_ZH), ("more than {most} tables of the page stand in each other", _COPY_EN)),
    "too_many_tags": (("页面中的标签超过{most:,}个", _COPY_ZH), ("the page holds more than {most:,} tags", _COPY_EN)),
    # PDF
    "no_pdf": (
        ("这不是可读取的PDF（{error}）", "文件完整吗？用生成它的程序重新导出"),
        ("this is no PDF that can be read ({error})", "is it complete? Export it again"),
    ),
    "pdf_scanned": (
        ("PDF只有图片（扫描件），没有文字", "先用文字识别（OCR）软件转成.docx或.xlsx，核对后再读取"),
        (
            "the PDF holds pictures of pages (a scan) and no text",
            "turn it into a .docx or .xlsx with a program that recognises text (OCR), and check what it made of it",
        ),
    ),
    "pdf_pages_scanned": (
        ("第{pages}页只有图片，没有文字，因此未读取", "如其中有表，用文字识别（OCR）软件转换后另行读取"),
        ("pages that hold pictures and no text weren't read: {pages}", "if they hold tables, turn them into text (OCR) and load them besides"),
    ),
    "pdf_without_letters": (
        ("PDF的字体没有注明各是什么字，无法读出文字", "用生成它的程序另存为.docx或.xlsx，或用文字识别（OCR）软件转换"),
        ("the fonts of the PDF don't say which letters they show", "save it as .docx or .xlsx in the program that made it, or turn it into text (OCR)"),
    ),
    "pdf_password": (("PDF已加密", "去掉密码和限制后重新保存"), ("the PDF is encrypted", "take the password and the restrictions off, and save it again")),
    "pdf_too_many_pages": (("PDF超过{most}页", "只保留有表的页"), ("the PDF has more than {most} pages", "keep the pages with the tables")),
    "pdf_too_much": (
        ("PDF的页面内容超出任何表的需要", "只保留有表的页，或另存为.docx、.xlsx"),
        ("the pages of the PDF hold more than any table needs", "keep the pages with the tables, or save it as .docx or .xlsx"),
    ),
    # workbooks and documents
    "damaged": (("文件已损坏：{why}", _AGAIN_ZH), ("the file is damaged: {why}", _AGAIN_EN)),
    "password_or_old": (
        ("文件有密码，或是2007年以前的Office格式", "打开它，去掉密码，另存为{suffix}"),
        ("the file has a password, or is of the kind that Office wrote before 2007", "open it, take the password off, and save it as {suffix}"),
    ),
    "password": (("文件有密码", "去掉密码后重新保存"), ("the file has a password", "take the password off, and save it again")),
    "part_leads_out": (
        ("文件中有一部分名为`{name}`，指向文件之外", _AGAIN_ZH),
        ("a part of the file has the name `{name}`, which leads out of it", _AGAIN_EN),
    ),
    "part_twice": (("文件中有两个部分都名为`{name}`", _AGAIN_ZH), ("two parts of the file have the name `{name}`", _AGAIN_EN)),
    "too_many_parts": (("文件的组成部分超过{most:,}个", _AGAIN_ZH), ("the file holds more than {most:,} parts", _AGAIN_EN)),
    "unpacks_too_much": (
        ("文件的一部分解压后从{packed:,}字节变为{unpacked:,}字节，超出任何表的需要", "保留要导入的表，另存为新文件"),
        (
            "a part of the file unpacks from {packed:,} to {unpacked:,} bytes, which is more than any table needs",
            "keep the tables that are to be loaded and save them as a new file",
        ),
    ),
    "no_old_workbook": (
        ("这不是Excel 97至2003的工作簿", "用Excel、WPS或LibreOffice打开，另存为.xlsx"),
        ("this is no workbook of Excel 97 to 2003", "open it in Excel, WPS or LibreOffice, and save it as .xlsx"),
    ),
    "binary_workbook": (("这是二进制工作簿", "另存为.xlsx"), ("this is a binary workbook", "save it as .xlsx")),
    "of_sheet": (("工作表{sheet}：{what}", "{todo}"), ("sheet {sheet}: {what}", "{todo}")),
    "no_cells": (
        ("工作簿中没有含内容的工作表", "把表保存为工作簿中的工作表"),
        ("the workbook holds no sheet with cells", "save the tables as sheets of a workbook"),
    ),
    "other_workbooks": (
        ("工作簿引用了其他工作簿", "未打开这些工作簿；读取的是保存在本文件中的值，核对是否为最新"),
        ("the workbook refers to other workbooks", "they aren't opened; the values kept from them are read, see that they are up to date"),
    ),
    "macros": (("工作簿含有宏", "未运行，也未读取"), ("the workbook holds macros", "they are neither run nor read")),
    # sheets
    "sheet_hidden": (
        ("工作表是隐藏的", "已照常读取；如不需要，删去"),
        ("the sheet is hidden", "it is read like the others; delete it if it isn't meant"),
    ),
    "rows_hidden": (
        ("有{number:,}行是隐藏的", "已照常读取；如不需要，删去"),
        ("{number:,row is|rows are} hidden", "they are read like the others; delete them if they aren't meant"),
    ),
    "formulas": (
        ("有{number:,}个单元格是公式（{cells}）", "读取文件中保存的值，不作计算"),
        ("{number:,cell holds a formula|cells hold formulas} ({cells})", "the values kept in the file are read, nothing is calculated"),
    ),
    "formula_unknown": (
        ("公式从未计算过，因此值未知", _VALUE_ZH),
        ("the formula was never calculated, so its value isn't known", _VALUE_EN),
    ),
    "formulas_unknown": (
        ("另有{number:,}个公式从未计算过（{cells}）", _VALUE_ZH),
        ("{number:,more formula was|more formulas were} never calculated ({cells})", _VALUE_EN),
    ),
    "cell_error": (("单元格显示错误`{word}`", "按空白读取；改正它"), ("the cell shows the error `{word}`", "it is read as empty; mend it")),
    "cells_error": (
        ("另有{number:,}个单元格显示错误（{cells}）", "按空白读取；改正它们"),
        ("{number:,more cell shows an error|more cells show errors} ({cells})", "they are read as empty; mend them"),
    ),
    "covered": (
        ("合并单元格之下有{number:,}个单元格含有看不见的文本（{cells}）", "没有读取；如需要这些内容，拆分合并单元格"),
        ("{number:,cell|cells} under merged cells hold text that nobody sees ({cells})", "it isn't read; split the merged cells if it is meant"),
    ),
}
