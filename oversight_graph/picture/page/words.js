// --- words and names in the language of the reader; every text becomes a text node, so that no name turns into markup
const pick = ([zh, en]) => (S.lang === "zh" ? zh : en);
const say = (key, ...values) => values.reduce((text, value) => text.replace("{}", () => value), pick(data.words[key]));
const saySteps = (count) => say(count === 1 ? "step" : "steps", number(count));
const word = (term) => (S.lang === "zh" ? term.zh : term.en);
const number = (value) => value.toLocaleString("en-US");
const nameOf = (node) => (S.names === "en" && N.en[node]) || N.name[node];
const labelOf = (node) => P.label[node];
const bodyName = (body) => (body < N.size ? nameOf(body) : data.cover.outside[body - N.size][S.names === "en" ? 1 : 0]);
const areaName = (area) => data.areas[area][S.lang === "zh" ? 1 : 2];
const levelName = (level) => (level >= 0 && level < levels.length ? word(levels[level]) : say("no_level"));

const make = (tag, text, parent, attributes = {}) => {
  const made = document.createElement(tag);
  if (text !== null) made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (parent) parent.append(made);
  return made;
};
const $ = (id) => document.getElementById(id);
const button = (text, parent, act, attributes = {}) => {
  const made = make("button", text, parent, { type: "button", ...attributes });
  made.addEventListener("click", act);
  return made;
};

const heading = () => data.title[(data.titled ? S.names : S.lang) === "zh" ? 0 : 1];
const relabel = () => {
  document.documentElement.lang = S.lang === "zh" ? "zh-CN" : "en";
  document.title = heading();
  $("title").textContent = heading();
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = say(one.dataset.word);
  for (const one of document.querySelectorAll("[data-label]")) one.setAttribute("aria-label", say(one.dataset.label));
  for (const one of document.querySelectorAll("[data-hint]")) one.setAttribute("placeholder", say(one.dataset.hint));
  for (const one of document.querySelectorAll("[data-title]")) one.setAttribute("title", say(one.dataset.title));
  $("note").textContent = data.note ? pick(data.note) : "";
  $("note").hidden = !data.note;
};
const announce = (text) => { $("live").textContent = text; };

// the value of an attribute that the model declares, as a person reads it; null where nothing is written
const attribute = (declared, entry, row) => {
  const value = entry[`a:${declared.id}`]?.[row];
  if (value === null || value === undefined) return null;
  if (declared.type === "period") return pick(value);
  if (declared.terms) return (Array.isArray(value) ? value : [value]).map((code) => word(declared.terms[code])).join(", ");
  return Array.isArray(value) ? value.join(declared.type === "evidence" ? "; " : ", ") : typeof value === "number" && declared.type !== "year" ? number(value) : String(value);
};
const badge = (node) => {
  const count = N["a:count"][node];
  return count === null ? "×?" : count > 1 ? `×${number(count)}` : "";
};
