// --- saving and printing: the picture as SVG, drawn from what is on the canvas; PNG is that SVG painted
const escaped = (text) => String(text).replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
const tag = (name, attributes, inner = "") => `<${name}${Object.entries(attributes).filter(([, value]) => value !== undefined && value !== null).map(([key, value]) => ` ${key}="${escaped(value)}"`).join("")}>${inner}</${name}>`;

const svgOf = () => {
  const [left, top, right, bottom] = plan.frame;
  const parts = backdrop().map(svgShape);
  const boxOf = new Map();
  for (let node = 0; node < N.size; node += 1) if (shown.node[node] && isOpen(N.region[node])) boxOf.set(N.id[node], [...standsAt(node), P.box.width, heightOf(node), () => [lookOf(node), labelOf(node).split("\n"), N["a:count"][node] !== 1]]);
  for (const region of regions) if (!S.open.has(region.at) && nodes.get(`#${region.at}`)) boxOf.set(`#${region.at}`, [(region.now[0] + region.now[2]) / 2, (region.now[1] + region.now[3]) / 2, REGION.width, REGION.height, () => [regionLook(), shortened(regionName(region), bodiesIn(region)), true]]);
  for (const edge of edges.get()) if (!edge.hidden) parts.push(svgEdge(edge, boxOf.get(edge.from), boxOf.get(edge.to)));
  for (const [id, box_] of boxOf) parts.push(tag("g", bright && !bright.has(id) ? { opacity: 0.16 } : {}, svgBox(box_)));
  const size = { width: right - left, height: bottom - top };
  const ground = tag("rect", { x: left, y: top, ...size, fill: "#ffffff" });
  return { ...size, text: tag("svg", { xmlns: SVG, viewBox: `${left} ${top} ${size.width} ${size.height}`, ...size, "font-family": data.fonts }, tag("title", {}, escaped(heading())) + ground + parts.join("")) };
};
const svgShape = ({ box: area, ring, radius, fill, stroke, dash, line, text, ink = "#5d6a78", bold, size = 13 }) => {
  const style = { fill, stroke, "stroke-width": line, "stroke-dasharray": dash?.length ? dash.join(" ") : undefined };
  const shape = ring ? tag("ellipse", { cx: ring[0], cy: ring[1], rx: ring[2], ry: ring[3], ...style })
    : tag("rect", { x: area[0], y: area[1], width: area[2] - area[0], height: area[3] - area[1], rx: radius, ...style });
  const at = ring ? { x: ring[0], y: ring[1] - ring[3] - 5, "text-anchor": "middle" } : { x: area[0] + 10, y: area[1] + size + 6 };
  return shape + (text ? tag("text", { ...at, fill: ink, "font-size": size, "font-weight": bold ? 600 : 500 }, escaped(text)) : "");
};
const svgBox = ([x, y, wide, high, describe]) => {
  const [look, lines, pile] = describe();
  const [l, t] = [x - wide / 2, y - high / 2];
  const path = outline(look.shape, l, t, wide, high);
  const stripe = look.shape === "dot" || look.shape === "square" ? 0 : Math.min(11, high / 3);
  const middle = { "text-anchor": "middle", "dominant-baseline": "central" };
  const parts = [];
  if (pile) parts.push(tag("path", { d: outline(look.shape, l + 4, t + 4, wide, high), fill: look.pile }));
  parts.push(tag("path", { d: path, fill: look.fill, stroke: look.edge.colour ?? look.border, "stroke-width": look.edge.width, "stroke-dasharray": look.edge.dash?.join(" ") }));
  parts.push(tag("circle", { cx: l + P.box.stripe / 2 + 3 + stripe / 4, cy: y, r: 8, fill: look.border }));
  parts.push(tag("text", { x: l + P.box.stripe / 2 + 3 + stripe / 4, y, "font-size": 11, "font-weight": 600, fill: look.inkGlyph, ...middle }, escaped(look.glyph)));
  lines.forEach((line, row) => parts.push(tag("text", { x: x + P.box.stripe / 2, y: y + (row - (lines.length - 1) / 2) * P.box.line, "font-size": P.box.font, fill: look.ink, ...middle }, escaped(line))));
  if (look.edge.mark) {
    parts.push(tag("circle", { cx: x + wide / 2 - 3, cy: t + 2, r: 9, fill: look.edge.colour }));
    parts.push(tag("text", { x: x + wide / 2 - 3, y: t + 3, "font-size": 12, "font-weight": 700, fill: "#ffffff", ...middle }, escaped(look.edge.mark)));
  }
  return parts.join("");
};
const svgEdge = (edge, a, b) => {
  const turn = edge.smooth ? (edge.smooth.type === "curvedCW" ? edge.smooth.roundness : -edge.smooth.roundness) : 0;
  const [dx, dy] = [b[0] - a[0], -(b[1] - a[1])];
  const angle = Math.atan2(dy, dx) + (turn * 0.5 + 0.5) * Math.PI, reach = (Math.abs(turn) * 0.5 + 0.5) * Math.hypot(dx, dy);
  const via = turn ? [a[0] + reach * Math.sin(angle), a[1] + reach * Math.cos(angle)] : [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
  const at = (t) => [0, 1].map((axis) => (1 - t) ** 2 * a[axis] + 2 * t * (1 - t) * via[axis] + t * t * b[axis]);
  const inside = ([x, y], box_) => Math.abs(x - box_[0]) < box_[2] / 2 && Math.abs(y - box_[1]) < box_[3] / 2;
  let [start, end] = [0, 1];
  while (start < 0.95 && inside(at(start), a)) start += 0.01;
  while (end > start && inside(at(end), b)) end -= 0.01;
  const points = Array.from({ length: 17 }, (_, step) => at(start + ((end - start) * step) / 16));
  const rounded = points.map((point) => point.map((value) => value.toFixed(1)).join(" "));
  const [, red, green, blue, opacity] = edge.color.color.match(/rgba\((\d+),(\d+),(\d+),([\d.]+)\)/);
  const colour = `rgb(${red},${green},${blue})`;
  const line = tag("path", { d: `M${rounded.join("L")}`, fill: "none", stroke: colour, "stroke-opacity": opacity, "stroke-width": edge.width, "stroke-dasharray": edge.dashes?.join(" ") });
  const [[px, py], [x, y]] = points.slice(-2);
  if (edge.label) return line + svgShare(edge, points[8], [x, y], colour);
  if (edge.arrows) return line;
  const turnBy = Math.atan2(y - py, x - px), size = 7;
  const corner = (by) => `${(x - size * Math.cos(turnBy + by)).toFixed(1)} ${(y - size * Math.sin(turnBy + by)).toFixed(1)}`;
  return line + tag("path", { d: `M${x.toFixed(1)} ${y.toFixed(1)}L${corner(0.42)}L${corner(-0.42)}Z`, fill: colour, "fill-opacity": Math.max(opacity, 0.5) });
};
const svgShare = ({ label, font, arrows }, [x, y], [endX, endY], fill) => tag("g", {}, (arrows.to.type === "circle"
  ? tag("circle", { cx: endX.toFixed(1), cy: endY.toFixed(1), r: 4, fill })
  : tag("path", { d: `M${(endX - 5).toFixed(1)} ${endY.toFixed(1)}l5 -5 5 5 -5 5Z`, fill }))
  + tag("text", { x: x.toFixed(1), y: y.toFixed(1), "font-size": font.size, fill, stroke: font.strokeColor, "stroke-width": font.strokeWidth, "paint-order": "stroke", "text-anchor": "middle", "dominant-baseline": "central" }, escaped(label)));

const download = (blob, ending) => {
  const link = make("a", "", document.body, { href: URL.createObjectURL(blob), download: `${data.file}.${ending}` });
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
};
const saveSvg = () => download(new Blob([svgOf().text], { type: "image/svg+xml" }), "svg");
const painted = async (most = 8000) => {
  const { text, width, height } = svgOf();
  const scale = Math.min(2, most / Math.max(width, height));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(width * scale), height: Math.round(height * scale) });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
};
const savePng = async () => {
  const canvas = await painted();
  canvas.toBlob((blob) => download(blob, "png"), "image/png");
};
// on paper: the whole picture, what is shown of the legend, and the tables
addEventListener("beforeprint", () => {
  const { text } = svgOf();
  $("paper").src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  $("paper").alt = $("shown").textContent;
});
