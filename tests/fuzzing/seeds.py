"""Good files of every kind that is read: the examples, the shipped charts in every format, tables of norms, mappings, aliases."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

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
        Seed("norms", "norms", "n.yaml", {"n.yaml": norms}),
        Seed("mapping", "mapping", "m.yaml", {"m.yaml": mapping}),
        Seed("aliases", "aliases", "a.csv", {"a.csv": ALIASES.encode()}),
        Seed("aliases-yaml", "aliases", "a.yaml", {"a.yaml": aliases}),
    ]


def _set(name: str, folder: Path) -> Seed:
    """A folder of tables; "" is the folder itself."""
    return Seed(name, "chart", "", {path.name: path.read_bytes() for path in sorted(folder.iterdir())})
