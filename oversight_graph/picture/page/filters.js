// --- the legend at the left, which filters: what isn't ticked isn't drawn
const SVG = "http://www.w3.org/2000/svg";
const svg = (tag, parent, attributes = {}) => {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (parent) parent.append(made);
  return made;
};
const boxSign = (parent, { shape, fill, border, ink, glyph, edge = {}, pile }) => {
  const sign = svg("svg", parent, { class: "box", viewBox: "0 0 28 18", "aria-hidden": "true" });
  if (pile) svg("path", sign, { d: outline(shape, 5, 4, 22, 13), fill: border, opacity: 0.5 });
  svg("path", sign, { d: outline(shape, 2, 2, 22, 13), fill, stroke: edge.colour ?? border, "stroke-width": edge.width ?? 1.4, ...(edge.dash ? { "stroke-dasharray": edge.dash.join(" ") } : {}) });
  svg("text", sign, { x: 13, y: 12.5, "text-anchor": "middle", "font-size": 10, "font-weight": 600, fill: ink }).textContent = glyph ?? "";
  return sign;
};
const lineSign = (parent, { colour, arrow = true, dashes = [], width = 2, end = null }) => {
  const sign = svg("svg", parent, { class: "line", viewBox: "0 0 28 10", "aria-hidden": "true" });
  svg("line", sign, { x1: 0, y1: 5, x2: arrow ? 21 : 28, y2: 5, stroke: colour, "stroke-width": width, ...(dashes.length ? { "stroke-dasharray": dashes.join(" ") } : {}) });
  if (end === "circle") svg("circle", sign, { cx: 23, cy: 5, r: 4, fill: colour });
  else if (arrow) svg("path", sign, { d: end === "diamond" ? "M18 5 22.5 1 27 5 22.5 9Z" : "M20 1.5 27 5 20 8.5Z", fill: colour });
  return sign;
};

const counted = (values) => values.reduce((counts, value) => counts.set(value, (counts.get(value) ?? 0) + 1), new Map());
const tally = {
  kind: counted(N.kind), level: counted(N.level.map((level) => (level < 0 ? levels.length : level))), area: counted(N.area),
  chart: counted(N.charts.flat()), link: counted(L.kind),
};

const group = (parent, key, open = true) => {
  const box = make("details", null, parent, { class: "group" });
  box.open = open;
  make("summary", say(key), box);
  return make("div", null, box);
};
const ticks = (parent, name, label, sign) => {
  const counts = name === "grade" ? counted([...data.cover.grade[S.colour]].filter((one) => one !== "-").map((one) => data.model.gradeSigns.indexOf(one))) : tally[name];
  const list = make("ul", null, parent, { class: "ticks" });
  for (const at of [...counts.keys()].sort((a, b) => a - b)) {
    const line = make("label", null, make("li", null, list));
    const box = make("input", null, line, { type: "checkbox", "data-filter": name, "data-of": FILTERS[name][at] });
    box.checked = !S.off[name].has(at);
    box.addEventListener("change", () => {
      if (box.checked) S.off[name].delete(at); else S.off[name].add(at);
      update(false);
    });
    if (sign) sign(line, at);
    make("span", label(at), line);
    make("small", number(counts.get(at)), line);
  }
  const both = make("p", null, parent, { class: "both" });
  button(say("all"), both, () => { S.off[name].clear(); update(); });
  button(say("none"), both, () => { S.off[name] = new Set(counts.keys()); update(); });
};
const choice = (parent, key, options, value, act) => {
  const line = make("label", null, parent, { class: "choice" });
  make("span", say(key), line);
  const box = make("select", null, line, { id: key });
  for (const [at, text] of options) make("option", text, box, { value: at });
  box.value = value;
  box.addEventListener("change", () => act(Number(box.value)));
};

const showFilters = () => {
  const bar = $("filters");
  const closed = new Set([...bar.querySelectorAll("details.group")].filter((one) => !one.open).map((one) => one.dataset.key));
  const opened = new Set([...bar.querySelectorAll("details.group")].filter((one) => one.open).map((one) => one.dataset.key));
  const focus = document.activeElement?.closest("#filters") && (document.activeElement.id || document.activeElement.dataset.of);
  bar.replaceChildren();
  const part = (key, open = true) => {
    const box = group(bar, key, closed.has(key) ? false : opened.has(key) || open);
    box.parentElement.dataset.key = key;
    return box;
  };
  const formOptions = forms.map((form, at) => [at, word(form)]);
  choice(bar, "colour_by", [[-1, say("kind")], ...formOptions], S.colour, (value) => { S.colour = value; S.off.grade.clear(); update(); });
  choice(bar, "links_of_form", [[-1, say("all_forms")], ...formOptions], S.form, (value) => { S.form = value; update(); });
  if (DAYS.length > 1) dateSlider(bar);
  if (S.near) nearby(bar);
  if (S.colour >= 0) ticks(part("grade"), "grade", (at) => gradeText(grades[at]), (line, at) => boxSign(line, { shape: "dot", fill: grades[at].colour, border: data.model.neutral, ink: grades[at].ink, glyph: grades[at].sign }));
  ticks(part("bodies_by_kind"), "kind", (at) => word(kinds[at]), (line, at) => boxSign(line, { ...kinds[at], pile: false, ...(S.colour < 0 ? {} : { fill: "#ffffff", ink: kinds[at].colour }) }));
  const links = part("links_by_kind");
  ticks(links, "link", (at) => word(linkKinds[at]), (line, at) => lineSign(line, { colour: linkKinds[at].colour, arrow: !linkKinds[at].twoWay }));
  if (L.quiet.some(Boolean)) quietTick(links);
  showSigns(part("signs"));
  if (folds) showRegions(part("regions", regions.length < 40));
  if (tally.level.size > 1) ticks(part("level", false), "level", levelName);
  if (tally.area.size > 1) ticks(part("area", false), "area", areaName);
  if (tally.chart.size > 1) ticks(part("charts", false), "chart", (at) => pick(data.charts[at].title));
  if (focus) ([...bar.querySelectorAll("[data-of]")].find((one) => one.dataset.of === focus) ?? $(focus))?.focus();
};

