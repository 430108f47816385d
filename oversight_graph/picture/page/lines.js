// --- the lines that are drawn now: a link each, or several of a kind in one where an end is folded; and where each runs
const clear = (colour, strength) => `rgba(${[1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)).join(",")},${strength})`;
const degree = N.id.map((_, node) => linksFrom[node].length + linksTo[node].length);
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
// on a path the words of its mechanism stand on each line, and one that is only possible is dashed
const POSSIBLE_DASHES = [7, 5];
const onItsPath = (line, { links, hops, losses }) => {
  const [row] = line.rows;
  if (!links.has(row)) return line;
  const mechanism = L["a:mechanism"][row];
  const possible = losses.some(({ place: hop }) => hops[hop].link === row);
  const label = `${word(mechanism === null ? linkKinds[L.kind[row]] : mechanisms[mechanism])}${possible ? ` (${say("possible")})` : ""}`;
  return { ...line, label, strength: 0.95, dashes: possible ? POSSIBLE_DASHES : line.dashes };
};
const lineOf = (row, from, to) => {
  const kind = linkKinds[L.kind[row]];
  const near = Math.abs(from.x - to.x) < 1.6 * P.box.width && Math.abs(from.y - to.y) < 150;
  const busy = Math.max(degree[L.from[row]], degree[L.to[row]]) > data.busy;
  const share = shareOf(row);
  return {
    id: L.id[row], rows: [row], from, to, kind: L.kind[row], colour: kind.colour, strength: near ? (busy ? 0.5 : 0.95) : busy ? 0.24 : 0.55,
    width: widthOf(L["a:count"][row]) + (near && !busy ? 0.4 : 0), dashes: dashesOf(row),
    end: share === "all" ? (twoWay(row) ? null : "arrow") : SHARE_SIGN[share], label: share === "all" ? null : sharedLabel(row), bend: bend(row),
  };
};
const bundleOf = (id, rows, from, to) => {
  const kind = L.kind[rows[0]];
  return { id, rows, from, to, kind, colour: linkKinds[kind].colour, strength: 0.4, width: widthOf(rows.length), dashes: [], end: "arrow", label: null, bend: 0 };
};
const joining = (at) => {
  const lines = [], bundles = new Map(), path = onPath();
  for (const row of visibleLinks()) {
    const from = idAt(L.from[row]), to = idAt(L.to[row]);
    if (from === to) continue;
    if (from[0] !== "#" && to[0] !== "#") {
      const line = lineOf(row, at.get(from), at.get(to));
      lines.push(path ? onItsPath(line, path) : line);
      continue;
    }
    const key = `#${from}>${to}>${L.kind[row]}`;
    if (!bundles.has(key)) bundles.set(key, { from, to, rows: [] });
    bundles.get(key).rows.push(row);
  }
  for (const [id, { from, to, rows }] of bundles) lines.push(bundleOf(id, rows, at.get(from), at.get(to)));
  return lines;
};

