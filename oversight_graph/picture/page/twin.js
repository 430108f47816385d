// --- the twin of the picture: what is shown as two tables, to be sorted and read by a screen reader
const ROWS = 400;
const sortBy = { bodies: [0, 1], links: [0, 1] };
const most = { bodies: ROWS, links: ROWS };
const bodyColumns = () => [
  [say("name"), (node) => nameOf(node)], [say("id"), (node) => N.id[node]], [say("kind"), (node) => word(kinds[N.kind[node]])],
  [say("level"), (node) => levelName(N.level[node]), (node) => N.level[node]], [say("area"), (node) => areaName(N.area[node])],
  [say("members"), (node) => (N["a:count"][node] === null ? "?" : number(N["a:count"][node])), (node) => N["a:count"][node] ?? -1],
  ...forms.map((form, at) => [word(form), (node) => (overseen(node) ? gradeText(gradeOf(at, node)) : "–"), (node) => data.model.gradeSigns.indexOf(data.cover.grade[at][node]), at]),
];
const linkColumns = () => [
  [say("from"), (row) => nameOf(L.from[row])], [say("link"), (row) => word(linkKinds[L.kind[row]])], [say("to"), (row) => nameOf(L.to[row])],
  [say("form"), (row) => (L["a:form"][row] === null ? "" : word(forms[L["a:form"][row]]))],
  [say("mechanism"), (row) => (L["a:mechanism"][row] === null ? "" : word(mechanisms[L["a:mechanism"][row]]))],
  [say("basis"), (row) => word(bases[L["a:basis"][row]]), (row) => L["a:basis"][row]],
  ...(L.id.some((_, row) => shareOf(row) !== "all") ? [[word(data.model.linkAttributes.find(({ id }) => id === "share")), shareText]] : []),
  [say("sources"), (row) => sourcesOf(L, row).join("; ")],
];

const showTables = () => {
  if (S.mode !== "table") return;
  const stage = $("twin");
  stage.replaceChildren();
  listing(stage, "bodies", bodyColumns(), [...N.id.keys()].filter((node) => shown.node[node]));
  listing(stage, "links", linkColumns(), [...L.id.keys()].filter((row) => shown.link[row]));
};

const listing = (stage, name, columns, rows) => {
  const [by, way] = sortBy[name];
  const [, text, value = text] = columns[by];
  const keyed = rows.map((row) => [value(row), row]).sort(([a, x], [b, y]) => way * (typeof a === "number" ? a - b : a.localeCompare(b, S.lang === "zh" ? "zh-CN" : "en")) || x - y);
  const box = make("table", null, stage, { id: `twin-${name}` });
  make("caption", `${say(name)} · ${number(rows.length)}`, box);
  const head = make("tr", null, make("thead", null, box));
  columns.forEach(([title], at) => {
    const cell = make("th", null, head, { scope: "col", "aria-sort": at === by ? (way > 0 ? "ascending" : "descending") : "none" });
    button(`${title}${at === by ? (way > 0 ? " ▲" : " ▼") : ""}`, cell, () => {
      sortBy[name] = [at, at === by ? -way : 1];
      showTables();
      $(`twin-${name}`).querySelectorAll("th button")[at].focus();
    });
  });
  const body = make("tbody", null, box);
  for (const [, row] of keyed.slice(0, most[name])) {
    const line = make("tr", null, body);
    columns.forEach(([, shownText, , form], at) => {
      const cell = make(at ? "td" : "th", null, line, at ? {} : { scope: "row" });
      if (at === 0 && name === "bodies") button(shownText(row), cell, () => { choose(row); side.querySelector("button")?.focus(); }, { class: "go" });
      else cell.textContent = shownText(row);
      if (form !== undefined && overseen(row)) cell.className = `grade-${gradeOf(form, row).id}`;
    });
  }
  if (rows.length > most[name]) button(say("more", number(rows.length - most[name])), stage, () => { most[name] += 4 * ROWS; showTables(); }, { class: "more" });
};

const setMode = (mode) => {
  S.mode = mode;
  document.body.dataset.mode = mode;
  $("twin").hidden = mode !== "table";
  place.hidden = mode === "table";
  $("mode").dataset.word = mode === "table" ? "as_map" : "as_table";
  $("mode").textContent = say($("mode").dataset.word);
  showTables();
  if (mode === "map") repaint();
  remember();
};
