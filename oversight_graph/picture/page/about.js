// --- what is known of a body or a link: rows of label and text, and sources with their locators
const gradeText = (grade) => (grade.number === null ? word(grade) : `${grade.number} · ${word(grade)}`);
const sourcesOf = (entry, row) => entry.sources[row].map((reference) => {
  const [source, ...locator] = reference.split(" ");
  return `${data.sources[source]} ${locator.join(" ")}`.trim();
});
const QUALIFIED = { "staff_full_time": "staff_quantifier" };
const HELD_BACK = ["count", "note", ...Object.values(QUALIFIED)];

const DATES = ["valid_from", "valid_to"];
const ownDates = (declared, entry, row) => entry.periods[row] && DATES.includes(declared.id); // told chart by chart
const periodsOf = (attributes, entry, row) => (entry.periods[row] ?? []).map(({ chart, from, to }) => [
  DATES.map((name) => word(attributes.find(({ id }) => id === name))).join(" – "), `${pick(data.charts[chart].title)}: ${from ?? "…"} – ${to ?? "…"}`]);

const aboutNode = (node) => {
  const rows = [[say("kind"), word(kinds[N.kind[node]])], [say("level"), levelName(N.level[node])], [say("area"), areaName(N.area[node])]];
  for (const declared of data.model.nodeAttributes) {
    const value = HELD_BACK.includes(declared.id) || ownDates(declared, N, node) ? null : attribute(declared, N, node);
    if (value === null) continue;
    const quantifier = data.model.nodeAttributes.find(({ id }) => id === QUALIFIED[declared.id]);
    const sign = quantifier && N[`a:${quantifier.id}`][node] > 0 ? `${attribute(quantifier, N, node)} ` : "";
    rows.push([word(declared), sign + value]);
  }
  rows.push(...periodsOf(data.model.nodeAttributes, N, node));
  const count = N["a:count"][node];
  if (count !== 1) rows.push([say("members"), count === null ? say("unknown_number") : number(count)]);
  if (N.en[node]) rows.push([say("other_name"), S.names === "en" ? N.name[node] : N.en[node]]);
  if (N["a:note"][node]) rows.push([say("note"), N["a:note"][node]]);
  if (data.charts.length > 1) rows.push([say("charts"), N.charts[node].map((chart) => pick(data.charts[chart].title)).join("; ")]);
  return { title: nameOf(node), rows, sources: sourcesOf(N, node) };
};

const aboutLink = (link) => {
  const rows = [[say("from_to"), `${nameOf(L.from[link])} → ${nameOf(L.to[link])}`]];
  for (const declared of data.model.linkAttributes) {
    const value = OF_MEMBERS.includes(declared.id) ? ofMembers(declared, link) : attribute(declared, L, link);
    if (value !== null && declared.id !== "note") rows.push([word(declared), value]);
  }
  if (L["a:note"][link]) rows.push([say("note"), L["a:note"][link]]);
  return { title: word(linkKinds[L.kind[link]]), rows, sources: sourcesOf(L, link) };
};

const aboutRegion = (region) => {
  const count = new Map();
  for (const node of region.nodes) count.set(N.kind[node], (count.get(N.kind[node]) ?? 0) + 1);
  const rows = [[say("level"), levelName(region.level)], [say("area"), areaName(region.area)]];
  for (const [kind, many] of [...count].sort(([a], [b]) => a - b)) rows.push([word(kinds[kind]), number(many)]);
  return { title: regionName(region), rows, sources: [], hint: say("click_to_unfold") };
};

const fill = (box, { title, rows, sources, hint }, heading = "strong") => {
  make(heading, title, box);
  const list = make("dl", null, box);
  for (const [label, text] of rows) {
    make("dt", label, list);
    make("dd", text, list);
  }
  if (hint) make("p", hint, box, { class: "hint" });
  if (!sources.length) return;
  const cited = make("ul", null, box, { class: "sources" });
  for (const source of sources) make("li", source, cited);
};

// the tip at what one points at
const tip = $("tip");
const showTip = (about, { x, y }) => {
  tip.replaceChildren();
  fill(tip, about);
  tip.hidden = false;
  const box = place.getBoundingClientRect();
  const left = Math.min(box.left + x + 16, innerWidth - tip.offsetWidth - 8);
  const under = box.top + y + 18;
  tip.style.left = `${Math.max(8, left)}px`;
  tip.style.top = `${Math.max(8, under + tip.offsetHeight > innerHeight ? box.top + y - tip.offsetHeight - 14 : under)}px`;
};
const hideTip = () => { tip.hidden = true; };
const aboutLine = (line) => (line.rows.length > 1 || line.id[0] === "#"
  ? { title: `${word(linkKinds[line.kind])} ×${number(line.rows.length)}`, rows: [], sources: [], hint: say("bundle") }
  : aboutLink(line.rows[0]));
const aboutBox = (box) => (box.node >= 0 ? aboutNode(box.node) : aboutRegion(regions[box.region]));
const hover = (one, dom) => {
  if (one === stage.hover) return;
  stage.hover = one;
  frameOf.style.cursor = one ? "pointer" : "";
  if (one) showTip(one.points ? aboutLine(one) : aboutBox(one), dom); else hideTip();
  if (!paint.moving) repaint();
};
place.addEventListener("pointermove", (event) => {
  if (event.buttons || event.pointerType === "touch") return;
  const { left, top } = place.getBoundingClientRect();
  const dom = { x: event.clientX - left, y: event.clientY - top };
  hover(pointed(network.DOMtoCanvas(dom)), dom);
});
for (const event of ["dragStart", "zoom"]) network.on(event, () => { stage.hover = null; hideTip(); });
place.addEventListener("mouseleave", () => hover(null));
