// --- what lies behind the boxes: bands of the levels, regions of areas, cards, outlines of collaborations, rings.
// Described once; drawn on the canvas here, written as SVG in save.js
const backdrop = () => {
  const list = [];
  P.rings.toReversed().forEach(([x, y, wide, high], at) => {
    list.push({ ring: [x, y, wide, high], fill: at % 2 ? "#ffffff" : "#f4f6f8", stroke: "#ccd4dc", text: saySteps(P.rings.length - at) });
  });
  const folded = plan.frame !== P.frame;
  for (const { level, box } of plan.bands) {
    list.push({ box, radius: 10, fill: "#f3f5f7", text: levelName(level), ink: "#5d6a78", bold: true, room: folded ? REGION.head - 16 : P.box.head - 30, size: 17 });
  }
  for (const region of regions) {
    if (!region.now || !S.open.has(region.at) || !anyShown(region)) continue;
    list.push({ box: region.now, radius: 9, fill: "#fafbfc", stroke: "#a9b6c4", dash: [], line: 1.3, text: `${folds ? "▾ " : ""}${regionTitle(region)}`, ink: "#44566a", size: 13, region, free: freeBesideCaption(region) });
  }
  const moved = (region, [l, t, r, b]) => [l + region.dx, t + region.dy, r + region.dx, b + region.dy];
  for (const region of regions) {
    if (!region.now || !S.open.has(region.at)) continue;
    for (const [level, ...box] of region.shape.strips) {
      if (region.nodes.some((node) => shown.node[node] && N.level[node] === level)) list.push({ box: moved(region, box), radius: 6, fill: "#f1f4f7", text: levelName(level), ink: "#6b7988", size: 12 });
    }
    for (const [node, ...box] of region.shape.zones) {
      if (shown.node[node]) list.push({ box: moved(region, box), radius: 14, fill: "#eef7f5", stroke: kinds[N.kind[node]].colour, dash: [9, 4], line: 1.6 });
    }
    for (const box of region.shape.cards) list.push({ box: moved(region, box), radius: 7, fill: "#ffffff", stroke: "#e0e6ec", line: 1 });
  }
  return list;
};
// the room at the top left of a region in which its caption may grow when one looks from far off
const freeBesideCaption = (region) => {
  const [left, top, right] = region.now;
  return region.nodes.reduce((room, node) => {
    const [x, y] = standsAt(node);
    return shown.node[node] && y < top + 90 ? Math.min(room, x - P.box.width / 2 - left) : room;
  }, right - left) - 20;
};
const bodiesIn = ({ count }) => (count === 1 ? say("body_in") : say("bodies_in", number(count)));
const regionTitle = (region) => [areaName(region.area), region.part ? say("part", region.part) : "", bodiesIn(region)].filter(Boolean).join(" · ");

const drawBackdrop = (ctx, scale) => {
  for (const { box, ring, radius, fill, stroke, dash = [], line = 1, text, ink = "#5d6a78", bold, room, free = 0, size = 13 } of behind) {
    ctx.beginPath();
    if (ring) ctx.ellipse(ring[0], ring[1], ring[2], ring[3], 0, 0, 2 * Math.PI);
    else ctx.roundRect(box[0], box[1], box[2] - box[0], box[3] - box[1], radius);
    ctx.fillStyle = fill;
    ctx.fill();
    if (stroke) {
      ctx.strokeStyle = stroke;
      ctx.lineWidth = line;
      ctx.setLineDash(dash);
      ctx.stroke();
      ctx.setLineDash([]);
    }
    if (!text) continue;
    // readable from far off, as far as there is room; what can't be read isn't written
    const most = ring ? 200 : room ?? box[2] - box[0] - 20, wanted = Math.max(size, 11 / scale), grown = Math.min(wanted, 70);
    const fits = emsOf(text) * grown <= free;
    const tall = Math.min(bold ? (box[3] - box[1]) * 0.6 : fits ? grown : 17, wanted, (most / emsOf(text)) * 1.02);
    if (tall * scale < READ) continue;
    ctx.fillStyle = ink;
    ctx.font = `${bold ? 600 : 500} ${tall}px ${data.fonts}`;
    ctx.textAlign = ring ? "center" : "left";
    ctx.textBaseline = ring ? "bottom" : "top"; // above the line of a ring: below it stand the bodies
    if (ring) ctx.fillText(text, ring[0], ring[1] - ring[3] - 3);
    else ctx.fillText(text, box[0] + 10, box[1] + (bold ? 10 : fits && tall > 17 ? 8 : Math.max(1, 19 - tall)));
  }
};
let behind = [];