const dateSlider = (bar) => {
  const line = make("label", null, bar, { class: "choice" });
  make("span", say("on_day"), line);
  const output = make("output", S.date ?? say("any_day", pick(data.asOfSaid)), line);
  const box = make("input", null, line, { type: "range", id: "day", min: 0, max: DAYS.length, step: 1 });
  const show = () => {
    output.textContent = S.date ?? say("any_day", pick(data.asOfSaid));
    box.setAttribute("aria-valuetext", output.textContent);
  };
  box.value = S.date === null ? DAYS.length : DAYS.filter((day) => day <= S.date).length - 1;
  box.addEventListener("input", () => {
    S.date = DAYS[Number(box.value)] ?? null;
    show();
    update(false);
  });
  show();
  make("p", say("day_says", pick(data.asOfSaid)), bar, { class: "hint" });
};
const nearby = (bar) => {
  const box = make("div", null, bar, { class: "near" });
  make("span", say("only_around", nameOf(S.near.node), S.near.hops), box);
  const acts = make("p", null, box, { class: "both" });
  button("−", acts, () => { S.near = { ...S.near, hops: Math.max(1, S.near.hops - 1) }; update(); }, { "aria-label": say("nearer") });
  button("+", acts, () => { S.near = { ...S.near, hops: Math.min(9, S.near.hops + 1) }; update(); }, { "aria-label": say("further") });
  button(say("show_all"), acts, () => { S.near = null; S.camera = null; update(); });
};
const quietTick = (parent) => {
  const line = make("label", null, parent, { class: "quiet" });
  const box = make("input", null, line, { type: "checkbox", id: "quiet" });
  box.checked = S.quiet;
  box.addEventListener("change", () => { S.quiet = box.checked; update(false); });
  make("span", say("quiet_links"), line);
  make("small", number(L.quiet.filter(Boolean).length), line);
};
const showSigns = (parent) => {
  const list = make("ul", null, parent, { class: "ticks" });
  const sign = (drawn, key, count) => { const item = make("li", null, list); drawn(item); make("span", say(key), item); if (count) make("small", number(count), item); };
  const findings = counted([...N.id.keys()].map(finding));
  const plain = { shape: "dot", fill: "#ffffff", border: data.model.neutral, ink: data.model.ink, glyph: "" };
  for (const key of ["gap", "formal_only", "partial", "unknown"]) if (findings.has(key)) sign((at) => boxSign(at, { ...plain, edge: BORDER[key], glyph: BORDER[key].mark }), `sign_${key}`, findings.get(key));
  if (N["a:count"].some((count) => count !== 1)) sign((at) => boxSign(at, { ...plain, shape: "square", pile: true }), "population");
  sign((at) => lineSign(at, { colour: data.model.neutral }), "solid");
  bases.filter(({ dashes }, code) => dashes.length && L["a:basis"].includes(code)).forEach((basis) => {
    const item = make("li", null, list);
    lineSign(item, { colour: data.model.neutral, dashes: basis.dashes });
    make("span", word(basis), item);
  });
  const divided = new Set(L.id.map((_, row) => shareOf(row)));
  if (divided.has("part")) sign((at) => lineSign(at, { colour: data.model.neutral, end: SHARE_SIGN.part }), "sign_part");
  if (divided.has("one")) sign((at) => lineSign(at, { colour: data.model.neutral, end: SHARE_SIGN.one }), "sign_one");
  if (folds || L["a:count"].some((count) => count > 1)) sign((at) => lineSign(at, { colour: data.model.neutral, width: 4.5, arrow: false }), "thick");
  if (P.zones.length) sign((at) => svg("rect", svg("svg", at, { class: "box", viewBox: "0 0 28 18", "aria-hidden": "true" }), { x: 2, y: 2, width: 24, height: 14, rx: 5, fill: "#eef7f5", stroke: kinds[N.kind[P.zones[0][1]]].colour, "stroke-width": 1.5, "stroke-dasharray": "5 3" }), "zone");
};
const showRegions = (parent) => {
  const both = make("p", null, parent, { class: "both" });
  button(say("unfold_all"), both, () => unfoldAll(), { id: "unfold-all" });
  button(say("fold_all"), both, () => setOpen(regions.map(({ at }) => at), false), { id: "fold-all" });
  const list = make("ul", null, parent, { class: "ticks" });
  for (const region of regions) {
    const open = S.open.has(region.at);
    button(`${open ? "▾" : "▸"} ${levelName(region.level)} · ${regionName(region)}`, make("li", null, list), () => setOpen([region.at], !open), { "aria-expanded": String(open), "data-of": `region-${region.at}`, class: "go" });
  }
};
let warned = false; // that so many bodies at once are slow is said first, and done when asked again
const unfoldAll = () => {
  if (N.size > data.large && !warned) {
    warned = true;
    $("unfold-all").textContent = say("unfold_many", number(N.size));
    announce($("unfold-all").textContent);
    return;
  }
  warned = false;
  setOpen(regions.map(({ at }) => at), true);
};
