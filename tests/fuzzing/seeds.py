"""Good files of every kind that is read: the examples, the shipped charts in every format, tables of norms, mappings, aliases."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import xlwt
import yaml
from support.ods_files import ods, rows_of
from support.pdf_files import pdf, ruled, written

import oversight_graph as og
from oversight_graph.charts import shipped
from oversight_graph.loaders import outputs
from oversight_graph.store.protocol import LoadedChart

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
WRITTEN = {
    "graphml": ("graphml", ".graphml"), "gexf": ("gexf", ".gexf"), "node-link": ("node-link", ".json"),
    "json": ("chart", ".json"), "xlsx": ("xlsx", ".xlsx"), "csv": ("csv", ""), "parquet": ("parquet", ""),
}  # fmt: skip
"""By name: the word of `export --to`, and how the path ends."""
ALIASES = "name,alias,kind,area,level\n市财政局,市财税局、财政局,Unit,530100,prefecture\n# 注\n市纪委监委,市纪检委,,,\n"
MAPPING = {
    "format": "roster", "heading": "3-4", "columns": {"B": "group", "C": "host", "D": "units", "E": "room", "F": "staff", "G": "note", "H": "person"},
    "headings": {"units": ["联系点"]}, "kinds": {"市委巡察办": "Unit", "其他": "none"}, "authority": ["discipline"], "commission": "云岭市纪委监委",
    "links": {"funds": "ignore", "watchedBy": {"kind": "SUPERVISES", "form": "stationed", "reversed": True}},
}  # fmt: skip


ANSWERS = {
    "chart": "t", "area": "530600", "level": "county", "as_of": "2023-06-30", "kinds": {"东部经济协作区": "Unit", "城关镇纪检监察机构": "TownshipOffice"},
    "sheets": {"派驻": {"table": "overseers", "heading": "2", "columns": {"A": "group", "B": "units", "C": "note"}}, "草场": "ignore", "通讯录": {"columns": {"A": "name"}}},
}  # fmt: skip
"""A mapping as `--ask` and the page of a load write it."""
ROWS = [
    ["派驻机构", "驻在单位", "监督单位", "编制", "备注"], ["驻市财政局纪检监察组", "市财政局", "市审计局、市统计局", "5名", "2019年设立"],
    ["驻市教育体育局纪检监察组", "市教育体育局", "云岭学院", "不少于3", ""], ["合计", "", "3", "8", ""],
]  # fmt: skip
RECORDS = {
    "data": [
        {
            "id": "1",
            "name": "云岭市纪委监委",
            "children": [{"id": "2", "name": "第一监督检查室", "电话": "63123456"}, {"id": "3", "name": "驻市财政局纪检监察组", "children": []}],
        }
    ]
}


@dataclass(frozen=True)
class Seed:
    """A good file: `use` says for what (chart, norms, mapping, aliases), `files` what stands beside it in its folder, itself included, by name."""

    name: str
    use: str
    main: str
    files: dict[str, bytes]


def seeds(folder: Path) -> list[Seed]:
    """All of them; `folder` is for the files that are made."""
    found = [Seed(path.name, "chart", path.name, {path.name: path.read_bytes()}) for path in sorted(EXAMPLES.iterdir()) if path.is_file()]
    found.append(_set("tidy", EXAMPLES / "tidy"))
    writers = {output.id: output.write for output in outputs()}
    for path in shipped():
        found.append(Seed(path.name, "chart", path.name, {path.name: path.read_bytes()}))
        charts = [LoadedChart(chart, "") for chart in og.read(path)]
        for name, (how, suffix) in WRITTEN.items():
            out = folder / f"{path.stem}-{name}{suffix}"
            writers[how](charts, str(out))
            found.append(Seed(out.name, "chart", out.name, {out.name: out.read_bytes()}) if suffix else _set(out.name, out))
    norms = (Path(og.__file__).parent / "model" / "norms.yaml").read_bytes()
    mapping = yaml.safe_dump(MAPPING, allow_unicode=True, sort_keys=False).encode()
    aliases = yaml.safe_dump([{"name": "市财政局", "alias": ["市财税局"], "kind": "Unit"}], allow_unicode=True).encode()
    return [
        *found,
        *_formats(folder),
        Seed("answers", "mapping", "q.yaml", {"q.yaml": yaml.safe_dump(ANSWERS, allow_unicode=True, sort_keys=False).encode()}),
        Seed("norms", "norms", "n.yaml", {"n.yaml": norms}),
        Seed("mapping", "mapping", "m.yaml", {"m.yaml": mapping}),
        Seed("aliases", "aliases", "a.csv", {"a.csv": ALIASES.encode()}),
        Seed("aliases-yaml", "aliases", "a.yaml", {"a.yaml": aliases}),
    ]


def _formats(folder: Path) -> list[Seed]:
    """Files of formats of which there is no example: old and open workbooks, PDF, records as a tree and as a table, a table of edges."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("派驻")
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            sheet.write(row, column, text)
    sheet.merge(5, 7, 0, 4)
    book.save(str(folder / "roster.xls"))
    ods(folder / "roster.ods", {"派驻": rows_of(ROWS), "二": rows_of([["机构全称"], ["城关镇纪委"]])})
    pdf(folder / "roster.pdf", [written(200, 800, "云岭市派驻机构一览表", 14) + ruled(ROWS, [140, 90, 140, 60, 80])])
    texts = {
        "tree.json": json.dumps(RECORDS, ensure_ascii=False),
        "records.csv": "id,name,parentId\n1,云岭市纪委监委,\n2,第一监督检查室,1\n3,驻市财政局纪检监察组,1\n",
        "edges.csv": "source,target,type\n第一监督检查室,市财政局,联系\n第二监督检查室,市教育局,监督\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    names = ("roster.xls", "roster.ods", "roster.pdf", *texts)
    return [Seed(name, "chart", name, {name: (folder / name).read_bytes()}) for name in names]


def _set(name: str, folder: Path) -> Seed:
    """A folder of tables; "" is the folder itself."""
    return Seed(name, "chart", "", {path.name: path.read_bytes() for path in sorted(folder.iterdir())})
