// The page of the reading lists. Its words and forms stand in the page as templates; everything
// that a reader or a document says is put in as text.
import {
  addList,
  currentOf,
  documentUrl,
  load,
  move,
  onChange,
  passageUrl,
  remove,
  removeList,
  takeIn,
  update,
} from "./list-store.js";
import { asCsv, asJson, citations, save } from "./list-files.js";

const app = document.getElementById("list");
const part = (name) => app.querySelector(`[data-part="${name}"]`);
const words = (name) => app.dataset[name];
let before = null; // what was there before something was removed

function say(text, undo = false) {
  part("message").textContent = text;
  part("undo").hidden = !undo;
}

function change(how, { after, undo = false } = {}) {
  const was = load();
  if (!update(how)) return say(words("failed"));
  before = undo ? was : null;
  say(after ?? "", undo);
}

const copyOf = (name) => document.getElementById(name).content.firstElementChild.cloneNode(true);
const inside = (element, name) => element.querySelector(`[data-part="${name}"]`);

function passageView(item, passage) {
  const view = copyOf("list-passage");
  const link = inside(view, "link");
  link.href = passageUrl(item.document, passage.anchor);
  link.textContent = passage.label || passage.anchor;
  inside(view, "remove").addEventListener("click", () =>
    change((state) => remove(state, { document: item.document, anchor: passage.anchor }), {
      after: words("removed"),
      undo: true,
    }),
  );
  return view;
}

function itemView(item, at, count) {
  const view = copyOf("list-item");
  view.dataset.document = item.document;
  const link = inside(view, "link");
  link.href = documentUrl(item.document);
  link.textContent = item.title || item.document;
  link.id = `item-${at}`;
  if (item.language) link.lang = item.language;
  link.dir = "auto";
  inside(view, "facts").textContent = item.facts;
  inside(view, "digest").hidden = !item.digest;
  inside(view, "passages").replaceChildren(
    ...item.passages.map((passage) => passageView(item, passage)),
  );
  const note = inside(view, "note");
  note.value = item.note;
  note.addEventListener("change", () =>
    change((state) => {
      const same = currentOf(state).items.find((one) => one.document === item.document);
      if (same) same.note = note.value;
    }),
  );
  for (const [name, by] of [
    ["up", -1],
    ["down", 1],
  ]) {
    const button = inside(view, name);
    button.disabled = by < 0 ? at === 0 : at === count - 1;
    button.setAttribute("aria-describedby", link.id);
    button.addEventListener("click", () => {
      change((state) => move(state, item.document, by), { after: words("moved") });
      focusItem(item.document, name);
    });
  }
  const gone = inside(view, "remove");
  gone.setAttribute("aria-describedby", link.id);
  gone.addEventListener("click", () => {
    change((state) => remove(state, { document: item.document }), {
      after: words("removed"),
      undo: true,
    });
    part("undo").focus();
  });
  return view;
}

// The focus follows what was moved; where its button cannot be used any more, to the other one.
function focusItem(id, name) {
  const view = app.querySelector(`[data-document="${CSS.escape(id)}"]`);
  const button = view && inside(view, name);
  if (button?.disabled) inside(view, name === "up" ? "down" : "up").focus();
  else button?.focus();
}

const nameOf = (list) => list.name || words("unnamed");

// The items anew only where something else than a note changed: whoever writes one keeps the focus.
let shown = "";
function showItems(items) {
  const now = JSON.stringify(items.map((item) => ({ ...item, note: "" })));
  if (now !== shown) {
    shown = now;
    part("items").replaceChildren(...items.map((item, at) => itemView(item, at, items.length)));
    return;
  }
  for (const [at, note] of [...part("items").querySelectorAll("textarea")].entries()) {
    if (note !== document.activeElement) note.value = items[at].note;
  }
}

function show() {
  const state = load();
  const current = currentOf(state);
  part("choice").replaceChildren(
    ...state.lists.map((list) => {
      const option = document.createElement("option");
      option.value = list.id;
      option.textContent = `${nameOf(list)} (${list.items.length})`;
      option.selected = list === current;
      return option;
    }),
  );
  part("name").value = current.name;
  showItems(current.items);
  part("empty").hidden = current.items.length > 0;
  part("files").hidden = current.items.length === 0;
  part("delete").hidden = state.lists.length < 2 && current.items.length === 0;
}

async function saveAs(format) {
  const list = currentOf(load());
  const name = nameOf(list);
  if (format === "json") return save(`${name}.json`, "application/json", asJson(list));
  if (format === "csv") return save(`${name}.csv`, "text/csv;charset=utf-8", asCsv(list, words));
  say(words("fetching"));
  const { text, failed } = await citations(list, format);
  if (failed > 0) say(`${words("missing")}: ${failed}`);
  else say("");
  if (text) save(`${name}.${format === "bibtex" ? "bib" : "ris"}`, "text/plain;charset=utf-8", text);
}

function start() {
  part("choice").addEventListener("change", (event) =>
    change((state) => {
      state.current = event.target.value;
    }),
  );
  part("name").addEventListener("change", (event) =>
    change(
      (state) => {
        currentOf(state).name = event.target.value.trim();
      },
      { after: words("renamed") },
    ),
  );
  part("new").addEventListener("click", () => {
    change((state) => addList(state, ""), { after: words("made") });
    part("name").focus();
  });
  part("delete").addEventListener("click", () =>
    change((state) => removeList(state), { after: words("deleted"), undo: true }),
  );
  part("undo").addEventListener("click", () => {
    const was = before;
    if (!was) return;
    change(
      (state) => {
        Object.assign(state, was);
      },
      { after: words("undone") },
    );
    part("choice").focus();
  });
  for (const button of app.querySelectorAll("[data-save]"))
    button.addEventListener("click", () => saveAs(button.dataset.save));
  part("file").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) return;
    const json = await file.text();
    let taken = 0;
    change((state) => {
      taken = takeIn(state, json);
    });
    say(taken > 0 ? words("taken") : words("strange"));
    event.target.value = "";
  });
  onChange(show);
  show();
  document.getElementById("list-needs").hidden = true;
  app.hidden = false;
}

if (app) start();
