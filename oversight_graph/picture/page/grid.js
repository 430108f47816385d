// --- squares over the map: which boxes a line or a point meets, without looking at all of them
const SQUARE = [160, 80];
const squares = (boxes) => {
  const cells = new Map();
  boxes.forEach((box, at) => {
    for (let i = Math.floor(box.left / SQUARE[0]); i <= Math.floor(box.right / SQUARE[0]); i += 1) {
      for (let j = Math.floor(box.top / SQUARE[1]); j <= Math.floor(box.bottom / SQUARE[1]); j += 1) {
        const key = i * 65536 + j;
        if (cells.has(key)) cells.get(key).push(at); else cells.set(key, [at]);
      }
    }
  });
  return cells;
};
const boxAtPoint = (boxes, cells, x, y) => cells.get(Math.floor(x / SQUARE[0]) * 65536 + Math.floor(y / SQUARE[1]))
  ?.find((at) => boxes[at].left <= x && x <= boxes[at].right && boxes[at].top <= y && y <= boxes[at].bottom);
// whether a segment runs through the inside of a box (Liang and Barsky)
const runsThrough = (xa, ya, xb, yb, { left, top, right, bottom }) => {
  let low = 0, high = 1;
  for (const [from, to, least, most] of [[xa, xb, left, right], [ya, yb, top, bottom]]) {
    if (from === to) {
      if (from <= least || from >= most) return false;
      continue;
    }
    const a = (least - from) / (to - from), b = (most - from) / (to - from);
    low = Math.max(low, Math.min(a, b));
    high = Math.min(high, Math.max(a, b));
    if (low >= high) return false;
  }
  return true;
};
// whether a line of several points runs through a box that isn't one of its ends
const meetsBox = (points, boxes, cells, from, to) => {
  for (let at = 0; at + 3 < points.length; at += 2) {
    const [xa, ya, xb, yb] = [points[at], points[at + 1], points[at + 2], points[at + 3]];
    const first = Math.floor(Math.min(xa, xb) / SQUARE[0]), last = Math.floor(Math.max(xa, xb) / SQUARE[0]);
    for (let i = first; i <= last; i += 1) {
      // the part of the segment that lies in this column of squares
      const y = (x) => (xa === xb ? ya : ya + ((yb - ya) * (x - xa)) / (xb - xa));
      const [l, r] = [Math.max(Math.min(xa, xb), i * SQUARE[0]), Math.min(Math.max(xa, xb), (i + 1) * SQUARE[0])];
      const [ys, ye] = xa === xb ? [ya, yb] : [y(l), y(r)];
      for (let j = Math.floor(Math.min(ys, ye) / SQUARE[1]); j <= Math.floor(Math.max(ys, ye) / SQUARE[1]); j += 1) {
        for (const one of cells.get(i * 65536 + j) ?? []) if (boxes[one] !== from && boxes[one] !== to && runsThrough(xa, ya, xb, yb, boxes[one])) return true;
      }
    }
  }
  return false;
};
