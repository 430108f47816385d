// --- paths (domain §5) and reach (domain §6), walked as the rules do; what each link is worth comes with the data (picture/walks.py)
const WORTH = { cost: 2 ** 30, undocumented: 2 ** 20, hop: 2 ** 10 };
const BIT = data.walk;

// the steps of paths of coordination between two bodies, over the links that are shown
const stepsBetween = (start, goal) => {
  const single = (node) => N["a:count"][node] === 1;
  const into = Array.from({ length: N.size }, () => []), out = Array.from({ length: N.size }, () => []);
  const hears = [start, goal].filter((end) => kinds[N.kind[end]].committee);
  for (let row = 0; row < L.size; row += 1) {
    const bits = L.step[row];
    if (!shown.link[row] || !L.cost[row] || bits & BIT.episode) continue;
    if (bits & BIT.heard && !hears.some((end) => end === L.from[row] || end === L.to[row])) continue;
    const weight = L.cost[row] * WORTH.cost + (bits & BIT.documented ? 0 : WORTH.undocumented) + WORTH.hop + L["a:basis"][row];
    const ways = bits & BIT.directed ? [[L.from[row], L.to[row]]] : [[L.from[row], L.to[row]], [L.to[row], L.from[row]]];
    for (const [a, b] of ways) {
      if ((!single(a) && a !== start) || (!single(b) && b !== goal) || a === goal || b === start) continue;
      out[a].push([b, weight, row]);
      into[b].push([a, weight]);
    }
  }
  return { into, out };
};

const heap = () => {
  const list = [];
  const swap = (a, b) => { [list[a], list[b]] = [list[b], list[a]]; };
  return {
    push(item) {
      let at = list.push(item) - 1;
      while (at && list[(at - 1) >> 1][0] > list[at][0]) { swap(at, (at - 1) >> 1); at = (at - 1) >> 1; }
    },
    pop() {
      const top = list[0], last = list.pop();
      if (list.length) {
        list[0] = last;
        for (let at = 0; ;) {
          const [left, right] = [2 * at + 1, 2 * at + 2];
          let least = at;
          if (left < list.length && list[left][0] < list[least][0]) least = left;
          if (right < list.length && list[right][0] < list[least][0]) least = right;
          if (least === at) break;
          swap(at, least);
          at = least;
        }
      }
      return top;
    },
    get size() { return list.length; },
  };
};

// of several best paths that whose bodies come first; null where none is known
const coordination = (start, goal) => {
  const { into, out } = stepsBetween(start, goal);
  const behind = new Map();
  const waiting = heap();
  waiting.push([0, goal]);
  while (waiting.size) {
    const [far, node] = waiting.pop();
    if (behind.has(node)) continue;
    behind.set(node, far);
    for (const [other, weight] of into[node]) if (!behind.has(other)) waiting.push([far + weight, other]);
  }
  if (!behind.has(start)) return null;
  const hops = [];
  for (let at = start; at !== goal;) {
    const next = out[at].filter(([other, weight]) => behind.has(other) && weight + behind.get(other) === behind.get(at))
      .sort(([a, , x], [b, , y]) => a - b || x - y)[0];
    hops.push({ from: at, to: next[0], link: next[2], cost: L.cost[next[2]] });
    at = next[0];
  }
  return hops;
};

// the fewest links of any kind and direction: how two bodies hang together, which is no path of coordination
const chain = (start, goal) => {
  const came = new Map([[start, null]]);
  const waiting = [start];
  for (const node of waiting) {
    if (node === goal) break;
    for (const row of [...linksFrom[node], ...linksTo[node]]) {
      const other = L.from[row] === node ? L.to[row] : L.from[row];
      if (shown.link[row] && !came.has(other)) {
        came.set(other, { from: node, to: other, link: row, cost: null });
        waiting.push(other);
      }
    }
  }
  if (!came.has(goal)) return null;
  const hops = [];
  for (let at = goal; came.get(at); at = came.get(at).from) hops.unshift(came.get(at));
  return hops;
};

let walked = { key: "", path: null };
const onPath = () => {
  if (!S.path) return null;
  const key = `${S.path.ends} ${S.path.by} ${shown.nodes} ${shown.links} ${written()}`;
  if (walked.key !== key) {
    const [start, goal] = S.path.ends;
    const hops = (S.path.by === "rules" ? coordination : chain)(start, goal);
    walked = { key, path: { hops, nodes: new Set([start, goal, ...(hops ?? []).flatMap(({ from, to }) => [from, to])]), links: new Set((hops ?? []).map(({ link }) => link)) } };
  }
  return walked.path;
};

