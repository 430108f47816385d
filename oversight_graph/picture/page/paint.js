// --- painting: what lies in the view, lines of one style in one path, boxes that can't be read as rectangles, one picture while moving.
// `shortcuts`: whether what can't be seen is left out; the picture at rest is the same without
const paint = { shortcuts: true, took: 0, copy: null, moving: 0 };
const viewOf = (ctx) => {
  const { a: scale, e: dx, f: dy } = ctx.getTransform();
  return { scale, left: -dx / scale, top: -dy / scale, right: (ctx.canvas.width - dx) / scale, bottom: (ctx.canvas.height - dy) / scale };
};
const inView = (one, view, more = 0) => !paint.shortcuts || (one.right + more > view.left && one.left - more < view.right && one.bottom + more > view.top && one.top - more < view.bottom);

const paintLines = (ctx, view) => {
  const stands = (line) => line === stage.hover || line.rows[0] === chosenLink;
  const near = stage.paths.filter((path) => inView(path, view, 12));
  const stroke = ({ colour, strength, width, dashes }, lines, strong) => {
    ctx.strokeStyle = strong ? colour : clear(colour, strength);
    ctx.lineWidth = width + (strong ? 0.8 : 0);
    ctx.setLineDash(dashes);
    ctx.beginPath();
    for (const line of lines) trace(ctx, line);
    ctx.stroke();
  };
  ctx.lineJoin = "round";
  for (const { lines } of near) {
    const plain = lines.filter((line) => !line.hidden && !stands(line));
    if (plain.length) stroke(plain[0], plain, false);
  }
  for (const line of stage.lines) if (!line.hidden && stands(line)) stroke(line, [line], true);
  ctx.setLineDash([]);
  paintEnds(ctx, near, view);
};
const paintEnds = (ctx, paths, { scale: drawn }) => {
  const scale = drawn / devicePixelRatio;
  if (ARROW * scale < 1) return; // an arrow of less than a pixel is none
  for (const { lines } of paths) {
    const ended = lines.filter((line) => line.end && !line.hidden);
    if (!ended.length) continue;
    ctx.fillStyle = clear(ended[0].colour, Math.max(ended[0].strength, 0.5));
    ctx.beginPath();
    for (const line of ended) {
      const [x, y] = line.points.slice(-2);
      if (line.end === "arrow") arrowOf(line).forEach(([px, py], at) => (at ? ctx.lineTo(px, py) : ctx.moveTo(px, py)));
      else if (line.end === "circle") { ctx.moveTo(x + 4, y); ctx.arc(x, y, 4, 0, 2 * Math.PI); }
      else for (const [at, px, py] of [[0, x - 5, y], [1, x, y - 5], [1, x + 5, y], [1, x, y + 5]]) if (at) ctx.lineTo(px, py); else ctx.moveTo(px, py);
      ctx.closePath();
    }
    ctx.fill();
  }
  if (12 * scale < READ / 2) return; // a label larger than the boxes tells nothing
  ctx.font = `${Math.max(12, READ / scale)}px ${data.fonts}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineWidth = 4;
  ctx.strokeStyle = "#ffffff";
  for (const line of paths.flatMap(({ lines }) => lines)) {
    if (!line.label || line.hidden) continue;
    const [x, y] = middleOf(line);
    ctx.strokeText(line.label, x, y);
    ctx.fillStyle = line.colour;
    ctx.fillText(line.label, x, y);
  }
};
const paintBoxes = (ctx, view) => {
  const scale = view.scale / devicePixelRatio;
  const strong = (box) => box.id === stage.selected || (box.node >= 0 && N.focus[box.node]);
  const near = stage.boxes.filter((box) => inView(box, view, 12));
  const details = new Map(regions.filter(({ at }) => S.open.has(at)).map((region) => [region.at, detailOf(region, scale)]));
  const far = near.filter((box) => box.node >= 0 && !namesAt(scale));
  const plain = (list, faint, mark) => {
    ctx.globalAlpha = faint;
    paintFar(ctx, list, mark);
    ctx.globalAlpha = 1;
  };
  const lit = (box) => !bright || bright.has(box.id);
  plain(far.filter((box) => !lit(box)), FAINT, false);
  const plated = (box) => folds && !bright && details.get(N.region[box.node]) === "plate";
  plain(far.filter((box) => plated(box) && !strong(box)), 0.55, false);
  plain(far.filter((box) => lit(box) && !plated(box) && !strong(box)), 1, false);
  for (const [at, how] of details) {
    if (how === "blocks") paintBlocks(ctx, blocks.get(at), view, scale);
    else if (how === "plate" && folds && !bright && regions[at].now && inView(boundsOf(regions[at]), view)) paintPlate(ctx, regions[at], scale);
  }
  plain(far.filter((box) => lit(box) && strong(box)), 1, true);
  for (const box of near) if (namesAt(scale) || box.node < 0) paintBox(ctx, box, !lit(box), strong(box), box === stage.hover, scale);
};
const boundsOf = ({ now: [left, top, right, bottom] }) => ({ left, top, right, bottom });
const paintAll = (ctx) => {
  const view = viewOf(ctx);
  drawBackdrop(ctx, view.scale / devicePixelRatio);
  paintLines(ctx, view);
  paintBoxes(ctx, view);
};

// while it moves, a picture that takes long is shown as it was, moved; it is painted when it rests
const SLOW = 9; // milliseconds
const RESTS = 140;
const keepCopy = (ctx) => {
  paint.copy ??= document.createElement("canvas");
  const { canvas } = ctx;
  Object.assign(paint.copy, { width: canvas.width, height: canvas.height });
  paint.copy.getContext("2d").drawImage(canvas, 0, 0);
  paint.at = ctx.getTransform();
};
const showCopy = (ctx) => {
  const now = ctx.getTransform(), { a, e, f } = paint.at;
  const by = now.a / a;
  ctx.save();
  ctx.setTransform(by, 0, 0, by, now.e - e * by, now.f - f * by);
  ctx.drawImage(paint.copy, 0, 0);
  ctx.restore();
};
const isNear = (now, then) => now.a / then.a < 1.6 && then.a / now.a < 1.6 && Math.abs(now.e - then.e) + Math.abs(now.f - then.f) < 900;
const frame = (ctx) => {
  const now = ctx.getTransform();
  const moves = paint.last && (now.a !== paint.last.a || now.e !== paint.last.e || now.f !== paint.last.f);
  paint.last = now;
  if (paint.shortcuts && moves && paint.took > SLOW && paint.at && isNear(now, paint.at)) {
    showCopy(ctx);
    clearTimeout(paint.moving);
    paint.moving = setTimeout(() => { paint.moving = 0; network.redraw(); }, RESTS);
    return;
  }
  if (paint.moving && paint.shortcuts) { // nothing moved since: the pause isn't over
    showCopy(ctx);
    return;
  }
  const start = performance.now();
  paintAll(ctx);
  paint.took = performance.now() - start;
  if (paint.took > SLOW) keepCopy(ctx);
};
