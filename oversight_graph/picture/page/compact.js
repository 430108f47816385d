// --- what the filters leave of a region stands close together: rows and columns close up where boxes are gone, in the order in which they stood
const CLOSE = { card: 6, zone: 16, strip: 7, region: 14, caption: 26 };
const around = (list, pad, head = 0) => [
  Math.min(...list.map(({ left }) => left)) - pad, Math.min(...list.map(({ top }) => top)) - pad - head,
  Math.max(...list.map(({ right }) => right)) + pad, Math.max(...list.map(({ bottom }) => bottom)) + pad,
];
const byRegion = (table) => {
  const lists = regions.map(() => []);
  for (const [at, ...rest] of table) lists[at].push(rest);
  return lists;
};
const asLaidOut = ({ at }) => {
  P.own ??= { cards: byRegion(P.cards), zones: byRegion(P.zones), strips: byRegion(P.strips) };
  return { at: null, box: P.regions[at], cards: P.own.cards[at], zones: P.own.zones[at], strips: P.own.strips[at] };
};
// rectangles close up: each that is kept gets a place, of the size that it has now. Along the axis in which a part is cut its parts stand one
// behind the other, with the room that was before each; across it each stands where it stood, in proportion
const closeUp = (items, sizeOf) => {
  const leaf = cutTree(items);
  let root = leaf[0];
  while (root.parent) root = root.parent;
  const sizes = new Map(), places = new Map(), inside = new Map();
  leaf.forEach((part, number) => { if (sizeOf(items[number])) inside.set(part, [...(inside.get(part) ?? []), items[number]]); });
  const sides = (part) => (part.rows ? [1, "top", "bottom", "left", "right"] : [0, "left", "right", "top", "bottom"]);
  const measure = (part) => {
    if (!part.parts.length) {
      const own = inside.get(part);
      if (own) sizes.set(part, own.length === 1 && part.whole ? sizeOf(own[0]) : [part.right - part.left, part.bottom - part.top]);
      return;
    }
    const [axis, low, high] = sides(part), size = [0, 0];
    let any = false;
    for (const one of part.parts) {
      measure(one);
      if (!sizes.has(one)) continue;
      size[axis] += (any ? one[low] - part.parts[one.at - 1][high] : 0) + sizes.get(one)[axis];
      size[1 - axis] = Math.max(size[1 - axis], sizes.get(one)[1 - axis]);
      any = true;
    }
    if (any) sizes.set(part, size);
  };
  const put = (part, x, y) => {
    if (!part.parts.length) {
      for (const item of inside.get(part)) places.set(item, part.whole ? [x, y] : [item.left - part.left + x, item.top - part.top + y]);
      return;
    }
    const [axis, low, high, side, end] = sides(part);
    let [next, any] = [axis ? y : x, false];
    for (const one of part.parts) {
      if (!sizes.has(one)) continue;
      if (any) next += one[low] - part.parts[one.at - 1][high];
      const free = part[end] - part[side] - (one[end] - one[side]);
      const across = (free > 0 ? (one[side] - part[side]) / free : 0.5) * (sizes.get(part)[1 - axis] - sizes.get(one)[1 - axis]);
      if (axis) put(one, x + across, next); else put(one, next, y + across);
      next += sizes.get(one)[axis];
      any = true;
    }
  };
  measure(root);
  if (sizes.has(root)) put(root, root.left, root.top);
  return { places, size: sizes.get(root) ?? null };
};
// blocks stay together: first the boxes inside of each card close up, then the cards among them
const shapeOf = (region) => {
  const whole = asLaidOut(region);
  if (region.nodes.every((node) => shown.node[node])) return whole;
  const boxes = region.nodes.map((node) => boxed(node, node, -1, P.x[node], P.y[node], P.box.width, heightOf(node)));
  const units = whole.cards.map(([left, top, right, bottom]) => ({ left, top, right, bottom, boxes: [] }));
  for (const box of boxes) {
    const card = units.find((unit) => unit.boxes && inBox(box.x, box.y, unit));
    if (card) card.boxes.push(box); else units.push({ left: box.left, top: box.top, right: box.right, bottom: box.bottom, boxes: [box] });
  }
  const kept = ({ node, wide, high }) => (shown.node[node] ? [wide, high] : null);
  const held = units.filter((unit) => unit.boxes.length).map(({ boxes: own }) => {
    const [left, top, right, bottom] = around(own, 0);
    return { left, top, right, bottom, inner: closeUp(own, kept) };
  });
  const { places } = closeUp(held, ({ inner }) => inner.size);
  const at = new Map(), now = [];
  for (const [{ inner: { places: own } }, [x, y]] of places) {
    const [l, t] = [Math.min(...[...own.values()].map(([one]) => one)), Math.min(...[...own.values()].map(([, one]) => one))];
    for (const [box, [bx, by]] of own) {
      const [cx, cy] = [bx - l + x + box.wide / 2, by - t + y + box.high / 2];
      at.set(box.node, [cx, cy]);
      now.push({ ...boxed(box.id, box.node, -1, cx, cy, box.wide, box.high), was: box });
    }
  }
  if (!now.length) return { ...whole, at, cards: [], zones: [], strips: [] };
  const drawn = (list, pad, head = 0) => list.map((one) => {
    const [left, top, right, bottom] = one.slice(-4);
    const inside = now.filter(({ was }) => inBox(was.x, was.y, { left, top, right, bottom }));
    return inside.length && [...one.slice(0, -4), ...around(inside, pad, head)];
  }).filter(Boolean);
  const zones = drawn(whole.zones, CLOSE.zone);
  const [left, top, right, bottom] = around(now, CLOSE.region, CLOSE.caption);
  const edge = (which, own) => Math[which](own, ...zones.map((zone) => zone.at(which === "min" ? -4 : -2) + (which === "min" ? -6 : 6)));
  return {
    at, box: [edge("min", left), top, edge("max", right), Math.max(bottom, ...zones.map((zone) => zone.at(-1) + 6))], cards: drawn(whole.cards, CLOSE.card).filter((card) => now.filter(({ x, y }) => inBox(x, y, { left: card[0], top: card[1], right: card[2], bottom: card[3] })).length > 1),
    zones, strips: drawn(whole.strips, CLOSE.strip, 20),
  };
};
