// --- what the reader has chosen, kept in the fragment of the address, so that a view can be sent and come back to
const FILTERS = {
  kind: kinds.map(({ id }) => id),
  level: [...levels.map(({ id }) => id), "?"],
  area: data.areas.map(([code]) => code),
  chart: data.charts.map(({ id }) => id),
  link: linkKinds.map(({ id }) => id),
  grade: grades.map(({ id }) => id),
};
const S = {
  lang: data.start.lang, names: data.start.names, colour: data.start.colour, form: -1, date: null, quiet: data.start.quiet,
  off: Object.fromEntries(Object.keys(FILTERS).map((name) => [name, new Set()])),
  open: new Set(data.start.open), chosen: -1, reach: -1, path: null, near: null, mode: "map", side: innerWidth > 800, camera: null,
};

let P = places[0];
const known = (id) => (rowOf.has(id) ? rowOf.get(id) : -1);

const written = () => {
  const to = new URLSearchParams();
  const note = (key, value, plain) => { if (value !== plain) to.set(key, value); };
  note("lang", S.lang, data.start.lang);
  note("names", S.names, S.lang);
  note("colour", S.colour < 0 ? "kind" : forms[S.colour].id, data.start.colour < 0 ? "kind" : forms[data.start.colour].id);
  note("form", S.form < 0 ? "" : forms[S.form].id, "");
  note("date", S.date ?? "", "");
  note("quiet", String(S.quiet), String(data.start.quiet));
  for (const [name, off] of Object.entries(S.off)) note(name, [...off].sort((a, b) => a - b).map((at) => FILTERS[name][at]).join("~"), "");
  note("open", [...S.open].sort((a, b) => a - b).join("."), data.start.open.join("."));
  note("body", N.id[S.chosen] ?? "", "");
  note("reach", N.id[S.reach] ?? "", "");
  note("path", S.path ? [...S.path.ends.map((one) => N.id[one]), S.path.by].join("~") : "", "");
  note("near", S.near ? `${N.id[S.near.node]}~${S.near.hops}` : "", "");
  note("show", S.mode, "map");
  note("at", S.camera ? S.camera.join(",") : "", "");
  return to.toString();
};

const remember = () => {
  try {
    history.replaceState(null, "", `#${written()}`);
  } catch { /* a frame without an address of its own, as in a notebook */ }
};

const recall = () => {
  const from = new URLSearchParams(location.hash.slice(1));
  const one = (key, among, plain) => (among.includes(from.get(key)) ? from.get(key) : plain);
  S.lang = one("lang", ["zh", "en"], data.start.lang);
  S.names = one("names", ["zh", "en"], from.has("lang") ? S.lang : data.start.names);
  const formIds = forms.map(({ id }) => id);
  S.colour = from.get("colour") === "kind" ? -1 : from.has("colour") ? formIds.indexOf(from.get("colour")) : data.start.colour;
  S.form = formIds.indexOf(from.get("form"));
  S.date = /^\d{4}-\d\d-\d\d$/.test(from.get("date") ?? "") ? from.get("date") : null;
  S.quiet = one("quiet", ["true", "false"], String(data.start.quiet)) === "true";
  for (const name of Object.keys(FILTERS)) {
    const rows = (from.get(name) ?? "").split("~").map((id) => FILTERS[name].indexOf(id));
    S.off[name] = new Set(rows.filter((at) => at >= 0));
  }
  const open = from.has("open") ? from.get("open").split(".").filter(Boolean).map(Number) : data.start.open;
  S.open = new Set(open.filter((region) => region in data.regions.rows));
  S.chosen = known(from.get("body"));
  S.reach = known(from.get("reach"));
  const [a, b, by] = (from.get("path") ?? "").split("~");
  S.path = known(a) >= 0 && known(b) >= 0 ? { ends: [known(a), known(b)], by: by === "links" ? "links" : "rules" } : null;
  const [node, hops] = (from.get("near") ?? "").split("~");
  S.near = known(node) >= 0 ? { node: known(node), hops: Math.min(9, Math.max(1, Number(hops) || 1)) } : null;
  S.mode = one("show", ["map", "table"], "map");
  const camera = (from.get("at") ?? "").split(",").map(Number);
  S.camera = camera.length === 3 && camera.every(Number.isFinite) && camera[2] > 0 ? camera : null;
};