// all that a body reaches: node → code of its best class
const reachOf = (start) => {
  const part = (name) => BIT.parts.indexOf(name);
  const byPart = BIT.parts.map(() => []);
  for (let row = 0; row < L.size; row += 1) if (L.reach[row] & 15) byPart[L.reach[row] & 15].push(row);
  const [direct, inherited, extended, mediated, periodic, guidance, nominal] = classes.keys();
  const weak = (row, rank) => (L.reach[row] & BIT.weak ? nominal : rank);
  const best = new Map();
  const note = (node, rank) => { if (rank < (best.get(node) ?? Infinity)) best.set(node, rank); };
  const step = (row) => (L.reach[row] & BIT.reversed ? [L.to[row], L.from[row]] : [L.from[row], L.to[row]]);
  // bodies that it reaches through: a commission's own, a room's counterpart groups, lower commissions
  const outward = grouped(N.size, [], 0);
  for (const [name, rank] of [["outward", mediated], ["counterpart", mediated], ["leads", nominal]]) {
    for (const row of byPart[part(name)]) outward[step(row)[0]].push([step(row)[1], weak(row, rank)]);
  }
  const bodies = new Map([[start, -1]]);
  for (let edge = [start]; edge.length;) {
    const next = new Set();
    for (const node of edge) {
      for (const [other, rank] of outward[node]) {
        const worse = Math.max(bodies.get(node), rank);
        if (worse >= (bodies.get(other) ?? Infinity)) continue;
        bodies.set(other, worse);
        note(other, worse);
        next.add(other);
      }
    }
    edge = [...next];
  }
  for (const row of byPart[part("leads_zone")]) if (bodies.has(L.from[row])) note(L.to[row], nominal);
  // what each of them reaches itself, and what is subordinate to that
  const under = grouped(N.size, [], 0);
  for (const row of byPart[part("subordinate")]) under[L.to[row]].push(L.from[row]);
  for (const [name, rank] of [["direct", direct], ["periodic", periodic]]) {
    for (const row of byPart[part(name)]) {
      if (!bodies.has(L.from[row])) continue;
      const worse = Math.max(bodies.get(L.from[row]), weak(row, rank));
      note(L.to[row], worse);
      if (!(L.reach[row] & BIT.wide)) continue;
      for (const below of under[L.to[row]]) {
        note(below, Math.max(worse, inherited));
        for (const second of under[below]) note(second, Math.max(worse, inherited));
      }
    }
  }
  const stations = new Map();
  for (const row of byPart[part("extends")]) {
    if (!bodies.has(L.from[row])) continue;
    const rank = Math.max(bodies.get(L.from[row]), weak(row, extended));
    note(L.to[row], rank);
    stations.set(L.to[row], Math.min(rank, stations.get(L.to[row]) ?? Infinity));
  }
  if (byPart[part("serves")].some((row) => L.from[row] === start)) stations.set(start, extended);
  for (const row of byPart[part("serves")]) if (stations.has(L.from[row])) note(L.to[row], Math.max(stations.get(L.from[row]), weak(row, extended)));
  guided({ byPart, part, bodies, note, weak, guidance });
  best.delete(start);
  return best;
};

// the collaborations that a room guides, all under them, and the members of all of these; nothing behind
const guided = ({ byPart, part, bodies, note, weak, guidance }) => {
  const zones = new Map();
  for (const row of byPart[part("guides")]) {
    if (!bodies.has(L.from[row])) continue;
    const rank = Math.max(bodies.get(L.from[row]), weak(row, guidance));
    note(L.to[row], rank);
    zones.set(L.to[row], Math.min(rank, zones.get(L.to[row]) ?? Infinity));
  }
  for (let edge = [...zones.keys()]; edge.length;) {
    const next = new Set();
    for (const row of byPart[part("inside")]) {
      const rank = zones.get(L.to[row]);
      if (!edge.includes(L.to[row]) || rank >= (zones.get(L.from[row]) ?? Infinity)) continue;
      zones.set(L.from[row], rank);
      note(L.from[row], rank);
      next.add(L.from[row]);
    }
    edge = [...next];
  }
  for (const row of byPart[part("member")]) if (zones.has(L.to[row])) note(L.from[row], Math.max(zones.get(L.to[row]), weak(row, guidance)));
};
