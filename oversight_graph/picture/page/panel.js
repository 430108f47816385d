// --- the panel at the right: a body or a link that was chosen, a path, a reach
const side = $("panel");
let chosenLink = -1;

const choose = (node, centre = false) => {
  S.chosen = node;
  chosenLink = -1;
  if (node >= 0 && !isOpen(N.region[node])) {
    S.open.add(N.region[node]);
    S.camera = null;
    update();
    centre = true;
  }
  if (node >= 0 && shown.node[node] && (centre || underPanel(node))) centreOn(node);
  redrawLines();
  light();
  showPanel();
  remember();
  if (node >= 0) announce(`${nameOf(node)} · ${word(kinds[N.kind[node]])}`);
};
// the panel lies over the map, so that nothing jumps when it opens; what was chosen comes out from under it
const PANEL = 340;
const underPanel = (node) => {
  const [x, y] = standsAt(node);
  const wide = place.clientWidth > 2 * PANEL, dom = network.canvasToDOM({ x, y });
  return wide ? dom.x > place.clientWidth - PANEL - 40 : dom.y > place.clientHeight * 0.42;
};
const centreOn = (node) => {
  const [x, y] = standsAt(node);
  const scale = Math.max(network.getScale(), 0.8), wide = place.clientWidth > 2 * PANEL;
  network.moveTo({ position: { x: x + (wide ? PANEL / 2 / scale : 0), y: y + (wide ? 0 : (place.clientHeight * 0.27) / scale) }, scale, animation: false });
  moved();
};

// the bodies behind the bar of a region: by grade or by what the norms find, worst first
const showRegion = (region) => {
  Object.assign(S, { chosen: -1, reach: -1, path: null });
  chosenLink = -1;
  side.replaceChildren();
  side.hidden = false;
  button("×", side, closePanel, { class: "close", "aria-label": say("close") });
  fill(side, { ...aboutRegion(region), hint: null }, "h2");
  const acts = make("div", null, side, { class: "acts" });
  button(say("unfold"), acts, () => { side.hidden = true; setOpen([region.at], true); });
  const lists = new Map();
  for (const node of region.nodes) {
    if (!shown.node[node] || !overseen(node)) continue;
    const found = finding(node), key = found ?? "met";
    if (!lists.has(key)) lists.set(key, []);
    lists.get(key).push(node);
  }
  for (const key of [...LOUD, "met"]) {
    const own = lists.get(key);
    if (!own) continue;
    const status = statuses.find(({ id }) => id === (key === "unknown" ? "undetermined" : key));
    const list = section(key === "met" && S.colour < 0 ? say("no_gap") : word(status), own.length, key !== "met");
    for (const node of own.slice(0, 200)) go(node, list);
    if (own.length > 200) make("li", say("more", number(own.length - 200)), list);
  }
  side.querySelector("button.go")?.focus();
};

const go = (node, list, text) => {
  const item = make("li", null, list);
  if (node < N.size) button(text ?? nameOf(node), item, () => choose(node, true), { class: "go" });
  else make("span", text ?? bodyName(node), item);
  return item;
};
const section = (title, count, open = true) => {
  const box = make("details", null, side);
  if (open) box.open = true;
  const head = make("summary", title, box);
  if (count !== null) make("small", ` ${typeof count === "number" ? number(count) : count}`, head);
  return make("ul", null, box, { class: "list" });
};
const wayText = (way) => {
  const by = forms.filter((_, form) => W.forms[way] >> form & 1).map(word).join(", ");
  const basis = W.basis[way] >= 0 ? ` · ${word(bases[W.basis[way]])}` : "";
  const steps = W.steps[way] ? ` · ${saySteps(W.steps[way])}` : "";
  return ` ${by} · ${gradeText(grades.find(({ number: no }) => no === W.grade[way]))}${basis}${steps}`;
};

const showPanel = () => {
  side.replaceChildren();
  const something = S.chosen >= 0 || chosenLink >= 0 || S.path || S.reach >= 0;
  side.hidden = !something;
  if (!something) return;
  button("×", side, closePanel, { class: "close", "aria-label": say("close") });
  if (S.path) showPath();
  if (S.reach >= 0) showReach();
  if (chosenLink >= 0) {
    fill(side, aboutLink(chosenLink), "h2");
    const ends = section(say("ends"), null);
    go(L.from[chosenLink], ends);
    go(L.to[chosenLink], ends);
  }
  if (S.chosen >= 0) showBody(S.chosen);
};
const closePanel = () => {
  Object.assign(S, { chosen: -1, reach: -1, path: null });
  chosenLink = -1;
  choose(-1);
  place.focus();
};

