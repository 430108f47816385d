// --- paths (domain §5) and reach (domain §6): the table of walks that comes with the data (picture/walks.py), row by row
const T = data.walks;

// what a step of the table may take: for each arc where it starts, where it ends, its link
const taken = new Map();
const arcsOf = (step) => {
  if (!taken.has(step)) {
    const arcs = { origin: [], end: [], row: [] };
    const yearOf = (node) => data.years?.[node] ?? Number(data.asOf.slice(0, 4));
    const add = (origin, end, row) => {
      if (!step.origins.includes(N.kind[origin]) || !step.ends.includes(N.kind[end])) return;
      arcs.origin.push(origin);
      arcs.end.push(end);
      arcs.row.push(row);
    };
    for (let row = 0; row < L.size; row += 1) {
      if (!step.links.includes(L.kind[row])) continue;
      if (step.mechanisms.length && !step.mechanisms.includes(L["a:mechanism"][row])) continue;
      if (step.lines.length && !step.lines.includes(L["a:line"][row])) continue;
      if (step.term !== null) {
        const year = yearOf(L.to[row]); // that in which the one inspected is judged
        if (!(year - step.term < L["a:year"][row] && L["a:year"][row] <= year)) continue;
      }
      if (!step.episodes && T.episode[L["a:basis"][row]]) continue;
      if (step.forward) add(L.from[row], L.to[row], row);
      if (step.backward) add(L.to[row], L.from[row], row);
    }
    taken.set(step, arcs);
  }
  return taken.get(step);
};

// the hops of paths of coordination between two bodies, over the links that are shown, by where they lead to
const hopsBetween = (start, goal) => {
  const into = Array.from({ length: N.size }, () => []);
  for (const step of T.coordination.steps) {
    const arcs = arcsOf(step);
    arcs.row.forEach((row, at) => {
      const a = arcs.origin[at], b = arcs.end[at];
      const mechanism = T.mechanisms[L["a:mechanism"][row]]; // none: undefined
      if (!shown.link[row] || (a === goal && !ofMany(goal)) || (b === start && !ofMany(start))) return;
      if (mechanism?.episode || (mechanism?.directed && L.from[row] !== a)) return;
      if (mechanism && mechanism.withEnd !== null && ![start, goal].some((end) => N.kind[end] === mechanism.withEnd && (end === a || end === b))) return;
      const weight = step.cost * T.weights.cost + (mechanism || step.documents ? 0 : T.weights.undocumented) + T.weights.hop + L["a:basis"][row];
      into[b].push({ a, weight, row, turn: (L["a:mechanism"][row] ?? T.mechanisms.length) * L.size + row, cost: step.cost });
    });
  }
  return into;
};

// what is known of the members of a set behind a link, and what it bars: no way goes back to the member that it has come from (domain §3a, §5)
const { shares: shareCodes, known: knowledge } = T.sets;
const ofMany = (node) => N["a:count"][node] !== 1;
const shareCode = (row) => L["a:share"][row] ?? shareCodes.all;
const knownBehind = (row, forward, from, to, known) => T.sets.behind[Number(!forward)][Number(ofMany(from))][Number(ofMany(to))][shareCode(row)][Number(L.alone[row] !== null)][known];
const sharedOut = (row) => (shareCode(row) === shareCodes.part ? (ofMany(L.from[row]) || ofMany(L.to[row]) ? `part ${L.division[row]}` : "")
  : shareCode(row) === shareCodes.one && ofMany(L.to[row]) ? `one ${row}` : "");

