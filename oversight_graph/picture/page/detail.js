// --- how much is told at a distance: names where they can be read; else a block under the name of its head; else a region as a plate.
// What can't be read isn't written: it is summed up
const READ = 9; // pixels on the screen that a sign needs
const SQUEEZED = 7.6; // down to this size a name is written larger than its box was made for, and narrower
const namesAt = (scale) => P.box.font * scale >= SQUEEZED;
const blocks = new Map(); // of each open region its cards, each with its head and how many bodies it holds
const PLATE_FONT = 9.5;
const findBlocks = () => {
  blocks.clear();
  for (const { at, dx, dy, shape } of regions) {
    if (!S.open.has(at)) continue;
    const found = shape.cards.map(([l, t, r, b]) => blockOf(l + dx, t + dy, r + dx, b + dy)).filter(Boolean);
    const told = found.reduce((sum, { count }) => sum + count, 0);
    if (!found.length || told * 2 < regions[at].nodes.filter((node) => shown.node[node]).length) continue; // most bodies stand in none
    const needs = found.map((block) => block.needs).sort((a, b) => a - b);
    blocks.set(at, { list: found, from: needs[Math.floor((needs.length - 1) * 0.6)] });
  }
};
// a card with the name of its head in the lines that can be read from furthest off
const blockOf = (left, top, right, bottom) => {
  let head = null, count = 0, gaps = 0;
  const seen = new Set();
  for (let i = Math.floor(left / SQUARE[0]); i <= Math.floor(right / SQUARE[0]); i += 1) {
    for (let j = Math.floor(top / SQUARE[1]); j <= Math.floor(bottom / SQUARE[1]); j += 1) {
      for (const one of stage.cells.get(i * 65536 + j) ?? []) {
        const box = stage.boxes[one];
        if (seen.has(one) || box.node < 0 || !inBox(box.x, box.y, { left, top, right, bottom })) continue;
        seen.add(one);
        count += 1;
        if (finding(box.node) === "gap") gaps += 1;
        if (!head || box.y < head.y) head = box;
      }
    }
  }
  if (!head) return null;
  const counts = ` · ${number(count - 1)}${gaps ? ` !${number(gaps)}` : ""}`;
  let best = null; // the lines that can be read from furthest off: PLATE_FONT pixels a sign
  for (const most of [4, 5, 7, 9, 12, 16, 24]) {
    const lines = wrapped(nameOf(head.node), most, 4);
    if (emsOf(lines.at(-1) + counts) > most && lines.length < 4) lines.push(counts.slice(3)); else lines[lines.length - 1] += counts;
    const needs = Math.max((Math.max(...lines.map(emsOf)) * PLATE_FONT + 6) / (right - left), (lines.length * PLATE_FONT * 1.22 + 3) / (bottom - top));
    if (!best || needs < best.needs) best = { lines, needs };
  }
  return { left, top, right, bottom, head, count, gaps, ...best };
};
const detailOf = (region, scale) => {
  if (namesAt(scale)) return "names";
  const of = blocks.get(region.at);
  return of && scale >= of.from && !bright ? "blocks" : "plate";
};
const paintBlocks = (ctx, of, view, scale) => {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const size = PLATE_FONT / scale;
  for (const block of of.list) {
    if (!inView(block, view)) continue;
    const { left, top, right, bottom, head, lines, gaps } = block;
    const look = lookOf(head.node), middle = (left + right) / 2;
    ctx.fillStyle = look.fill;
    ctx.strokeStyle = gaps ? borderOf.gap : look.border;
    ctx.lineWidth = (gaps ? 2 : 1) / scale;
    ctx.beginPath();
    ctx.roundRect(left, top, right - left, bottom - top, 5 / scale);
    ctx.fill();
    ctx.stroke();
    ctx.fillStyle = look.ink;
    ctx.font = `${size}px ${data.fonts}`;
    lines.forEach((text, row) => ctx.fillText(text, middle, (top + bottom) / 2 + (row - (lines.length - 1) / 2) * size * 1.22, right - left - 4 / scale));
  }
};
// the plate of a region: as much of what its folded box tells as there is room for on the screen
const paintPlate = (ctx, region, scale, alpha = 1) => {
  const [left, top, right, bottom] = region.now;
  const [wide, high] = [Math.min(REGION.width * 1.2, (right - left) * scale - 6), Math.min(REGION.height, (bottom - top) * scale - 6)];
  const size = wide > 130 ? 13 : wide > 90 ? 11 : 9.5;
  if (wide < 4 * size || high < 2.2 * size) { // not even a name: its outline and its bar
    ctx.save();
    ctx.globalAlpha = alpha;
    paintBar(ctx, [left, top, right - left, bottom - top], summaryOf(region));
    ctx.restore();
    return;
  }
  const told = summaryOf(region), below = wide > 90 ? [say("bodies_short", number(region.count)), summaryText(told)].filter(Boolean).join("  ") : "";
  const bar = told.overseen ? 11 : 0;
  const lines = wrapped(regionName(region), (wide - 8) / size, Math.max(1, Math.floor((high - 6 - bar - (below ? size * 1.3 : 0)) / (size * 1.25))));
  const tall = Math.min(high, lines.length * size * 1.25 + (below ? size * 1.3 : 0) + bar + 8);
  ctx.save();
  ctx.globalAlpha = alpha;
  ctx.translate((left + right) / 2, (top + bottom) / 2);
  ctx.scale(1 / scale, 1 / scale);
  ctx.fillStyle = "#ffffff";
  ctx.strokeStyle = told.found.gap ? borderOf.gap : data.model.neutral;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(-wide / 2, -tall / 2, wide, tall, 5);
  ctx.fill();
  ctx.stroke();
  ctx.textAlign = "center";
  ctx.textBaseline = "top";
  ctx.fillStyle = data.model.ink;
  ctx.font = `600 ${size}px ${data.fonts}`;
  let y = -tall / 2 + 5;
  for (const line of lines) {
    ctx.fillText(line, 0, y, wide - 6);
    y += size * 1.25;
  }
  if (below) {
    ctx.font = `${Math.max(9.5, size - 1.5)}px ${data.fonts}`;
    ctx.fillText(below, 0, y, wide - 6);
    y += size * 1.3;
  }
  if (bar) paintBar(ctx, [-wide / 2 + 5, tall / 2 - 10, wide - 10, 6], told);
  ctx.restore();
};
const paintBar = (ctx, [left, top, wide, high], told) => {
  let at = left;
  for (const { share, fill } of told.parts) {
    ctx.beginPath();
    ctx.rect(at, top, share * wide, high);
    ctx.fillStyle = fill ?? "#ffffff";
    ctx.fill();
    if (!fill) paintHatch(ctx, [at, top, share * wide, high]);
    at += share * wide;
  }
  ctx.strokeStyle = HATCHED;
  ctx.lineWidth = 0.8;
  ctx.strokeRect(left, top, wide, high);
};
