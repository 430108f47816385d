// --- search: by name, alias, id, pinyin initials, in either script
const NOISE = new RegExp(data.search_index.noise, "g");
const SIMPLE = new Map();
for (let at = 0, chars = [...data.search_index.scripts]; at < chars.length; at += 2) SIMPLE.set(chars[at], chars[at + 1]);
const fold = (text) => {
  const plain = [...text.normalize("NFKC").toLowerCase()].map((one) => SIMPLE.get(one) ?? one).join("").replace(NOISE, "");
  return data.search_index.forms.reduce((folded, [written_, one]) => folded.replaceAll(written_, one), plain);
};
let keys = null;
const keysOf = () => {
  keys ??= N.id.map((id, node) => ({
    id: id.toLowerCase(), own: id.toLowerCase().split(":").at(-1), names: [N.name[node], N.en[node] ?? "", ...(N["a:aliases"][node] ?? [])].filter(Boolean).map(fold),
    initials: N.initials[node].split(" ").filter(Boolean),
  }));
  return keys;
};
const MOST = 40;
const search = (text) => {
  const plain = text.trim().toLowerCase(), folded = fold(text), letters = /^[a-z0-9]+$/.test(plain) ? plain : null;
  if (!folded && !plain) return [];
  const found = [];
  keysOf().forEach(({ id, own, names, initials }, node) => {
    let rank = 9;
    if (id === plain || own === plain) rank = 0;
    else if (folded && names.includes(folded)) rank = 1;
    else if (letters && initials.includes(letters)) rank = 2;
    else if (folded && names.some((name) => name.startsWith(folded))) rank = 3;
    else if (folded && names.some((name) => name.includes(folded))) rank = 4;
    else if (letters && initials.some((one) => one.includes(letters))) rank = 5;
    else if (id.includes(plain)) rank = 6;
    if (rank < 9) found.push([rank, node]);
  });
  return found.sort(([a, x], [b, y]) => a - b || x - y).map(([, node]) => node);
};

const box = $("search"), hits = $("hits");
let active = -1;
const showHits = () => {
  const found = search(box.value);
  hits.replaceChildren();
  active = -1;
  hits.hidden = !box.value.trim();
  box.setAttribute("aria-expanded", String(!hits.hidden));
  box.removeAttribute("aria-activedescendant");
  found.slice(0, MOST).forEach((node, at) => {
    const line = make("li", null, hits, { role: "option", id: `hit-${at}`, "data-node": node, "aria-selected": "false" });
    make("span", nameOf(node), line);
    make("small", ` ${word(kinds[N.kind[node]])} · ${areaName(N.area[node])}${shown.node[node] ? "" : ` · ${say("filtered_out")}`}`, line);
    line.addEventListener("mousedown", (event) => { event.preventDefault(); take(node); });
  });
  if (!hits.hidden && !found.length) make("li", say("no_hits"), hits, { role: "option", "aria-disabled": "true" });
  if (found.length > MOST) make("li", say("more", number(found.length - MOST)), hits, { role: "option", "aria-disabled": "true" });
  if (!hits.hidden) announce(say("hits", number(found.length)));
};
const take = (node) => {
  hits.hidden = true;
  box.setAttribute("aria-expanded", "false");
  if (S.mode === "table") setMode("map");
  choose(node, true);
};
const mark = (at) => {
  const lines = [...hits.querySelectorAll("[data-node]")];
  if (!lines.length) return;
  active = (at + lines.length) % lines.length;
  lines.forEach((line, number_) => line.setAttribute("aria-selected", String(number_ === active)));
  lines[active].scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", lines[active].id);
};
box.addEventListener("input", showHits);
box.addEventListener("blur", () => { hits.hidden = true; });
box.addEventListener("focus", () => { if (box.value.trim()) showHits(); });
box.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    mark(active + (event.key === "ArrowDown" ? 1 : active < 0 ? 0 : -1));
  } else if (event.key === "Enter") {
    const line = hits.querySelectorAll("[data-node]")[Math.max(active, 0)];
    if (line && !hits.hidden) take(Number(line.dataset.node));
  } else if (event.key === "Escape") {
    box.value = "";
    showHits();
    place.focus();
  }
});
