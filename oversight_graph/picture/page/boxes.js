// --- the boxes that stand on the map now: a body each, or a folded region; how one is drawn
const heightOf = (node) => labelOf(node).split("\n").length * P.box.line + 2 * P.box.pad;
const boxed = (id, node, region, x, y, wide, high) => ({ id, node, region, x, y, wide, high, left: x - wide / 2, top: y - high / 2, right: x + wide / 2, bottom: y + high / 2 });
const boxOfNode = (node) => boxed(N.id[node], node, -1, ...standsAt(node), P.box.width, heightOf(node));
const boxOfRegion = ({ at, now: [left, top, right, bottom] }) => boxed(`#${at}`, -1, at, (left + right) / 2, (top + bottom) / 2, REGION.width, REGION.height);
const isPile = ({ node }) => N["a:count"][node] !== 1;
const standing = () => {
  const boxes = [];
  for (let node = 0; node < N.size; node += 1) if (shown.node[node] && isOpen(N.region[node])) boxes.push(boxOfNode(node));
  for (const region of regions) if (!S.open.has(region.at) && region.now && anyShown(region)) boxes.push(boxOfRegion(region));
  return boxes;
};

const FAINT = 0.16;
const outlines = new Map();
const outlineOf = ({ wide, high }, shape) => {
  const key = `${shape} ${wide} ${high}`;
  if (!outlines.has(key)) outlines.set(key, new Path2D(outline(shape, -wide / 2, -high / 2, wide, high)));
  return outlines.get(key);
};
const paintBox = (ctx, box, faint, strong, hover, scale) => {
  if (box.node < 0) { paintRegion(ctx, box, faint, strong, hover, scale); return; }
  const look = lookOf(box.node), path = outlineOf(box, look.shape);
  const { wide, high } = box;
  ctx.save();
  ctx.translate(box.x, box.y);
  if (faint) ctx.globalAlpha = FAINT;
  if (isPile(box)) {
    ctx.translate(4, 4);
    ctx.fillStyle = look.pile;
    ctx.fill(path);
    ctx.translate(-4, -4);
  }
  ctx.fillStyle = look.fill;
  ctx.fill(path);
  ctx.save();
  ctx.clip(path);
  ctx.fillStyle = look.border;
  ctx.fillRect(-wide / 2, -high / 2, P.box.stripe, high);
  if (look.hatched) {
    ctx.strokeStyle = "rgba(60,70,80,.28)";
    ctx.lineWidth = 1;
    ctx.beginPath();
    for (let at = -wide / 2 + P.box.stripe; at < wide / 2 + high; at += 9) { ctx.moveTo(at, -high / 2); ctx.lineTo(at - high, high / 2); }
    ctx.stroke();
  }
  ctx.restore();
  ctx.strokeStyle = strong ? data.model.ink : look.edge.colour ?? look.border;
  ctx.lineWidth = (strong ? Math.max(3.4, look.edge.width) : look.edge.width) + (hover ? 1 : 0);
  if (look.edge.dash) ctx.setLineDash(look.edge.dash);
  ctx.stroke(path);
  ctx.setLineDash([]);
  paintText(ctx, look, labelOf(box.node).split("\n"), wide, high, Math.max(P.box.font, READ / scale), scale);
  ctx.restore();
};
const paintText = (ctx, look, lines, wide, high, size, scale) => {
  ctx.direction = "ltr";
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  const sign = Math.max(12, size - 2, READ / scale);
  ctx.font = `600 ${sign}px ${data.fonts}`;
  ctx.fillStyle = look.inkGlyph;
  ctx.fillText(look.glyph, -wide / 2 + P.box.stripe / 2 + 1, 0, P.box.stripe);
  ctx.font = `${size}px ${data.fonts}`;
  ctx.fillStyle = look.ink;
  const room = wide - P.box.stripe - 2 * P.box.margin;
  lines.forEach((line, row) => ctx.fillText(line, P.box.stripe / 2, (row - (lines.length - 1) / 2) * P.box.line, room));
  if (!look.edge.mark) return;
  ctx.fillStyle = look.edge.colour;
  ctx.beginPath();
  ctx.arc(wide / 2 - 3, -high / 2 + 2, 9, 0, 2 * Math.PI);
  ctx.fill();
  ctx.fillStyle = "#ffffff";
  ctx.font = `700 ${sign}px ${data.fonts}`;
  ctx.fillText(look.edge.mark, wide / 2 - 3, -high / 2 + 3);
};

// from far off, where no name could be read: plain rectangles, all of one look in two paths
const paintFar = (ctx, boxes, strong) => {
  const alike = new Map();
  for (const box of boxes) {
    const look = lookOf(box.node);
    const key = look.edge.colour ?? look.border, own = `${key} ${look.fill} ${look.edge.width}`;
    if (!alike.has(own)) alike.set(own, { look, border: strong ? data.model.ink : key, list: [] });
    alike.get(own).list.push(box);
  }
  for (const { look, border, list } of alike.values()) {
    const edge = strong ? 8 : look.edge.colour ? 2 * look.edge.width : 1.5;
    const stripe = Math.max(edge, strong ? 0 : P.box.stripe);
    ctx.fillStyle = border;
    ctx.beginPath();
    for (const { left, top, wide, high } of list) ctx.rect(left, top, wide, high);
    ctx.fill();
    ctx.fillStyle = look.fill;
    ctx.beginPath();
    for (const { left, top, wide, high } of list) ctx.rect(left + stripe, top + edge, wide - edge - stripe, high - 2 * edge);
    ctx.fill();
  }
};
