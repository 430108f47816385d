"""What holds of every layout: no two boxes overlap, each stands in its region."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from oversight_graph.model import LEVELS
from oversight_graph.picture import subgraph as cuts
from oversight_graph.picture.grouping import CollaborationGroup
from oversight_graph.picture.layout import Layout

COUNTY = LEVELS.code("county")


def assert_orderly(cut: cuts.Subgraph, placed: Layout) -> None:
    boxes = placed.boxes()
    left, top, right, bottom = boxes.T
    over = (left[:, None] < right) & (left < right[:, None]) & (top[:, None] < bottom) & (top < bottom[:, None])
    np.fill_diagonal(over, False)
    assert not over.any(), [(cut.ids[a], cut.ids[b]) for a, b in np.argwhere(over)][:5]
    frame = placed.frame
    assert (left > frame[0]).all() and (top > frame[1]).all() and (right < frame[2]).all() and (bottom < frame[3]).all()
    level = np.full(len(boxes), -1)
    for region in placed.regions:
        level[list(region.group.nodes)] = region.group.level
    levels = [band.level for band in placed.bands]
    assert levels == sorted(set(level.tolist())), "levels run from top to bottom"
    assert all(band == own or (band <= COUNTY and own > COUNTY) for band, own in zip(level.tolist(), cut.level.tolist(), strict=True) if own >= 0), (
        "what isn't in the band of its level lies below a county, in the region of its commission"
    )
    edges = [edge for band in placed.bands for edge in (band.box[1], band.box[3])]
    assert edges == sorted(edges), "bands lie below one another"
    for band in placed.bands:
        own = level == band.level
        assert (top[own] > band.box[1]).all() and (bottom[own] < band.box[3]).all()
    for region in placed.regions:
        assert len(region.strips) == len(region.group.below)
        strips = [(region.box[1] - 1.0, [one for one in region.group.nodes if not any(one in lower.nodes for lower in region.group.below)])]
        strips += [(box[1], list(lower.nodes)) for (_, box), lower in zip(region.strips, region.group.below, strict=True)]
        for (start, nodes), (end, _) in zip(strips, [*strips[1:], (region.box[3] + 1.0, [])], strict=True):
            assert all(start < top[one] and bottom[one] < end for one in nodes), "in a region too levels run from top to bottom"


def inside(inner: np.ndarray, outer: tuple[float, float, float, float]) -> bool:
    return bool(inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3])


def assert_regions(placed: Layout) -> None:
    """Each box lies in its region and outside of all others; a collaboration's outline holds its members and nobody else."""
    boxes = placed.boxes()
    for region, other in combinations(placed.regions, 2):
        (a, b, c, d), (e, f, g, h) = region.box, other.box
        assert c <= e or g <= a or d <= f or h <= b, "two regions overlap"
    assert sorted(one for region in placed.regions for one in region.group.nodes) == list(range(len(boxes)))
    for region in placed.regions:
        assert all(inside(boxes[one], region.box) for one in region.group.nodes)
        heads = {zone.head: zone for zone in all_zones(region.group.zones)}
        for head, box in region.zones:
            for one in range(len(boxes)):
                touches = boxes[one][0] < box[2] and box[0] < boxes[one][2] and boxes[one][1] < box[3] and box[1] < boxes[one][3]
                assert touches == (one in heads[head].nodes)
                assert inside(boxes[one], box) or not touches


def all_zones(zones: tuple[CollaborationGroup, ...]) -> list[CollaborationGroup]:
    return [one for zone in zones for one in (zone, *all_zones(zone.zones))]