const inOrder = (a, b) => {
  const at = a.findIndex((one, place) => one !== b[place]);
  return at < 0 ? 0 : a[at] - b[at];
};
const heap = (before) => {
  const list = [];
  const swap = (a, b) => { [list[a], list[b]] = [list[b], list[a]]; };
  return {
    push(item) {
      let at = list.push(item) - 1;
      while (at && before(list[at], list[(at - 1) >> 1])) { swap(at, (at - 1) >> 1); at = (at - 1) >> 1; }
    },
    pop() {
      const top = list[0], last = list.pop();
      if (list.length) {
        list[0] = last;
        for (let at = 0; ;) {
          const [left, right] = [2 * at + 1, 2 * at + 2];
          let least = at;
          if (left < list.length && before(list[left], list[least])) least = left;
          if (right < list.length && before(list[right], list[least])) least = right;
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

// the best certain path, and the best possible one where it costs less; of several best ones that whose bodies come first, then whose links have the earlier mechanism. Found from the goal,
// as certainty is the same both ways: each place (a body, what is known of its members, what is barred) has its first way on
const coordination = (start, goal) => {
  const into = hopsBetween(start, goal);
  const settled = new Set();
  const waiting = heap((a, b) => (a.weight - b.weight || inOrder(a.bodies, b.bodies) || inOrder(a.turns, b.turns)) < 0);
  waiting.push({ weight: 0, cost: 0, node: goal, known: ofMany(goal) ? knowledge.some : knowledge.every, bar: "", bodies: [goal], turns: [], hops: [] });
  const found = [];
  while (waiting.size) {
    const way = waiting.pop();
    const place = `${way.node} ${way.known} ${way.bar}`;
    if (settled.has(place)) continue;
    if (way.hops.length || !ofMany(goal)) settled.add(place); // from a set to itself a way leads over others
    if (way.node === start && (way.hops.length || !ofMany(start))) {
      if (way.known === knowledge.every) {
        if (found.length && found[0].cost >= way.cost) found.pop();
        found.unshift(way);
        break;
      }
      if (!found.length) found.push(way);
      if (!ofMany(start)) continue;
    }
    for (const { a, weight, row, turn, cost } of into[way.node]) {
      if (!ofMany(a) && way.bodies.includes(a)) continue;
      const forward = L.to[row] === a, division = sharedOut(row), enters = forward === (shareCode(row) === shareCodes.part), oneEach = L.one_each[row] !== null;
      if (division && (!enters || oneEach) && division === way.bar) continue;
      const known = way.known === knowledge.possible ? way.known : knownBehind(row, forward, way.node, a, way.known);
      waiting.push({
        weight: way.weight + weight, cost: way.cost + cost, node: a, known, bar: division && (enters || oneEach) ? division : "",
        bodies: [a, ...way.bodies], turns: [turn, ...way.turns], hops: [{ from: a, to: way.node, link: row, cost }, ...way.hops],
      });
    }
  }
  return found.map(({ hops, cost }) => ({ hops, cost, losses: lossesOf(hops) }));
};

// the hops at which a path stops being certain: in going over them, or in coming by them, at its end, to some members of a set only
const lossesOf = (hops) => {
  const losses = [];
  let known = hops.length && ofMany(hops[0].from) ? knowledge.some : knowledge.every;
  hops.forEach(({ from, to, link }, place) => {
    known = knownBehind(link, L.from[link] === from, from, to, known);
    if (known === knowledge.possible) { // given the condition it goes on
      losses.push({ place, atEnd: false });
      known = ofMany(to) ? knowledge.some : knowledge.every;
    } else if (known === knowledge.some && place === hops.length - 1) losses.push({ place, atEnd: true });
  });
  return losses;
};

// the condition of a path in words, as rules/path_certainty.py puts it; null where it is certain
const conditionOf = (hops, losses) => {
  const fill = (key, values) => Object.entries(values).reduce((text, [place, value]) => text.replace(`{${place}}`, () => value), pick(T.sets.said[key]));
  const all = (node) => (N["a:count"][node] === null ? fill("members", { name: nameOf(node) }) : fill("members_of_number", { number: N["a:count"][node], name: nameOf(node) }));
  const one = (node) => (ofMany(node) ? fill("one_of_members", { members: all(node) }) : nameOf(node));
  const upwards = ({ from, link }) => shareCode(link) === (L.from[link] === from ? shareCodes.one : shareCodes.part);
  const texts = losses.map(({ place, atEnd }) => {
    const { from, to } = hops[place], before = hops[place - 1], up = upwards(hops[place]);
    if (!up && before && upwards(before) && ofMany(from)) {
      return { text: hops.length === 2 ? fill("both_in_the_same", { members: all(from) }) : fill("in_the_same", { a: one(before.from), b: one(to), members: all(from) }) };
    }
    const values = { members: all(atEnd ? to : from), body: one(atEnd ? from : to) };
    return up !== atEnd ? { text: fill("belongs", values), both: fill("both_belong", values) } : { text: fill("has_belonging", values) };
  });
  const last = texts.at(-1);
  const told = texts.map(({ text }) => text);
  if (told.length > 1 && texts[0].both && texts[0].text === last.text) told.splice(0, told.length, texts[0].both, ...told.slice(1, -1));
  return told.length ? pick(T.sets.said.if) + told.join(pick(T.sets.said.and)) : null;
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
    const ways = S.path.by === "rules" ? coordination(start, goal) : [{ hops: chain(start, goal), losses: [] }];
    const { hops = null, losses = [] } = ways[0] ?? {};
    walked = { key, path: { hops, losses, cheaper: ways[1] ?? null, nodes: new Set([start, goal, ...(hops ?? []).flatMap(({ from, to }) => [from, to])]), links: new Set((hops ?? []).map(({ link }) => link)) } };
  }
  return walked.path;
};

// what is known of the members of a set that a reach is at (domain §3a): every one, some, only possibly one, all by stated parts, then a stated part each
const [EVERY, SOME, POSSIBLE, TOLD] = [0, 1, 2, 3];
const reachShares = data.sets && {
  ...data.sets, paired: new Set(data.sets.paired), parts: new Map(data.sets.parts.map(([row, part, division]) => [row, { part, division }])),
};
const STATES = data.sets ? TOLD + 1 + L.size : 1; // a state: its node and what is known there, as one number
const stateBehind = (row, origin, end, known) => {
  if (!reachShares || known === POSSIBLE) return known;
  if (known >= TOLD) {
    if (reachShares.paired.has(row)) return known;
    return stateBehind(row, origin, end, known === TOLD ? EVERY : SOME);
  }
  const forward = L.from[row] === origin;
  const next = knownBehind(row, forward, origin, end, known);
  return known === EVERY && next === SOME && forward && reachShares.parts.has(row) ? TOLD + 1 + reachShares.parts.get(row).part : next;
};

// all that a body reaches: node → code of its class; what is reached through something has the worse class of the two. Of a set that is reached in
// part `part` holds how many (null: unknown, or only possibly)
const reachOf = (start) => {
  const { roles, steps } = T.supervision;
  const best = new Map();
  const less = (found, state, rank) => rank < (found.get(state) ?? Infinity) && Boolean(found.set(state, rank));
  const classOf = (step, row) => (!step.anyBasis && !T.firm[L["a:basis"][row]] ? T.nominal : step.reach);
  const wide = (row) => L["a:scope"][row] === T.withSubordinates;
  // the sets of which every holder is reached by some steps: their states, in the worst of the classes
  const completed = (walked, found, fits) => (reachShares?.together ?? []).flatMap(({ told, holders }) => {
    const ranks = holders.map((rows) => Math.min(...rows.filter(fits).map((row) => {
      const step = walked.find((one) => arcsOf(one).row.some((other, at) => other === row && arcsOf(one).origin[at] === L.from[row]));
      const held = [EVERY, TOLD].map((known) => found.get(L.from[row] * STATES + known) ?? Infinity);
      return step ? Math.max(Math.min(...held), classOf(step, row)) : Infinity;
    })));
    const worst = Math.max(...ranks);
    return worst === Infinity ? [] : [[L.to[holders[0][0]] * STATES + (told ? TOLD : EVERY), worst]];
  });
  // from states of nodes that stand in a role, each reached in a class
  const from = (role, found) => {
    if (roles[role].starts && roles[role].kinds.includes(N.kind[start])) found.set(start * STATES, -1);
    if (!found.size) return;
    const onward = steps.filter((step) => step.role === role);
    repeat(onward.filter((step) => step.to === role), found);
    for (const step of onward) if (step.to !== role) take(step, found);
  };
  // steps that lead back to their role, round by round
  const repeat = (looping, found) => {
    if (!looping.length) return;
    const out = new Map();
    for (const step of looping) {
      const arcs = arcsOf(step);
      arcs.row.forEach((row, at) => {
        if (!out.has(arcs.origin[at])) out.set(arcs.origin[at], []);
        out.get(arcs.origin[at]).push([arcs.end[at], classOf(step, row), row]);
      });
    }
    const most = looping[0].depth ?? Infinity;
    let edge = new Map(found);
    for (let round = 0; edge.size && round < most; round += 1) {
      const next = new Map();
      const come = (state, worse) => { if (worse < (found.get(state) ?? Infinity)) less(next, state, worse); };
      for (const [state, rank] of edge) {
        const node = Math.floor(state / STATES), known = state % STATES;
        for (const [other, own, row] of out.get(node) ?? []) come(other * STATES + stateBehind(row, node, other, known), Math.max(rank, own));
      }
      for (const [state, rank] of completed(looping, found, () => true)) come(state, rank);
      for (const [state, rank] of next) {
        found.set(state, rank);
        less(best, state, rank);
      }
      edge = next;
    }
  };
  // a step to another role, and what follows from there
  const take = (step, found) => {
    const ends = new Map(), heads = new Map(), standing = new Map();
    for (const [state, rank] of found) {
      const node = Math.floor(state / STATES);
      if (!standing.has(node)) standing.set(node, []);
      standing.get(node).push([state % STATES, rank]);
    }
    const come = (state, rank, below) => {
      less(best, state, rank);
      less(ends, state, rank);
      if (below) less(heads, state, rank);
    };
    const arcs = arcsOf(step);
    arcs.row.forEach((row, at) => {
      const origin = arcs.origin[at], end = arcs.end[at];
      for (const [known, rank] of standing.get(origin) ?? []) come(end * STATES + stateBehind(row, origin, end, known), Math.max(rank, classOf(step, row)), wide(row));
    });
    for (const [state, rank] of completed([step], found, () => true)) come(state, rank, false);
    for (const [state, rank] of completed([step], found, wide)) come(state, rank, true);
    from(step.to, ends);
    if (step.subordinates !== null) from(step.subordinates, heads);
  };
  from(steps.find((step) => roles[step.role].starts).role, new Map());
  const reached = new Map();
  reached.part = new Map();
  const known = new Map();
  for (const [state, rank] of best) {
    const node = Math.floor(state / STATES);
    if (node === start) continue;
    if (!known.has(node)) known.set(node, new Map());
    known.get(node).set(state % STATES, rank);
  }
  for (const [node, ranks] of known) {
    const whole = Math.min(ranks.get(EVERY) ?? Infinity, ranks.get(TOLD) ?? Infinity);
    const parts = new Map();
    for (const [part, rank] of ranks) {
      if (part <= TOLD) continue;
      const { division } = reachShares.parts.get(part - TOLD - 1);
      const sum = parts.get(division) ?? { members: 0, rank: -1, division };
      parts.set(division, { members: sum.members + L["a:count"][part - TOLD - 1], rank: Math.max(sum.rank, rank), division });
    }
    const [most] = [...parts.values()].sort((a, b) => b.members - a.members || b.division - a.division);
    const exact = parts.size === 1 && !ranks.has(SOME);
    if (whole === Infinity) reached.part.set(node, exact ? most.members : null);
    const certain = [...ranks].filter(([known]) => known !== POSSIBLE).map(([, rank]) => rank);
    reached.set(node, whole < Infinity ? whole : exact ? most.rank : certain.length ? Math.min(...certain) : ranks.get(POSSIBLE));
  }
  return reached;
};
