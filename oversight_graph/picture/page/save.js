// --- saving and printing: the picture as SVG, drawn from what is on the canvas; PNG is that SVG painted
const escaped = (text) => String(text).replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);
const tag = (name, attributes, inner = "") => `<${name}${Object.entries(attributes).filter(([, value]) => value !== undefined && value !== null).map(([key, value]) => ` ${key}="${escaped(value)}"`).join("")}>${inner}</${name}>`;

const svgOf = () => {
  const [left, top, right, bottom] = plan.frame;
  const parts = backdrop().map(svgShape);
  for (const line of stage.lines) if (!line.hidden) parts.push(svgLine(line));
  for (const box_ of stage.boxes) parts.push(tag("g", bright && !bright.has(box_.id) ? { opacity: FAINT } : {}, svgBox(box_)));
  const size = { width: right - left, height: bottom - top };
  const ground = tag("rect", { x: left, y: top, ...size, fill: "#ffffff" });
  return { ...size, text: tag("svg", { xmlns: SVG, viewBox: `${left} ${top} ${size.width} ${size.height}`, ...size, "font-family": data.fonts }, tag("title", {}, escaped(heading())) + tag("defs", {}, HATCH) + ground + parts.join("")) };
};
const svgShape = ({ box: area, ring, radius, fill, stroke, dash, line, text, ink = "#5d6a78", bold, size = 13 }) => {
  const style = { fill, stroke, "stroke-width": line, "stroke-dasharray": dash?.length ? dash.join(" ") : undefined };
  const shape = ring ? tag("ellipse", { cx: ring[0], cy: ring[1], rx: ring[2], ry: ring[3], ...style })
    : tag("rect", { x: area[0], y: area[1], width: area[2] - area[0], height: area[3] - area[1], rx: radius, ...style });
  const at = ring ? { x: ring[0], y: ring[1] - ring[3] - 5, "text-anchor": "middle" } : { x: area[0] + 10, y: area[1] + size + 6 };
  return shape + (text ? tag("text", { ...at, fill: ink, "font-size": size, "font-weight": bold ? 600 : 500 }, escaped(text)) : "");
};
const svgRegion = (box_) => tag("g", { transform: `translate(${fixed([box_.x])} ${fixed([box_.y])})` }, shapesOfRegion(box_).map(({ rect: area, text, y, size, weight, fill, stroke, radius, hatched }) => (text !== undefined
  ? tag("text", { y: y.toFixed(1), "font-size": size, "font-weight": weight, fill, "text-anchor": "middle", "dominant-baseline": "central" }, escaped(text))
  : tag("rect", { x: area[0].toFixed(1), y: area[1].toFixed(1), width: area[2].toFixed(1), height: area[3], rx: radius, fill: hatched ? "url(#unknown)" : fill ?? "none", stroke, "stroke-width": stroke ? 1 : undefined }))).join(""));
const HATCH = tag("pattern", { id: "unknown", width: 4, height: 4, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" }, tag("rect", { width: 4, height: 4, fill: "#ffffff" }) + tag("rect", { width: 1, height: 4, fill: HATCHED }));
const svgBox = (box_) => {
  if (box_.node < 0) return svgRegion(box_);
  const { x, y, wide, high, left: l, top: t } = box_;
  const [look, lines, pile] = [lookOf(box_.node), labelOf(box_.node).split("\n"), isPile(box_)];
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
const fixed = (points) => points.map((value) => value.toFixed(1)).join(" ");
const svgLine = (line) => {
  const { colour, strength, width, dashes } = line;
  const path = tag("path", { d: svgWay(line), fill: "none", stroke: colour, "stroke-opacity": strength, "stroke-width": width, "stroke-dasharray": dashes.length ? dashes.join(" ") : undefined });
  return path + svgEnd(line) + svgLabel(line);
};
const svgEnd = (line) => {
  const [x, y] = line.points.slice(-2), { colour, end } = line;
  if (!end) return "";
  if (end === "arrow") return tag("path", { d: `M${arrowOf(line).map(fixed).join("L")}Z`, fill: colour, "fill-opacity": Math.max(line.strength, 0.5) });
  return end === "circle" ? tag("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: 4, fill: colour }) : tag("path", { d: `M${fixed([x - 5, y])}l5 -5 5 5 -5 5Z`, fill: colour });
};
const svgLabel = (line) => {
  if (!line.label) return "";
  const [x, y] = middleOf(line);
  return tag("text", { x: x.toFixed(1), y: y.toFixed(1), "font-size": 12, fill: line.colour, stroke: "#ffffff", "stroke-width": 4, "paint-order": "stroke", "text-anchor": "middle", "dominant-baseline": "central" }, escaped(line.label));
};
// as `trace` draws it; a round corner is a curve whose handle is the corner
const svgWay = ({ points, routed }) => {
  const parts = [`M${fixed(points.slice(0, 2))}`];
  for (let at = 2; at + 2 < points.length; at += 2) {
    const [x, y] = [points[at], points[at + 1]];
    if (!routed) { parts.push(`L${fixed([x, y])}`); continue; }
    const round = cornerOf(points, at);
    const toward = (other) => { const far = Math.hypot(points[other] - x, points[other + 1] - y) || 1; return [x + ((points[other] - x) * round) / far, y + ((points[other + 1] - y) * round) / far]; };
    parts.push(`L${fixed(toward(at - 2))}Q${fixed([x, y])} ${fixed(toward(at + 2))}`);
  }
  return `${parts.join("")}L${fixed(points.slice(-2))}`;
};

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
