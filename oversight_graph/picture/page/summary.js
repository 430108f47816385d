// --- what a folded region tells of its bodies: of the chosen form how many are covered, else what the norms find; unknown apart
const LOUD = ["gap", "formal_only", "partial", "unknown"];
const summaries = new Map();
const summaryOf = (region) => {
  if (summaries.has(region.at)) return summaries.get(region.at);
  const made = { overseen: 0, covered: 0, open: false, found: {}, parts: [] }; // open: there are more, in sets of unknown number
  const weights = new Map();
  for (const node of region.nodes) {
    if (!shown.node[node] || !overseen(node)) continue;
    const count = N["a:count"][node], many = count ?? 0;
    if (count === null) made.open = true;
    made.overseen += many;
    const grade = S.colour >= 0 ? gradeOf(S.colour, node) : null;
    if (grade && grade.number !== null && grade.number >= data.model.working) made.covered += many;
    const found = finding(node);
    if (found) {
      made.found[found] ??= { number: 0, open: false };
      made.found[found].number += many;
      if (count === null) made.found[found].open = true;
    }
    const key = grade ? grade.id : found ?? "met";
    weights.set(key, (weights.get(key) ?? 0) + many);
  }
  const order = S.colour >= 0 ? grades.toSorted((a, b) => (b.number ?? -1) - (a.number ?? -1)).map(({ id }) => id) : ["met", "partial", "formal_only", "gap", "unknown"];
  made.parts = order.filter((key) => weights.get(key)).map((key) => ({ key, share: weights.get(key) / Math.max(1, made.overseen), fill: barColour(key) }));
  summaries.set(region.at, made);
  return made;
};
const HATCHED = "#7d8b99"; // of what is unknown, and round a bar
const barColour = (key) => {
  if (key === "unknown") return null; // hatched
  if (S.colour >= 0) return grades.find(({ id }) => id === key).colour;
  const status = statuses.find(({ id }) => id === key);
  return key === "gap" ? status.border : status.tint;
};
const atLeast = (count, open) => (open ? say("at_least", number(count)) : number(count));
const summaryText = ({ overseen: all, covered, found, open }) => {
  if (!all && !open) return "";
  const told = [];
  if (S.colour >= 0) told.push(`${word(forms[S.colour])} ${number(covered)}/${atLeast(all, open)}`);
  const signs = { gap: "!", formal_only: "~", partial: "½", unknown: "?" };
  for (const key of LOUD) if (found[key] && (S.colour >= 0 || key === "gap" || key === "unknown")) told.push(`${signs[key]}${found[key].number || !found[key].open ? number(found[key].number) : ""}${found[key].open ? "+" : ""}`);
  return told.join("  ");
};

// a folded region as simple shapes, for the canvas and for SVG alike; x and y from its middle
const BAR = { high: 9, side: 9, low: 9 };
const barRoom = ({ wide, high }) => [-wide / 2 + BAR.side, high / 2 - BAR.low - BAR.high, wide - 2 * BAR.side, BAR.high];
const emsOf = (text) => [...text].reduce((sum, one) => sum + (one.codePointAt(0) > 0x2e80 ? 1 : 0.58), 0);
const wrapped = (text, most, rows) => {
  const words = text.match(/[\u2e80-\uffff]|[^\u2e80-\uffff\s]+\s*|\s+/gu) ?? [];
  const lines = [""];
  let room = most;
  for (const part of words) {
    const need = emsOf(part);
    if (need > room && lines.at(-1)) { lines.push(""); room = most; }
    lines[lines.length - 1] += part;
    room -= need;
  }
  if (lines.length <= rows) return lines;
  return [...lines.slice(0, rows - 1), `${[...lines.slice(rows - 1).join("")].slice(0, Math.floor(most) - 1).join("")}…`];
};
const shapesOfRegion = (box, scale = 1) => {
  const [size, small] = [Math.max(14, READ / scale), Math.max(12, READ / scale)];
  const region = regions[box.region], told = summaryOf(region), { wide, high } = box;
  const shapes = [
    { rect: [-wide / 2 + 4, -high / 2 + 4, wide, high], fill: "#b9c4cf", radius: 7 },
    { rect: [-wide / 2, -high / 2, wide, high], fill: "#ffffff", stroke: data.model.neutral, radius: 7 },
  ];
  const lines = wrapped(regionName(region), (wide - 2 * BAR.side) / size, 2);
  lines.forEach((text, row) => shapes.push({ text, y: -high / 2 + 9 + size / 2 + row * size * 1.2 + (lines.length === 1 ? 6 : 0), size, weight: 600, fill: data.model.ink }));
  const text = [say("bodies_short", number(region.count)), summaryText(told)].filter(Boolean).join("  ");
  shapes.push({ text, y: high / 2 - BAR.low - BAR.high - 4 - small / 2, size: small, weight: 400, fill: told.found.gap ? borderOf.gap : data.model.ink });
  const [left, top, room, tall] = barRoom(box);
  if (!told.overseen) return shapes;
  let at = left;
  for (const { share, fill } of told.parts) {
    shapes.push(fill ? { rect: [at, top, share * room, tall], fill } : { rect: [at, top, share * room, tall], fill: "#ffffff", hatched: true });
    at += share * room;
  }
  shapes.push({ rect: [left, top, room, tall], stroke: data.model.neutral });
  return shapes;
};
const paintRegion = (ctx, box, faint, strong, hover, scale) => {
  if (READ / scale > 19) { paintPlate(ctx, regions[box.region], scale, faint ? FAINT : 1); return; } // two lines of a name have no room in it
  ctx.save();
  ctx.translate(box.x, box.y);
  if (faint) ctx.globalAlpha = FAINT;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  shapesOfRegion(box, scale).forEach(({ rect: area, text, y, size, weight, fill, stroke, radius = 0, hatched }, at) => {
    if (text !== undefined) {
      ctx.font = `${weight} ${size}px ${data.fonts}`;
      ctx.fillStyle = fill;
      ctx.fillText(text, 0, y, box.wide - 2 * BAR.side);
      return;
    }
    ctx.beginPath();
    ctx.roundRect(...area, radius);
    if (fill) { ctx.fillStyle = fill; ctx.fill(); }
    if (hatched) paintHatch(ctx, area);
    if (!stroke) return;
    ctx.strokeStyle = strong && at === 1 ? data.model.ink : stroke;
    ctx.lineWidth = at === 1 ? (strong ? 3.4 : 1.4) + (hover ? 1 : 0) : 0.8;
    ctx.stroke();
  });
  ctx.restore();
};
const paintHatch = (ctx, [left, top, wide, high]) => {
  ctx.save();
  ctx.clip();
  ctx.strokeStyle = HATCHED;
  ctx.lineWidth = 1;
  ctx.beginPath();
  for (let x = left - high; x < left + wide; x += 4) { ctx.moveTo(x, top + high); ctx.lineTo(x + high, top); }
  ctx.stroke();
  ctx.restore();
};
// whether one points at the bar of a folded region
const onBar = (box, { x, y }) => {
  if (box.region < 0) return false;
  const [left, top, room, tall] = barRoom(box);
  return x - box.x >= left && x - box.x <= left + room && y - box.y >= top - 12 && y - box.y <= top + tall + 6;
};
