// The reading lists that this browser keeps: documents and passages that a reader picked, in lists
// with names and notes. Nothing of it leaves the browser. Whatever is read (a file too) is checked
// before it is believed; links are made of ids, never taken from what was stored.
import { read, write } from "./storage.js";

const kKey = "lontar.lists";
const kMostText = 4000; // characters of a note; names and titles are shorter
const kMostItems = 2000;
const kChanged = "lontar:lists";

const text = (value, most = 500) => (typeof value === "string" ? value.slice(0, most) : "");
const array = (value) => (Array.isArray(value) ? value : []);

const passageOf = (value) => ({
  anchor: text(value?.anchor),
  label: text(value?.label),
});

const itemOf = (value) => ({
  document: text(value?.document, 2000),
  title: text(value?.title, 1000),
  language: /^[A-Za-z0-9-]{1,35}$/.test(value?.language ?? "") ? value.language : "",
  facts: text(value?.facts),
  digest: value?.digest === true,
  note: text(value?.note, kMostText),
  passages: array(value?.passages)
    .map(passageOf)
    .filter((passage) => passage.anchor !== ""),
});

const listOf = (value) => ({
  id: text(value?.id, 40) || newId(),
  name: text(value?.name, 200),
  items: array(value?.items)
    .map(itemOf)
    .filter((item) => item.document !== "")
    .slice(0, kMostItems),
});

function newId() {
  return Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
}

// At least one list, and the current one is among them.
function stateOf(value) {
  const lists = array(value?.lists).map(listOf);
  if (lists.length === 0) lists.push(listOf({}));
  const current = lists.some((list) => list.id === value?.current) ? value.current : lists[0].id;
  return { version: 1, current, lists };
}

function parsed(json) {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

export const load = () => stateOf(parsed(read(kKey) ?? "null"));
export const currentOf = (state) => state.lists.find((list) => list.id === state.current);

// Applies `change` to what is stored now, which another tab may have changed, and stores it.
// False when the browser refused; nothing has changed then.
export function update(change) {
  const state = load();
  change(state);
  const stored = write(kKey, JSON.stringify(stateOf(state)));
  if (stored) dispatchEvent(new Event(kChanged));
  return stored;
}

// Also when another tab changes them.
export function onChange(listener) {
  addEventListener(kChanged, listener);
  addEventListener("storage", (event) => {
    if (event.key === kKey || event.key === null) listener();
  });
}

export const documentUrl = (id) => `/documents/${encodeURIComponent(id)}`;
export function passageUrl(id, anchor) {
  const encoded = encodeURIComponent(anchor);
  return `${documentUrl(id)}?at=${encoded}#${encoded}`;
}

// What a button picks: a document, or a passage of one (`anchor`).
export function has(state, { document, anchor }) {
  const item = currentOf(state).items.find((one) => one.document === document);
  if (!item) return false;
  return !anchor || item.passages.some((passage) => passage.anchor === anchor);
}

export function add(state, pick) {
  const { items } = currentOf(state);
  let item = items.find((one) => one.document === pick.document);
  if (!item) {
    item = itemOf(pick);
    item.passages = [];
    items.push(item);
  }
  if (pick.anchor && !item.passages.some((passage) => passage.anchor === pick.anchor))
    item.passages.push(passageOf(pick));
}

export function remove(state, { document, anchor }) {
  const list = currentOf(state);
  const item = list.items.find((one) => one.document === document);
  if (!item) return;
  if (anchor) item.passages = item.passages.filter((passage) => passage.anchor !== anchor);
  else list.items = list.items.filter((one) => one !== item);
}

// `by` places down, or up when it is negative.
export function move(state, document, by) {
  const { items } = currentOf(state);
  const from = items.findIndex((one) => one.document === document);
  const to = from + by;
  if (from < 0 || to < 0 || to >= items.length) return;
  items.splice(to, 0, ...items.splice(from, 1));
}

export function addList(state, name) {
  const list = listOf({ name });
  state.lists.push(list);
  state.current = list.id;
}

export function removeList(state) {
  state.lists = state.lists.filter((list) => list.id !== state.current);
}

// Lists of a file that was saved here are added to those that are there. How many there were; 0
// when it is no such file.
export function takeIn(state, json) {
  const value = parsed(json);
  const lists = array(value?.lists ?? (value?.items ? [value] : []))
    .map((list) => listOf({ ...list, id: "" }))
    .filter((list) => list.items.length > 0);
  state.lists.push(...lists);
  if (lists.length > 0) state.current = lists[0].id;
  return lists.length;
}
