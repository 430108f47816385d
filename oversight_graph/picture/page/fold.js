// --- folding: a region is open or stands as one box. With all open everything stands where the layout put it; else the
// regions are set in lines, level by level, each with the room that it takes
const LOT = { width: 220, height: 62, gap: 26, band: 24, head: 96 };
const lots = data.lots.rows.map(([level, commission, area, part, count], at) => ({ at, level, commission, area, part, count, nodes: [], dx: 0, dy: 0 }));
N.lot.forEach((lot, node) => { if (lot >= 0) lots[lot].nodes.push(node); });
const folds = lots.length > 1;
const isOpen = (lot) => lot < 0 || S.open.has(lot);
const everythingOpen = () => lots.every(({ at }) => S.open.has(at));
const standsAt = (node) => {
  const lot = lots[N.lot[node]];
  return lot ? [P.x[node] + lot.dx, P.y[node] + lot.dy] : [P.x[node], P.y[node]];
};
const lotName = (lot) => {
  const name = lot.commission >= 0 ? nameOf(lot.commission) : areaName(lot.area);
  return lot.part ? `${name} · ${say("part", lot.part)}` : name;
};

const plan = { bands: [], frame: P.frame };
const arrange = () => {
  P = places[S.names === "en" ? places.length - 1 : 0];
  for (const lot of lots) lot.box = P.lots[lot.at];
  const bands = P.bands.map(([level, ...box]) => ({ level, box }));
  if (!folds || everythingOpen()) {
    for (const lot of lots) Object.assign(lot, { dx: 0, dy: 0, now: lot.box });
    Object.assign(plan, { bands, frame: P.frame });
    return;
  }
  const size = (lot) => (S.open.has(lot.at) ? [lot.box[2] - lot.box[0], lot.box[3] - lot.box[1]] : [LOT.width, LOT.height]);
  const here = lots.filter((lot) => lot.nodes.some((node) => shown.node[node]));
  const area = here.reduce((sum, lot) => sum + (size(lot)[0] + LOT.gap) * (size(lot)[1] + LOT.gap), 0);
  const width = Math.max(Math.sqrt(area * 1.6), ...here.map((lot) => size(lot)[0]));
  let top = 0;
  plan.bands = [];
  for (const { level } of bands) {
    const own = here.filter((lot) => lot.level === level);
    if (!own.length) continue;
    const start = top;
    let left = 0, line = 0;
    top += LOT.band;
    for (const lot of own) {
      const [wide, high] = size(lot);
      if (left && left + wide > width) {
        top += line + LOT.gap;
        left = 0;
        line = 0;
      }
      lot.now = [left, top, left + wide, top + high];
      [lot.dx, lot.dy] = [left - lot.box[0], top - lot.box[1]];
      left += wide + LOT.gap;
      line = Math.max(line, high);
    }
    top += line + LOT.band;
    plan.bands.push({ level, box: [-LOT.head, start, width + LOT.gap, top] });
    top += LOT.band / 2;
  }
  plan.frame = [-LOT.head, 0, width + LOT.gap, Math.max(top, LOT.height)];
};

const setOpen = (which, open) => {
  for (const lot of which) if (open) S.open.add(lot); else S.open.delete(lot);
  S.camera = null;
  update();
};
