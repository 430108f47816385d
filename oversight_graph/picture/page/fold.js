// --- folding: a region is open or stands as one box. With all open everything stands where the layout put it; else the
// regions are set in lines, level by level, each with the room that it takes
const REGION = { width: 150, height: 92, gap: 24, band: 24, head: 96 };
const regions = data.regions.rows.map(([level, commission, area, part, count], at) => ({ at, level, commission, area, part, count, nodes: [], dx: 0, dy: 0 }));
N.region.forEach((region, node) => { if (region >= 0) regions[region].nodes.push(node); });
const folds = regions.length > 1;
const anyShown = ({ nodes }) => nodes.some((node) => shown.node[node]);
const isOpen = (region) => region < 0 || S.open.has(region);
const everythingOpen = () => regions.every(({ at }) => S.open.has(at));
const standsAt = (node) => {
  const region = regions[N.region[node]];
  if (!region) return [P.x[node], P.y[node]];
  const [x, y] = region.shape?.at?.get(node) ?? [P.x[node], P.y[node]];
  return [x + region.dx, y + region.dy];
};
const regionName = (region) => {
  const name = region.commission >= 0 ? nameOf(region.commission) : areaName(region.area);
  return region.part ? `${name} · ${say("part", region.part)}` : name;
};

const plan = { bands: [], frame: P.frame };
const arrange = () => {
  P = places[S.names === "en" ? places.length - 1 : 0];
  for (const region of regions) {
    region.shape = S.open.has(region.at) ? shapeOf(region) : asLaidOut(region);
    region.box = region.shape.box;
  }
  const whole = regions.every(({ shape }) => !shape.at);
  const bands = P.bands.map(([level, ...box]) => ({ level, box }));
  if (!regions.length || (everythingOpen() && whole)) {
    for (const region of regions) Object.assign(region, { dx: 0, dy: 0, now: region.box });
    Object.assign(plan, { bands, frame: P.frame });
    return;
  }
  const here = regions.filter(anyShown);
  const sizes = new Map(here.map(({ at, box }) => [at, S.open.has(at) ? [box[2] - box[0], box[3] - box[1]] : [REGION.width, REGION.height]]));
  const widest = Math.max(REGION.width, ...[...sizes.values()].map(([wide]) => wide));
  const all = here.reduce((sum, { at }) => sum + (sizes.get(at)[0] + REGION.gap) * (sizes.get(at)[1] + REGION.gap), 0);
  const [wide, high] = [place.clientWidth || 1040, place.clientHeight || 680];
  let best = null;
  const factors = isNarrow() ? [wide / (NARROW_SCALE * 1.02) / Math.sqrt((all * wide) / high)] : [0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.45, 1.6, 1.8];
  for (const factor of factors) { // the one that is shown largest; on a telephone one as wide as its screen
    const tried = inLines(here, sizes, bands, Math.max(widest, factor * Math.sqrt((all * wide) / high) - (isNarrow() ? REGION.head + REGION.gap : 0)));
    const [left, top, right, bottom] = tried.frame;
    const scale = Math.min(wide / (right - left), high / (bottom - top));
    if (!best || scale > best.scale * 1.001) best = { ...tried, scale };
  }
  for (const region of here) {
    region.now = best.at.get(region.at);
    [region.dx, region.dy] = [region.now[0] - region.box[0], region.now[1] - region.box[1]];
  }
  Object.assign(plan, { bands: best.bands, frame: best.frame });
};
// the regions in lines no longer than `most`, level by level
const inLines = (here, sizes, levels_, most) => {
  const at = new Map(), found = [];
  let [top, width] = [0, 0];
  for (const { level } of levels_) {
    const own = here.filter((region) => region.level === level);
    if (!own.length) continue;
    const start = top;
    let left = 0, line = 0;
    top += REGION.band;
    for (const region of own) {
      const [wide, high] = sizes.get(region.at);
      if (left && left + wide > most) {
        top += line + REGION.gap;
        left = 0;
        line = 0;
      }
      at.set(region.at, [left, top, left + wide, top + high]);
      left += wide + REGION.gap;
      width = Math.max(width, left);
      line = Math.max(line, high);
    }
    top += line + REGION.band;
    found.push({ level, box: [-REGION.head, start, 0, top] });
    top += REGION.band / 2;
  }
  for (const band of found) band.box[2] = width;
  return { at, bands: found, frame: [-REGION.head, 0, width, Math.max(top, REGION.height)] };
};

const setOpen = (which, open) => {
  for (const region of which) if (open) S.open.add(region); else S.open.delete(region);
  S.camera = null;
  update();
};