// the curve between the middles of two boxes, from edge to edge, as points; straight where it doesn't bend
const inBox = (x, y, box) => x > box.left && x < box.right && y > box.top && y < box.bottom;
const curveOf = ({ from, to, bend: turn }) => {
  const [dx, dy] = [to.x - from.x, from.y - to.y];
  const angle = Math.atan2(dy, dx) + (turn * 0.5 + 0.5) * Math.PI, reach = (Math.abs(turn) * 0.5 + 0.5) * Math.hypot(dx, dy);
  const [cx, cy] = turn ? [from.x + reach * Math.sin(angle), from.y + reach * Math.cos(angle)] : [(from.x + to.x) / 2, (from.y + to.y) / 2];
  const x = (t) => (1 - t) ** 2 * from.x + 2 * t * (1 - t) * cx + t * t * to.x;
  const y = (t) => (1 - t) ** 2 * from.y + 2 * t * (1 - t) * cy + t * t * to.y;
  const edge = (box, inside, outside) => { // where it leaves a box: halved until a hair is left
    let [low, high] = [inside, outside];
    for (let turns = 0; turns < 14; turns += 1) {
      const middle = (low + high) / 2;
      if (inBox(x(middle), y(middle), box)) low = middle; else high = middle;
    }
    return high;
  };
  const [start, end] = [edge(from, 0, 0.5), edge(to, 1, 0.5)];
  if (!turn) return [x(start), y(start), x(end), y(end)];
  const points = [];
  for (let step = 0; step <= 20; step += 1) points.push(x(start + ((end - start) * step) / 20), y(start + ((end - start) * step) / 20));
  return points;
};
// every line runs in front of no box but its own ends: straight or bent where it can, else through the channels
const LANES = 7;
const lay = (lines, boxes) => {
  const cells = squares(boxes);
  const number = new Map(boxes.map((box, at) => [box, at]));
  let leaf = null;
  for (const line of lines) {
    line.points = curveOf(line);
    line.routed = false;
    if (meetsBox(line.points, boxes, cells, line.from, line.to)) {
      leaf ??= cutTree(boxes);
      // what leaves one body runs together; kinds stand apart
      const lane = (((number.get(line.from) + 3 * line.kind) % LANES) / (LANES - 1)) * 2 - 1;
      const points = routeOf(leaf, boxes, number.get(line.from), number.get(line.to), lane);
      if (points) Object.assign(line, { points, routed: true, strength: Math.min(line.strength, 0.45) });
    }
    let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let at = 0; at < line.points.length; at += 2) {
      left = Math.min(left, line.points[at]);
      right = Math.max(right, line.points[at]);
      top = Math.min(top, line.points[at + 1]);
      bottom = Math.max(bottom, line.points[at + 1]);
    }
    Object.assign(line, { left, top, right, bottom });
  }
  return cells;
};

// lines of one style are painted in one path, so many at a time: the same ones whatever is in view, or edges would be smoothed otherwise
const MOST_IN_PATH = 100;
const inPaths = (lines) => {
  const paths = new Map();
  for (const line of lines) {
    const style = `${line.colour} ${line.strength} ${line.width} ${line.dashes}`;
    if (!paths.has(style)) paths.set(style, []);
    const own = paths.get(style);
    if (!own.length || own.at(-1).lines.length === MOST_IN_PATH) own.push({ lines: [], left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity });
    const path = own.at(-1);
    path.lines.push(line);
    path.left = Math.min(path.left, line.left);
    path.top = Math.min(path.top, line.top);
    path.right = Math.max(path.right, line.right);
    path.bottom = Math.max(path.bottom, line.bottom);
  }
  return [...paths.values()].flat();
};

const ROUND = 7; // the corners of a line through the channels
const trace = (to, { points, routed }) => {
  to.moveTo(points[0], points[1]);
  for (let at = 2; at + 2 < points.length; at += 2) {
    if (routed) to.arcTo(points[at], points[at + 1], points[at + 2], points[at + 3], cornerOf(points, at));
    else to.lineTo(points[at], points[at + 1]);
  }
  to.lineTo(points.at(-2), points.at(-1));
};
const cornerOf = (points, at) => Math.min(ROUND, Math.hypot(points[at] - points[at - 2], points[at + 1] - points[at - 1]) / 2, Math.hypot(points[at + 2] - points[at], points[at + 3] - points[at + 1]) / 2);
const ARROW = 7;
const arrowOf = ({ points }) => {
  const [x, y] = points.slice(-2), turn = Math.atan2(y - points.at(-3), x - points.at(-4));
  const corner = (by) => [x - ARROW * Math.cos(turn + by), y - ARROW * Math.sin(turn + by)];
  return [[x, y], corner(0.42), corner(-0.42)];
};
const middleOf = ({ points }) => {
  let left = lengthOf(points) / 2;
  for (let at = 2; at < points.length; at += 2) {
    const [px, py, x, y] = [points[at - 2], points[at - 1], points[at], points[at + 1]];
    const far = Math.hypot(x - px, y - py);
    if (left <= far && far) return [px + ((x - px) * left) / far, py + ((y - py) * left) / far];
    left -= far;
  }
  return points.slice(-2);
};
const distanceTo = ({ points }, x, y) => {
  let best = Infinity;
  for (let at = 2; at < points.length; at += 2) {
    const [px, py] = [points[at - 2], points[at - 1]], [dx, dy] = [points[at] - px, points[at + 1] - py];
    const along = Math.max(0, Math.min(1, ((x - px) * dx + (y - py) * dy) / (dx * dx + dy * dy || 1)));
    best = Math.min(best, Math.hypot(px + along * dx - x, py + along * dy - y));
  }
  return best;
};
