// --- folding: a region is open or stands as one box. With all open everything stands where the layout put it; else the
// regions are set in lines, level by level, each with the room that it takes
const REGION = { width: 220, height: 62, gap: 26, band: 24, head: 96 };
const regions = data.regions.rows.map(([level, commission, area, part, count], at) => ({ at, level, commission, area, part, count, nodes: [], dx: 0, dy: 0 }));
N.region.forEach((region, node) => { if (region >= 0) regions[region].nodes.push(node); });
const folds = regions.length > 1;
const isOpen = (region) => region < 0 || S.open.has(region);
const everythingOpen = () => regions.every(({ at }) => S.open.has(at));
const standsAt = (node) => {
  const region = regions[N.region[node]];
  return region ? [P.x[node] + region.dx, P.y[node] + region.dy] : [P.x[node], P.y[node]];
};
const regionName = (region) => {
  const name = region.commission >= 0 ? nameOf(region.commission) : areaName(region.area);
  return region.part ? `${name} · ${say("part", region.part)}` : name;
};

const plan = { bands: [], frame: P.frame };
const arrange = () => {
  P = places[S.names === "en" ? places.length - 1 : 0];
  for (const region of regions) region.box = P.regions[region.at];
  const bands = P.bands.map(([level, ...box]) => ({ level, box }));
  if (!folds || everythingOpen()) {
    for (const region of regions) Object.assign(region, { dx: 0, dy: 0, now: region.box });
    Object.assign(plan, { bands, frame: P.frame });
    return;
  }
  const size = (region) => (S.open.has(region.at) ? [region.box[2] - region.box[0], region.box[3] - region.box[1]] : [REGION.width, REGION.height]);
  const here = regions.filter((region) => region.nodes.some((node) => shown.node[node]));
  const area = here.reduce((sum, region) => sum + (size(region)[0] + REGION.gap) * (size(region)[1] + REGION.gap), 0);
  const width = Math.max(Math.sqrt(area * 1.6), ...here.map((region) => size(region)[0]));
  let top = 0;
  plan.bands = [];
  for (const { level } of bands) {
    const own = here.filter((region) => region.level === level);
    if (!own.length) continue;
    const start = top;
    let left = 0, line = 0;
    top += REGION.band;
    for (const region of own) {
      const [wide, high] = size(region);
      if (left && left + wide > width) {
        top += line + REGION.gap;
        left = 0;
        line = 0;
      }
      region.now = [left, top, left + wide, top + high];
      [region.dx, region.dy] = [left - region.box[0], top - region.box[1]];
      left += wide + REGION.gap;
      line = Math.max(line, high);
    }
    top += line + REGION.band;
    plan.bands.push({ level, box: [-REGION.head, start, width + REGION.gap, top] });
    top += REGION.band / 2;
  }
  plan.frame = [-REGION.head, 0, width + REGION.gap, Math.max(top, REGION.height)];
};

const setOpen = (which, open) => {
  for (const region of which) if (open) S.open.add(region); else S.open.delete(region);
  S.camera = null;
  update();
};
