// --- together: what follows from a change, the buttons at the top, and the beginning
const showCounts = () => {
  const all = shown.nodes === N.size && shown.links === L.size;
  const many = (some, of) => (all ? number(of) : `${number(some)} / ${number(of)}`);
  const folded = folds ? regions.filter(({ at: region }) => !S.open.has(region)).length : 0;
  $("shown").textContent = [say("count_nodes", many(shown.nodes, N.size)), say("count_links", many(shown.links, L.size)), folded ? say("folded", number(folded)) : "", pick(data.asOfSaid), data.charts.map(({ id }) => id).join(" ")].filter(Boolean).join(" · ");
  place.setAttribute("aria-label", `${heading()}. ${$("shown").textContent}. ${say("map_keys")}`);
  $("empty").hidden = shown.nodes > 0;
};
const update = (legend = true) => {
  filter();
  arrange();
  draw();
  frameView();
  showCounts();
  if (legend) showFilters();
  showTables();
  if (!side.hidden || S.chosen >= 0 || S.path || S.reach >= 0) showPanel();
  remember();
};
const switchLanguage = () => {
  S.lang = S.lang === "zh" ? "en" : "zh";
  S.names = S.lang;
  relabel();
  showSources();
  update();
  setMode(S.mode);
};
const toggleSide = () => {
  S.side = !S.side;
  $("side").hidden = !S.side;
  $("toggle").setAttribute("aria-expanded", String(S.side));
};
const showSources = () => {
  const sheet = $("cited");
  sheet.replaceChildren();
  for (const { id, title, asOf, sources } of data.charts) {
    make("h2", pick(title), sheet);
    make("p", `${id} · ${say("as_of", asOf)}`, sheet);
    const list = make("ul", null, sheet);
    for (const source of sources) make("li", source, list);
  }
  if (data.cover.applied.length) make("p", say("norms_applied", data.cover.applied.join(", ")), sheet);
};

$("toggle").addEventListener("click", toggleSide);
$("fit").addEventListener("click", () => { fit(); remember(); });
$("lang").addEventListener("click", switchLanguage);
$("mode").addEventListener("click", () => setMode(S.mode === "map" ? "table" : "map"));
$("png").addEventListener("click", savePng);
$("svg").addEventListener("click", saveSvg);
$("print").addEventListener("click", () => print());
network.on("click", ({ pointer: { canvas } }) => {
  const one = pointed(canvas);
  if (one && !one.points) {
    cursor = one.id;
    if (onBar(one, canvas)) {
      showRegion(regions[one.region]);
      return;
    }
    act(one.id);
    return;
  }
  const caption = behind.find(({ region, box: area }) => region && folds && canvas.x > area[0] && canvas.x < area[2] && canvas.y > area[1] && canvas.y < area[1] + 26);
  if (one && one.id[0] !== "#") {
    S.chosen = -1;
    [chosenLink] = one.rows;
    light();
    showPanel();
  } else if (caption) setOpen([caption.region.at], false);
  else if (S.chosen >= 0 || S.reach >= 0 || S.path || !side.hidden) closePanel();
});
addEventListener("hashchange", () => {
  if (location.hash.slice(1) === written()) return;
  recall();
  relabel();
  update();
  setMode(S.mode);
});
addEventListener("error", () => { document.body.dataset.broken = "true"; });

recall();
$("side").hidden = !S.side;
$("toggle").setAttribute("aria-expanded", String(S.side));
relabel();
showSources();
update();
setMode(S.mode);
if (S.chosen >= 0 && !S.camera && S.mode === "map" && underPanel(S.chosen)) centreOn(S.chosen);
// for whoever wants to look into it, tests among them
globalThis.oversightMap = {
  network, stage, paint, plan, regionsNow: () => behind.filter(({ region }) => region).map(({ box, region }) => ({ box, nodes: region.nodes.filter((node) => shown.node[node]).length })), repaint, summaryOf: (at) => summaryOf(regions[at]), state: S, shown, search, reachOf, coordination, chain, svgOf, painted, data, nodeRow: rowOf,
  box: () => P.box,
  labels: () => [...N.id.keys()].map(labelOf),
  boxes: () => stage.boxes.map(({ left, top, right, bottom }) => [left, top, right, bottom]),
};
