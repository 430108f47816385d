// --- ways between the boxes: a line whose straight way runs behind a box of others goes through the free strips between rows and columns.
// The picture is cut into rows wherever a free strip runs through, these into columns, these into rows again, down to single boxes;
// a line leaves its box upwards or downwards, passes each row at the nearest free column, and enters its other end from above or below.
const FREE = 4; // the narrowest strip through which a line goes
const cutTree = (boxes) => {
  const leaf = new Array(boxes.length);
  const parts = (list, low, high) => {
    const sorted = list.toSorted((a, b) => boxes[a][low] - boxes[b][low]);
    const found = [];
    let edge = -Infinity;
    for (const at of sorted) {
      if (boxes[at][low] > edge + FREE) found.push([]);
      found.at(-1).push(at);
      edge = Math.max(edge, boxes[at][high]);
    }
    return found;
  };
  const bounds = (list) => {
    const room = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (const at of list) {
      room.left = Math.min(room.left, boxes[at].left);
      room.top = Math.min(room.top, boxes[at].top);
      room.right = Math.max(room.right, boxes[at].right);
      room.bottom = Math.max(room.bottom, boxes[at].bottom);
    }
    return room;
  };
  const grow = (list, parent, at) => {
    const part = { ...bounds(list), parent, at, rows: false, parts: [], whole: list.length === 1 };
    let found = list.length > 1 ? parts(list, "top", "bottom") : [];
    part.rows = found.length > 1;
    if (list.length > 1 && !part.rows) found = parts(list, "left", "right");
    if (found.length > 1) part.parts = found.map((one, number) => grow(one, part, number));
    else for (const one of list) leaf[one] = part;
    return part;
  };
  grow(boxes.map((_, at) => at), null, 0);
  return leaf;
};
const depthOf = (part) => { let depth = 0; for (let at = part; at.parent; at = at.parent) depth += 1; return depth; };
const meeting = (a, b) => {
  let [one, other] = [a, b], [deep, deeper] = [depthOf(a), depthOf(b)];
  while (deep > deeper) { one = one.parent; deep -= 1; }
  while (deeper > deep) { other = other.parent; deeper -= 1; }
  while (one.parent !== other.parent) { one = one.parent; other = other.parent; }
  return [one, other];
};
// where a row is passed: the free column, or the side, nearest to where the line comes from and goes to. `lane`: from -1 to 1
const passage = (row, x, goal, lane) => {
  const around = row.parent?.parent && !row.parent.parent.rows ? row.parent : null;
  const room = (side) => {
    const next = around && around.parent.parts[around.at + side];
    return next ? Math.min(12, Math.abs(side > 0 ? next.left - around.right : around.left - next.right) / 2) : 12;
  };
  const ways = [[row.left - room(-1), 0], [row.right + room(1), 0]];
  if (around) { // a row that is shorter than its column: the rest of the column is free
    if (row.left - around.left > 12) ways.push([row.left - 8, 3]);
    if (around.right - row.right > 12) ways.push([row.right + 8, 3]);
  }
  if (!row.rows) row.parts.slice(1).forEach((next, at) => ways.push([(row.parts[at].right + next.left) / 2, Math.min(10, next.left - row.parts[at].right) / 2 - 1.5]));
  let best = ways[0], least = Infinity;
  for (const way of ways) {
    const cost = Math.abs(way[0] - x) + Math.abs(way[0] - goal);
    if (cost < least) [best, least] = [way, cost];
  }
  return best[0] + best[1] * lane;
};
// a line through the channels, as x and y by turns; null where the boxes can't be cut apart
const routeOf = (leaf, boxes, a, b, lane) => {
  const [from, to] = [leaf[a], leaf[b]];
  if (from === to || !from.whole || !to.whole) return null;
  const [one, other] = meeting(from, to);
  const top = one.parent;
  const port = (box) => box.x + lane * Math.min(14, box.wide / 6);
  // out of a part, upwards or downwards, through the rows on this side of the box, as far as the edge of `upto`
  const climb = (start, box, upto, down, goal) => {
    const points = [port(box), down ? box.bottom : box.top];
    let x = points[0];
    for (let part = start; part !== upto; part = part.parent) {
      if (part.parent.rows) x = pass(points, part.parent, part.at, down ? part.parent.parts.length : -1, x, goal, lane);
    }
    return points;
  };
  const goalA = port(boxes[b]), goalB = port(boxes[a]);
  if (top.rows) {
    const down = one.at < other.at;
    const points = climb(from, boxes[a], one, down, goalA);
    const back = climb(to, boxes[b], other, !down, points.at(-2));
    pass(points, top, one.at, other.at, points.at(-2), back.at(-2), lane);
    const before = top.parts[other.at + (down ? -1 : 1)];
    return joined(points, back, down ? between(before, other, lane) : between(other, before, lane));
  }
  const [up, down] = [false, true].map((below) => {
    const points = climb(from, boxes[a], one, below, goalA);
    const back = climb(to, boxes[b], other, below, points.at(-2));
    return joined(points, back, strip(top, below, lane));
  });
  return lengthOf(up) <= lengthOf(down) ? up : down;
};
// the height at which lines run between two rows, or beyond the edge of all
const between = (above, below, lane) => (above.bottom + below.top) / 2 + lane * Math.min(9, (below.top - above.bottom) / 2 - 2);
const strip = (part, down, lane) => {
  const rows = part.parent;
  const next = rows?.parts[part.at + (down ? 1 : -1)];
  if (next) return down ? between(part, next, lane) : between(next, part, lane);
  return down ? part.bottom + 9 + 4 * lane : part.top - 9 + 4 * lane;
};
// past all rows between two: down or up each free column, along the strip before it
const pass = (points, rows, start, end, x, goal, lane) => {
  const step = start < end ? 1 : -1;
  let now = x;
  for (let at = start + step; at !== end; at += step) {
    const [before, row] = [rows.parts[at - step], rows.parts[at]];
    const y = step > 0 ? between(before, row, lane) : between(row, before, lane);
    const next = passage(row, now, goal, lane);
    points.push(now, y, next, y);
    now = next;
  }
  return now;
};
// the two halves of a line, joined along the strip at a height
const joined = (points, back, y) => {
  const all = [...points, points.at(-2), y, back.at(-2), y];
  for (let at = back.length - 2; at >= 0; at -= 2) all.push(back[at], back[at + 1]);
  return straightened(all);
};
const straightened = (points) => {
  const kept = [points[0], points[1]];
  for (let at = 2; at < points.length; at += 2) {
    const [x, y] = [points[at], points[at + 1]];
    const [px, py] = [kept.at(-2), kept.at(-1)];
    if (Math.abs(x - px) < 0.01 && Math.abs(y - py) < 0.01) continue;
    if (kept.length >= 4) {
      const [qx, qy] = [kept.at(-4), kept.at(-3)];
      if ((Math.abs(qx - px) < 0.01 && Math.abs(px - x) < 0.01) || (Math.abs(qy - py) < 0.01 && Math.abs(py - y) < 0.01)) kept.length -= 2;
    }
    kept.push(x, y);
  }
  return kept;
};
const lengthOf = (points) => {
  let sum = 0;
  for (let at = 2; at < points.length; at += 2) sum += Math.hypot(points[at] - points[at - 2], points[at + 1] - points[at - 1]);
  return sum;
};
