"""Good files of every kind that is read: the examples, the shipped charts in every format, tables of norms, mappings, aliases."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import yaml

import oversight_graph as og
from oversight_graph.charts import shipped

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
WRITERS = {
    "graphml": ("writing.graphml_file:write_graphml", ".graphml"), "gexf": ("writing.gexf_file:write_gexf", ".gexf"), "node-link": ("writing.node_link_file:write_node_link", ".json"),
    "json": ("chart.native_documents:write_charts", ".json"), "xlsx": ("writing.tidy_tables:write_xlsx", ".xlsx"), "csv": ("writing.tidy_tables:write_csv", ""), "parquet": ("writing.tidy_tables:write_parquet", ""),
}  # fmt: skip
ALIASES = "name,alias,kind,area,level\n市财政局,市财税局、财政局,Unit,530100,prefecture\n# 注\n市纪委监委,市纪检委,,,\n"
MAPPING = {
    "format": "roster", "heading": "3-4", "columns": {"B": "group", "C": "host", "D": "units", "E": "room", "F": "staff", "G": "note", "H": "person"},
    "headings": {"units": ["联系点"]}, "kinds": {"市委巡察办": "Unit", "其他": "none"}, "authority": ["discipline"], "commission": "云岭市纪委监委",
    "links": {"funds": "ignore", "watchedBy": {"kind": "SUPERVISES", "form": "stationed", "reversed": True}},
}  # fmt: skip


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
    for path in shipped():
        found.append(Seed(path.name, "chart", path.name, {path.name: path.read_bytes()}))
        charts = og.read(path)
        for name, (how, suffix) in WRITERS.items():
            module, _, function = how.partition(":")
            out = folder / f"{path.stem}-{name}{suffix}"
            getattr(import_module(f"oversight_graph.{module}"), function)(charts, out)
            found.append(Seed(out.name, "chart", out.name, {out.name: out.read_bytes()}) if suffix else _set(out.name, out))
    norms = (Path(og.__file__).parent / "model" / "norms.yaml").read_bytes()
    mapping = yaml.safe_dump(MAPPING, allow_unicode=True, sort_keys=False).encode()
    aliases = yaml.safe_dump([{"name": "市财政局", "alias": ["市财税局"], "kind": "Unit"}], allow_unicode=True).encode()
    return [
        *found,
        Seed("norms", "norms", "n.yaml", {"n.yaml": norms}),
        Seed("mapping", "mapping", "m.yaml", {"m.yaml": mapping}),
        Seed("aliases", "aliases", "a.csv", {"a.csv": ALIASES.encode()}),
        Seed("aliases-yaml", "aliases", "a.yaml", {"a.yaml": aliases}),
    ]


def _set(name: str, folder: Path) -> Seed:
    """A folder of tables; "" is the folder itself."""
    return Seed(name, "chart", "", {path.name: path.read_bytes() for path in sorted(folder.iterdir())})
