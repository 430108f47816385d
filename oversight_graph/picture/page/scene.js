// --- the network: boxes and links as they are shown now
const place = $("map");
const nodes = new vis.DataSet();
const edges = new vis.DataSet();
const network = new vis.Network(place, { nodes, edges }, read("options"));
const frameOf = place.querySelector(".vis-network");
frameOf.removeAttribute("tabindex");

let bright = null; // the ids that are not faint: around a body that was chosen, a reach, a path
const paths = new Map();
const pathOf = (shape, wide, high) => {
  const key = `${shape} ${wide} ${high}`;
  if (!paths.has(key)) paths.set(key, new Path2D(outline(shape, -wide / 2, -high / 2, wide, high)));
  return paths.get(key);
};

const drawBox = (id, wide, high, describe) => {
  const nodeDimensions = { width: wide, height: high };
  return ({ ctx, x, y, state: { selected, hover } }) => ({
    nodeDimensions,
    drawNode() {
      const { look, text, pile, focus } = describe();
      const scale = network.getScale();
      if (P.box.font * scale < LEGIBLE) {
        drawSmall(ctx, look, x, y, wide, high, bright && !bright.has(id), selected || focus, pile);
        return;
      }
      const path = pathOf(look.shape, wide, high);
      ctx.save();
      ctx.translate(x, y);
      if (bright && !bright.has(id)) ctx.globalAlpha = 0.16;
      if (pile) {
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
      const strong = selected || focus;
      ctx.strokeStyle = strong ? data.model.ink : look.edge.colour ?? look.border;
      ctx.lineWidth = (strong ? Math.max(3.4, look.edge.width) : look.edge.width) + (hover ? 1 : 0);
      if (look.edge.dash) ctx.setLineDash(look.edge.dash);
      ctx.stroke(path);
      ctx.setLineDash([]);
      drawText(ctx, look, text, wide, high);
      ctx.restore();
    },
  });
};

// from far off, where no text could be read: plain rectangles, which are drawn many times faster
const LEGIBLE = 4.2;
const drawSmall = (ctx, look, x, y, wide, high, faint, strong, pile) => {
  const [left, top] = [x - wide / 2, y - high / 2];
  if (faint) ctx.globalAlpha = 0.16;
  if (pile) {
    ctx.fillStyle = look.pile;
    ctx.fillRect(left + 4, top + 4, wide, high);
  }
  ctx.fillStyle = strong ? data.model.ink : look.edge.colour ?? look.border;
  ctx.fillRect(left, top, wide, high);
  const edge = strong ? 8 : look.edge.colour ? 2 * look.edge.width : 1.5;
  ctx.fillStyle = look.fill;
  ctx.fillRect(left + Math.max(edge, strong ? 0 : P.box.stripe), top + edge, wide - edge - Math.max(edge, strong ? 0 : P.box.stripe), high - 2 * edge);
  if (faint) ctx.globalAlpha = 1;
};

const drawText = (ctx, look, lines, wide, high) => {
  ctx.direction = "ltr";
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.font = `600 12px ${data.fonts}`;
  ctx.fillStyle = look.inkGlyph;
  ctx.fillText(look.glyph, -wide / 2 + P.box.stripe / 2 + 1, 0, P.box.stripe);
  ctx.font = `${P.box.font}px ${data.fonts}`;
  ctx.fillStyle = look.ink;
  const room = wide - P.box.stripe - 2 * P.box.margin;
  lines.forEach((line, row) => ctx.fillText(line, P.box.stripe / 2, (row - (lines.length - 1) / 2) * P.box.line, room));
  if (look.edge.mark) {
    ctx.fillStyle = look.edge.colour;
    ctx.beginPath();
    ctx.arc(wide / 2 - 3, -high / 2 + 2, 9, 0, 2 * Math.PI);
    ctx.fill();
    ctx.fillStyle = "#ffffff";
    ctx.font = `700 12px ${data.fonts}`;
    ctx.fillText(look.edge.mark, wide / 2 - 3, -high / 2 + 3);
  }
};

const regionLook = () => ({ fill: "#ffffff", ink: data.model.ink, border: data.model.neutral, inkGlyph: "#ffffff", pile: "#b9c4cf", shape: "square", glyph: "▸", edge: { width: 1.4, colour: null, mark: "" } });
const heightOf = (node) => labelOf(node).split("\n").length * P.box.line + 2 * P.box.pad;
const boxOfNode = (node) => {
  const [x, y] = standsAt(node);
  const describe = () => ({ look: lookOf(node), text: labelOf(node).split("\n"), pile: N["a:count"][node] !== 1, focus: N.focus[node] });
  return { id: N.id[node], x, y, ctxRenderer: drawBox(N.id[node], P.box.width, heightOf(node), describe) };
};
const boxOfRegion = (region) => {
  const [left, top, right, bottom] = region.now;
  const id = `#${region.at}`;
  const describe = () => ({ look: regionLook(), text: shortened(regionName(region), `${areaName(region.area)} · ${bodiesIn(region)}`), pile: true });
  return { id, x: (left + right) / 2, y: (top + bottom) / 2, ctxRenderer: drawBox(id, REGION.width, REGION.height, describe) };
};
const shortened = (name, below) => {
  const wide = (text) => [...text].reduce((sum, one) => sum + (one.codePointAt(0) > 0x2e80 ? 1 : 0.58), 0);
  const cut = (text) => {
    const chars = [...text];
    while (wide(chars.join("")) > 13) chars.pop();
    return chars.length < [...text].length ? `${chars.slice(0, -1).join("")}…` : text;
  };
  return [cut(name), cut(below)];
};

const idAt = (node) => (isOpen(N.region[node]) ? N.id[node] : `#${N.region[node]}`);
const visibleLinks = () => {
  const some = onPath();
  const rows = [];
  for (let row = 0; row < L.size; row += 1) {
    const near = L.from[row] === S.chosen || L.to[row] === S.chosen || some?.links.has(row);
    if (shown.link[row] && (S.quiet || !L.quiet[row] || near)) rows.push(row);
  }
  return rows;
};
const edgeOf = (row, from, to) => {
  const kind = linkKinds[L.kind[row]];
  const [xa, ya] = standsAt(L.from[row]), [xb, yb] = standsAt(L.to[row]);
  const near = Math.abs(xa - xb) < 1.6 * P.box.width && Math.abs(ya - yb) < 150;
  const busy = Math.max(degree[L.from[row]], degree[L.to[row]]) > data.busy;
  const strength = near ? (busy ? 0.5 : 0.95) : busy ? 0.24 : 0.55;
  const edge = { id: L.id[row], from, to, width: widthOf(L["a:count"][row]) + (near && !busy ? 0.4 : 0), color: { color: clear(kind.colour, strength), highlight: kind.colour, hover: kind.colour } };
  if (dashesOf(row).length) edge.dashes = dashesOf(row);
  if (twoWay(row)) edge.arrows = { to: { enabled: false } };
  if (shareOf(row) !== "all") {
    edge.arrows = { to: { enabled: true, type: SHARE_SIGN[shareOf(row)], scaleFactor: 0.6 } };
    edge.label = sharedLabel(row);
    edge.font = { face: data.fonts, size: 12, color: kind.colour, strokeWidth: 4, strokeColor: "#ffffff" };
  }
  const round = bend(row);
  if (round) edge.smooth = { enabled: true, type: round > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(round) };
  return edge;
};
const clear = (colour, strength) => `rgba(${[1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)).join(",")},${strength})`;
const degree = N.id.map((_, node) => linksFrom[node].length + linksTo[node].length);

const bundles = new Map(); // links that share two ends and a kind, where an end is folded
const allEdges = () => {
  bundles.clear();
  const list = [];
  for (const row of visibleLinks()) {
    const from = idAt(L.from[row]), to = idAt(L.to[row]);
    if (from === to) continue;
    if (from[0] !== "#" && to[0] !== "#") {
      list.push(edgeOf(row, from, to));
      continue;
    }
    const key = `#${from}>${to}>${L.kind[row]}`;
    if (!bundles.has(key)) bundles.set(key, { from, to, kind: L.kind[row], rows: [] });
    bundles.get(key).rows.push(row);
  }
  for (const [id, { from, to, kind, rows }] of bundles) {
    const colour = linkKinds[kind].colour;
    list.push({ id, from, to, width: widthOf(rows.length), color: { color: clear(colour, 0.4), highlight: colour, hover: colour } });
  }
  return list;
};

const draw = () => {
  looks.clear();
  behind = backdrop();
  const boxes = [];
  for (let node = 0; node < N.size; node += 1) if (shown.node[node] && isOpen(N.region[node])) boxes.push(boxOfNode(node));
  for (const region of regions) if (!S.open.has(region.at) && region.now && region.nodes.some((node) => shown.node[node])) boxes.push(boxOfRegion(region));
  edges.clear();
  nodes.clear();
  nodes.add(boxes);
  edges.add(allEdges());
  light(false); // what was added is painted anyway
};
if (N.size > data.large) network.setOptions({ interaction: { hideEdgesOnDrag: true, hideEdgesOnZoom: true } });
network.on("beforeDrawing", (ctx) => drawBackdrop(ctx, network.getScale()));

// the view: the whole picture, until the reader moves it
const fit = () => {
  if (!place.clientWidth || !place.clientHeight) return; // in a hidden frame; it is called again once that has a size
  const [left, top, right, bottom] = plan.frame;
  const scale = Math.min(place.clientWidth / (right - left + 24), place.clientHeight / (bottom - top + 24), 1.4);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: false });
  S.camera = null;
};
const frameView = () => {
  if (!S.camera) return fit();
  const [x, y, scale] = S.camera;
  network.moveTo({ position: { x, y }, scale, animation: false });
};
const moved = () => {
  const { x, y } = network.getViewPosition();
  S.camera = [Math.round(x), Math.round(y), Number(network.getScale().toFixed(3))];
  remember();
};
network.on("zoom", moved);
network.on("dragEnd", moved);
network.on("resize", () => setTimeout(frameView, 0));

