// Suggestions in search boxes, files by drag and drop, waiting for a load. Every page works without it.
"use strict";

for (const input of document.querySelectorAll("[data-suggest]")) suggest(input);
for (const area of document.querySelectorAll("[data-drop]")) drop(area);
for (const state of document.querySelectorAll("[data-wait]")) wait(state);
decide([...document.querySelectorAll("[data-decide]")]);

// A combobox: bodies that fit what is typed. `open` goes to the body, `fill` puts its id into the field.
function suggest(input) {
  const list = document.createElement("ul");
  const said = document.createElement("span");
  let bodies = [], chosen = -1, asked = 0, timer;
  list.id = `${input.id}-options`;
  list.className = "options";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.label);
  said.className = "hidden";
  said.setAttribute("role", "status");
  input.after(list, said);
  for (const [name, value] of [["role", "combobox"], ["aria-expanded", "false"], ["aria-controls", list.id], ["aria-autocomplete", "list"]]) input.setAttribute(name, value);

  const close = () => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (number) => {
    chosen = number;
    [...list.children].forEach((one, at) => one.setAttribute("aria-selected", String(at === number)));
    if (number < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[number].id);
    list.children[number].scrollIntoView({ block: "nearest" });
  };
  const take = (number) => {
    const body = bodies[number];
    close();
    if (input.dataset.suggest === "open") location.assign(body.url);
    else input.value = body.id;
  };
  const show = (found, n) => {
    bodies = found;
    list.replaceChildren(...bodies.map((body, number) => {
      const row = document.createElement("li"), facts = document.createElement("small");
      row.id = `${list.id}-${number}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      facts.textContent = `${body.kind} · ${body.id}`;
      row.append(body.name, facts);
      row.addEventListener("mousedown", (event) => { event.preventDefault(); take(number); });
      return row;
    }));
    list.hidden = !bodies.length;
    input.setAttribute("aria-expanded", String(!!bodies.length));
    said.textContent = n === undefined ? "" : input.dataset.count.replace("{n}", n);
    chosen = -1;
  };
  const ask = async () => {
    const text = input.value.trim(), mine = ++asked;
    if (!text) return close();
    const query = new URLSearchParams(location.search);
    const kept = new URLSearchParams({ q: text });
    for (const key of ["chart", "area", "as_of"]) for (const value of query.getAll(key)) kept.append(key, value);
    const answer = await fetch(`/find.json?${kept}`).catch(() => null);
    if (!answer?.ok || mine !== asked || document.activeElement !== input) return;
    const found = await answer.json();
    show(found.bodies, found.n);
  };
  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) { close(); event.preventDefault(); }
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose((chosen + 1) % bodies.length);
    else if (event.key === "ArrowUp") choose(chosen <= 0 ? bodies.length - 1 : chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) take(chosen);
    else return;
    event.preventDefault();
  });
}

function drop(area) {
  const input = area.querySelector("input[type=file]");
  for (const name of ["dragenter", "dragover"]) area.addEventListener(name, (event) => { event.preventDefault(); area.classList.add("over"); });
  for (const name of ["dragleave", "drop"]) area.addEventListener(name, () => area.classList.remove("over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) input.files = event.dataTransfer.files;
  });
}

// Asks how far a load is, and shows the page anew when something else is to be seen on it.
async function wait(state) {
  const before = state.dataset.wait;
  const bar = document.querySelector("progress"), text = state.textContent;
  for (;;) {
    await new Promise((done) => setTimeout(done, 700));
    const answer = await fetch(before).catch(() => null);
    if (!answer) continue;
    const now = await answer.json().catch(() => ({ working: false }));
    if (!now.working) return location.replace(location.href);
    if (now.of && bar) {
      bar.max = now.of;
      bar.value = now.done;
      state.textContent = `${text.split(" ")[0]} ${now.done.toLocaleString()} / ${now.of.toLocaleString()}`;
    }
  }
}

// A digit takes the choice of that number in the question that has the focus, else in the first without an answer, and goes on to the next one.
function decide(questions) {
  if (!questions.length) return;
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=radio]):not([type=checkbox]), select, textarea");
    if (typing || event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
    const open = (question) => !question.querySelector("input[type=radio]:checked");
    const here = event.target.closest("[data-decide]") ?? questions.find(open);
    const choice = here?.querySelectorAll("input[type=radio]")[Number(event.key) - 1];
    if (!choice) return;
    event.preventDefault();
    choice.checked = true;
    const after = questions.slice(questions.indexOf(here) + 1);
    const next = after.find(open)?.querySelector("input[type=radio]") ?? here.closest("form").querySelector("button");
    next.focus();
  });
}