const showBody = (node) => {
  fill(side, { ...aboutNode(node), sources: [] }, "h2");
  if (!shown.node[node]) make("p", say("filtered_out"), side, { class: "hint" });
  const acts = make("div", null, side, { class: "acts" });
  button(say("around"), acts, () => { S.near = { node, hops: 1 }; S.camera = null; update(); });
  if (!overseen(node)) button(say("reach"), acts, () => { S.reach = node; S.path = null; choose(node); });
  button(say("path_from"), acts, () => { pathStart = node; showPanel(); box.value = ""; box.focus(); });
  if (pathStart >= 0 && pathStart !== node) button(say("path_here", nameOf(pathStart)), acts, () => { findPath(pathStart, node); pathStart = -1; });
  if (pathStart === node) make("p", say("path_choose"), side, { class: "hint" });
  if (folds && N.region[node] >= 0) button(say("fold_region"), acts, () => { S.chosen = -1; setOpen([N.region[node]], false); showPanel(); });
  if (overseen(node)) showCover(node);
  const covers = waysFrom[node];
  if (covers.length) {
    const list = section(say("covers"), new Set(covers.map((way) => W.node[way])).size);
    for (const way of covers.slice(0, 200)) make("small", wayText(way), go(W.node[way], list));
    if (covers.length > 200) make("li", say("more", number(covers.length - 200)), list);
  }
  const rows = [...linksFrom[node], ...linksTo[node]];
  const list = section(say("links"), rows.length, rows.length < 30);
  for (const row of rows.slice(0, 200)) {
    const out = L.from[row] === node;
    const item = make("li", `${word(linkKinds[L.kind[row]])} ${out ? "→" : "←"} `, list);
    button(nameOf(out ? L.to[row] : L.from[row]), item, () => choose(out ? L.to[row] : L.from[row], true), { class: "go" });
    const mechanism = L["a:mechanism"][row];
    if (mechanism !== null) make("small", ` ${word(mechanisms[mechanism])}`, item);
    button("…", item, () => { S.chosen = -1; chosenLink = row; showPanel(); }, { class: "go", "aria-label": say("about_link") });
  }
  if (rows.length > 200) make("li", say("more", number(rows.length - 200)), list);
  const cited = section(say("sources"), N.sources[node].length);
  cited.className = "list sources";
  for (const source of sourcesOf(N, node)) make("li", source, cited);
};
let pathStart = -1;

// who covers it and by what, form by form, and what the norms say of it
const showCover = (node) => {
  const box = make("table", null, side, { class: "cover" });
  make("caption", say("covered"), box);
  const head = make("tr", null, make("thead", null, box));
  for (const key of ["form", "grade", "status"]) make("th", say(key), head, { scope: "col" });
  const body = make("tbody", null, box);
  forms.forEach((form, at) => {
    const grade = gradeOf(at, node), status = statusOf(at, node);
    const row = make("tr", null, body);
    make("th", word(form), row, { scope: "row" });
    make("td", gradeText(grade), row, { class: `grade-${grade.id}` });
    const cell = make("td", status ? word(status) : "–", row, status ? { class: `status-${status.id}` } : {});
    if (status) make("small", ` ${N.norms[at][node]}`, cell);
    const bits = N.reasons[at][node] ?? 0;
    data.model.reasons.filter((_, bit) => bits >> bit & 1).forEach((reason) => make("small", pick(reason), make("div", null, cell)));
  });
  const list = section(say("covered_by"), waysTo[node].length);
  for (const way of waysTo[node].slice(0, 100)) make("small", wayText(way), go(W.body[way], list));
  if (!waysTo[node].length) make("li", say("nobody_known"), list);
};

const findPath = (start, goal, by = "rules") => {
  S.path = { ends: [start, goal], by };
  S.reach = -1;
  chosenLink = -1;
  S.chosen = -1;
  choose(-1);
  side.querySelector("h2, select")?.focus();
};
const showPath = () => {
  const [start, goal] = S.path.ends;
  make("h2", `${nameOf(start)} → ${nameOf(goal)}`, side, { tabindex: "-1" });
  const by = make("select", null, side, { "aria-label": say("path_by") });
  for (const [key, text] of [["rules", "path_rules"], ["links", "path_links_kind"]]) make("option", say(text), by, { value: key });
  by.value = S.path.by;
  by.addEventListener("change", () => findPath(start, goal, by.value));
  const { hops, losses, cheaper } = onPath();
  make("p", say(S.path.by === "rules" ? "path_says" : "chain_says"), side, { class: "hint" });
  if (!hops) {
    make("p", say(S.path.by === "rules" ? "path_none" : "chain_none"), side);
    return;
  }
  if (S.path.by === "rules") make("p", say("path_cost", hops.reduce((sum, { cost }) => sum + cost, 0), hops.length), side);
  if (losses.length) make("p", say("path_possible", conditionOf(hops, losses)), side);
  if (cheaper) make("p", say("path_cheaper", cheaper.cost, conditionOf(cheaper.hops, cheaper.losses)), side, { class: "hint" });
  const list = make("ol", null, side, { class: "list" });
  for (const { from: a, to: b, link, cost } of hops) {
    const item = go(a, list);
    const mechanism = L["a:mechanism"][link];
    const what = word(mechanism === null ? linkKinds[L.kind[link]] : mechanisms[mechanism]);
    make("small", ` ${what} · ${word(bases[L["a:basis"][link]])}${cost === null ? "" : ` · ${cost}`} → `, item);
    button(nameOf(b), item, () => choose(b, true), { class: "go" });
  }
};
const showReach = () => {
  make("h2", say("reach_of", nameOf(S.reach)), side);
  const found = reachOf(S.reach);
  make("p", say("reach_says"), side, { class: "hint" });
  classes.forEach((one, code) => {
    const own = [...found].filter(([, rank]) => rank === code).map(([node]) => node).sort((a, b) => a - b);
    if (!own.length) return;
    const counted = (node) => (found.part.has(node) ? found.part.get(node) : N["a:count"][node]) ?? 0; // of an unknown part none is known
    const overseenOnes = own.filter(overseen).reduce((sum, node) => sum + counted(node), 0);
    const list = section(word(one), say("reach_count", number(own.length), number(overseenOnes)), own.length < 40);
    const ofSet = (node) => (found.part.has(node) ? ` · ${found.part.get(node) === null ? say("reach_part") : number(found.part.get(node))}` : "");
    for (const node of own.slice(0, 300)) make("small", ` ${badge(node)}${ofSet(node)}`, go(node, list));
    if (own.length > 300) make("li", say("more", number(own.length - 300)), list);
  });
  button(say("end_reach"), make("div", null, side, { class: "acts" }), () => { S.reach = -1; choose(S.chosen); });
};