// what stands out: a path, a reach, or a body with its neighbours; the rest is faint
const light = (paint = true) => {
  const path = onPath();
  const reached = S.reach >= 0 ? reachOf(S.reach) : null;
  let links = null;
  bright = null;
  if (path) {
    bright = new Set([...path.nodes].map(idAt));
    links = path.links;
  } else if (reached) {
    bright = new Set([idAt(S.reach), ...[...reached.keys()].map(idAt)]);
  } else if (S.chosen >= 0) {
    links = new Set([...linksFrom[S.chosen], ...linksTo[S.chosen]]);
    bright = new Set([idAt(S.chosen), ...[...links].flatMap((row) => [idAt(L.from[row]), idAt(L.to[row])])]);
  }
  const changed = edges.get().map(({ id, from, to, hidden = false }) => {
    const rows = bundles.get(id)?.rows ?? [linkRow.get(id)];
    const stays = !bright || (links ? rows.some((row) => links.has(row)) : bright.has(from) && bright.has(to));
    return { id, hidden: !stays, was: hidden };
  }).filter(({ hidden, was }) => hidden !== was).map(({ id, hidden }) => ({ id, hidden }));
  if (changed.length) edges.update(changed);
  const chosen = S.chosen >= 0 ? idAt(S.chosen) : null;
  if (chosen && nodes.get(chosen)) network.selectNodes([chosen], false);
  else if (network.getSelectedNodes().length + network.getSelectedEdges().length) network.unselectAll();
  if (paint) network.redraw();
};
