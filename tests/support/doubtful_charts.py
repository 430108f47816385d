"""Charts whose bodies may be one, in each of the ways in which a plan doubts."""

from __future__ import annotations

OLD = """
chart: old
title: 某市（旧）
as_of: 2017-12-31
area: "530100"
level: prefecture
sources: [{id: s1, title: 机构一览}]
nodes:
  - {id: g1, kind: StationedGroup, name: 驻市财政局纪检组}
  - {id: g2, kind: StationedGroup, name: 驻市教育局纪检组}
  - {id: u1, kind: Unit, category: government, name: 市财政局}
  - {id: u2, kind: Unit, category: government, name: 市教育局}
  - {id: w, kind: Unit, category: government, name: 市水务局}
links:
  - {kind: STATIONED_AT, from: g1, to: u1, authority: [discipline], source: s1}
  - {kind: STATIONED_AT, from: g2, to: u2, authority: [discipline], source: s1}
"""
NEW = """
chart: new
title: 某市（新）
as_of: 2020-12-31
area: "530100"
level: prefecture
sources: [{id: s1, title: 机构一览}]
nodes:
  - {id: g1, kind: StationedGroup, name: 驻市财政局纪检监察组}
  - {id: g2, kind: StationedGroup, name: 驻市教育局纪检监察组}
  - {id: u1, kind: Unit, category: government, name: 市财政局}
  - {id: u2, kind: Unit, category: government, name: 市教育局}
  - {id: w1, kind: Unit, category: government, name: 市水务局}
  - {id: w2, kind: Unit, category: government, name: 水务局}
links:
  - {kind: STATIONED_AT, from: g1, to: u1, source: s1}
  - {kind: STATIONED_AT, from: g2, to: u2, source: s1}
"""
"""Two groups bear a name from before 2018 in the one and its present form in the other; 市水务局 of the one may be either of two in the other."""
