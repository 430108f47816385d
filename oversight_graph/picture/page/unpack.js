// --- the data of the page, back from their columns (picture/pack.py)
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const data = read("data");

const unpack = (column, size) => {
  if ("all" in column) return new Array(size).fill(column.all);
  if ("list" in column) return column.list;
  if ("of" in column) return column.no.map((number) => column.of[number]);
  const whole = new Array(size).fill(null);
  const values = unpack(column.is, column.at.length);
  let row = 0;
  column.at.forEach((step, number) => {
    row += step;
    whole[row] = values[number];
  });
  return whole;
};
const table = (columns, size) => Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, unpack(column, size)]));

// nodes, links and ways of coverage: a column each, a row each
const N = table(data.nodes, data.size[0]);
const L = table(data.links, data.size[1]);
const W = table(data.cover.ways, data.size[2]);
// where everything stands: once for each language in which names differ
const places = data.places.map((one) => ({ ...one, ...table({ label: one.label, x: one.x, y: one.y }, data.size[0]), bend: unpack(one.bend, data.size[1]) }));
N.size = data.size[0];
L.size = data.size[1];
W.size = data.size[2];
// where charts date an entry differently: from when to when it holds by which chart
for (const entry of [N, L]) {
  entry.periods = entry.periods.map((flat) => flat && Array.from({ length: flat.length / 3 }, (_, at) => ({ chart: flat[3 * at], from: flat[3 * at + 1], to: flat[3 * at + 2] })));
}
N.region = unpack(data.regions.of, N.size);
N.initials = unpack(data.search_index.initials, N.size);
N.reasons = data.cover.reasons.map((column) => unpack(column, N.size));
N.norms = data.cover.norms.map((column) => unpack(column, N.size));
const { kinds, linkKinds, forms, levels, grades, bases, mechanisms, statuses, classes } = data.model;

const grouped = (size, column, rows) => {
  const lists = Array.from({ length: size }, () => []);
  for (let row = 0; row < rows; row += 1) if (column[row] < size) lists[column[row]].push(row);
  return lists;
};
const linksFrom = grouped(N.size, L.from, L.size);
const linksTo = grouped(N.size, L.to, L.size);
const waysTo = grouped(N.size, W.node, W.size);
const waysFrom = grouped(N.size, W.body, W.size);
const rowOf = new Map(N.id.map((id, row) => [id, row]));
const overseen = (node) => !kinds[N.kind[node]].overseer;
const gradeOf = (form, node) => grades[data.model.gradeSigns.indexOf(data.cover.grade[form][node])] ?? null; // null: it oversees
const statusOf = (form, node) => (data.cover.status[form][node] === "-" ? null : statuses[Number(data.cover.status[form][node])]);
