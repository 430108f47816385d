// --- the keyboard: everything that a mouse can do on the map
let cursor = null; // the id of the box at which the keyboard is
const toward = (dx, dy) => {
  const ids = [...stage.at.keys()], at = (id) => stage.at.get(id);
  if (!ids.length) return;
  if (cursor === null || !stage.at.has(cursor)) {
    const { x, y } = network.getViewPosition();
    const far = (id) => Math.hypot(at(id).x - x, at(id).y - y);
    stand(ids.reduce((best, id) => (far(id) < far(best) ? id : best)));
    return;
  }
  const here = at(cursor);
  const cost = (id) => {
    const [x, y] = [at(id).x - here.x, at(id).y - here.y];
    const along = x * dx + y * dy, off = Math.abs(x * dy) + Math.abs(y * dx);
    return along > 4 ? along + 2.2 * off : Infinity;
  };
  const best = ids.reduce((found, id) => (id !== cursor && cost(id) < (found ? cost(found) : Infinity) ? id : found), null);
  if (best) stand(best);
};
const stand = (id) => {
  cursor = id;
  const { x, y } = stage.at.get(id);
  const dom = network.canvasToDOM({ x, y });
  if (dom.x < 60 || dom.y < 40 || dom.x > place.clientWidth - 60 || dom.y > place.clientHeight - 40) {
    network.moveTo({ position: { x, y }, animation: false });
    moved();
  }
  const now = network.canvasToDOM({ x, y });
  stage.selected = id;
  repaint();
  if (id[0] === "#") {
    showTip(aboutRegion(regions[id.slice(1)]), now);
    announce(`${regionName(regions[id.slice(1)])}. ${say("click_to_unfold")}`);
  } else {
    showTip(aboutNode(rowOf.get(id)), now);
    announce(`${nameOf(rowOf.get(id))} · ${word(kinds[N.kind[rowOf.get(id)]])}`);
  }
};
const act = (id) => {
  if (id === null || id === undefined) return;
  hideTip();
  if (id[0] === "#") setOpen([Number(id.slice(1))], true);
  else choose(rowOf.get(id));
};
const zoom = (by) => {
  network.moveTo({ scale: Math.min(6, Math.max(0.02, network.getScale() * by)), animation: false });
  moved();
};
const pan = (dx, dy) => {
  const { x, y } = network.getViewPosition();
  network.moveTo({ position: { x: x + (dx * 120) / network.getScale(), y: y + (dy * 120) / network.getScale() }, animation: false });
  moved();
};
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const foldHere = () => {
  const region = cursor !== null && rowOf.has(cursor) ? N.region[rowOf.get(cursor)] : S.chosen >= 0 ? N.region[S.chosen] : -1;
  if (folds && region >= 0 && S.open.has(region)) { cursor = `#${region}`; S.chosen = -1; hideTip(); setOpen([region], false); }
};
const KEYS = {
  "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), "0": () => { fit(); remember(); }, Enter: () => act(cursor), " ": () => act(cursor), f: foldHere,
  i: () => { if (cursor?.[0] === "#") showRegion(regions[cursor.slice(1)]); },
};
place.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = ARROWS[event.key];
  if (arrow) (event.shiftKey ? pan : toward)(...arrow);
  else if (KEYS[event.key]) KEYS[event.key]();
  else return;
  event.preventDefault();
});
const PAGE_KEYS = {
  "/": () => { box.focus(); box.select(); }, t: () => setMode(S.mode === "map" ? "table" : "map"), m: () => { setMode("map"); place.focus(); }, l: () => switchLanguage(), "?": () => { $("help").open = !$("help").open; },
  b: () => toggleSide(),
};
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target === box) return;
  if (event.key !== "Escape" && event.target.closest?.("input, select")) return;
  if (event.key === "Escape") {
    hideTip();
    for (const sheet of document.querySelectorAll("header details")) sheet.open = false;
    if (!side.hidden) closePanel();
  } else if (PAGE_KEYS[event.key]) {
    event.preventDefault();
    PAGE_KEYS[event.key]();
  }
});
place.addEventListener("blur", hideTip);
