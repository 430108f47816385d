// --- which bodies and links pass the filters
const DAYS = (() => {
  const days = new Set();
  for (const entry of [N, L]) for (const name of ["a:valid_from", "a:valid_to"]) for (const day of entry[name]) if (day) days.add(day);
  for (const entry of [N, L]) for (const periods of entry.periods) for (const { from, to } of periods ?? []) for (const day of [from, to]) if (day) days.add(day);
  for (const year of L["a:year"]) if (year) days.add(`${year}-12-31`);
  days.add(data.asOf);
  return [...days].sort();
})();

// what its charts date differently holds where one of those that are shown says so
const onDate = (from, to) => (!from || from <= S.date) && (!to || S.date <= to);
const holds = (entry, row) => S.date === null || (entry.periods[row]?.some(({ chart, from, to }) => !S.off.chart.has(chart) && onDate(from, to))
  ?? onDate(entry["a:valid_from"][row], entry["a:valid_to"][row]));

const serves = (link, form) => {
  const own = L["a:form"][link], held = L["a:authority"][link];
  if (own === null && !held) return true; // it carries no form: structure and coordination stay
  return own === form || (held ?? []).some((code) => data.model.authorities[code] === form);
};

const within = ({ node, hops }) => {
  const found = new Set([node]);
  let edge = [node];
  for (let hop = 0; hop < hops; hop += 1) {
    edge = edge.flatMap((one) => [...linksFrom[one].map((link) => L.to[link]), ...linksTo[one].map((link) => L.from[link])]).filter((one) => !found.has(one));
    for (const one of edge) found.add(one);
  }
  return found;
};

const shown = { node: new Uint8Array(N.size), link: new Uint8Array(L.size), nodes: 0, links: 0 };
const filter = () => {
  const { kind, level, area, chart, link, grade } = S.off;
  const near = S.near && within(S.near);
  const year = S.date && Number(S.date.slice(0, 4));
  shown.nodes = 0;
  shown.links = 0;
  for (let node = 0; node < N.size; node += 1) {
    const given = S.colour >= 0 && grade.size ? data.model.gradeSigns.indexOf(data.cover.grade[S.colour][node]) : -1;
    const pass = !kind.has(N.kind[node]) && !level.has(N.level[node] < 0 ? levels.length : N.level[node]) && !area.has(N.area[node])
      && (!chart.size || N.charts[node].some((one) => !chart.has(one))) && !(given >= 0 && grade.has(given))
      && (!near || near.has(node)) && holds(N, node);
    shown.node[node] = pass ? 1 : 0;
    shown.nodes += shown.node[node];
  }
  for (let row = 0; row < L.size; row += 1) {
    const pass = shown.node[L.from[row]] && shown.node[L.to[row]] && !link.has(L.kind[row]) && holds(L, row)
      && (!year || !L["a:year"][row] || L["a:year"][row] <= year) && (S.form < 0 || serves(row, S.form))
      && (!chart.size || L.charts[row].some((one) => !chart.has(one)));
    shown.link[row] = pass ? 1 : 0;
    shown.links += shown.link[row];
  }
};
