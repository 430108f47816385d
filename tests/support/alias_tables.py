"""A small city, and tables of other names for its bodies."""

from __future__ import annotations

from pathlib import Path

TABLE = """# old names, as "the list of 2019 has them
name,alias,kind,area,level

市文化和旅游局,旅游局、市文化局,Unit,,
other:audit,审计署,,530100,prefecture
市没有的局,无此局
"""


CITY = """
nodes:
  - {id: c, kind: Unit, name: 市文化和旅遊局}
  - {id: a, kind: Unit, name: 市审计署}
  - {id: g, kind: StationedGroup, name: 驻市文化局纪检监察组}
"""


def table(tmp_path: Path, text: str, name: str = "aliases.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding)
    return path
