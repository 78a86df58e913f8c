// Results without loading a whole page: the same address is fetched and its <main> put in place of
// the one that is shown. Whatever goes wrong, the browser goes there by itself.

const kPatience = 150; // ms before it is shown that something is on its way

let asked = null; // an AbortController while a page is on its way
let enhance = () => {};
let live = null;
let shown = ""; // the address of what is shown, without its fragment

const isResults = (url) => url.origin === location.origin && url.pathname === "/search";
const withoutFragment = (url) => new URL(url, location.href).href.replace(/#.*/s, "");
const searchForm = () => document.getElementById("search");

// What the form asks for, without empty fields.
export function addressOf(form) {
  const parameters = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && value !== "") parameters.append(name, value);
  }
  const query = parameters.toString();
  return new URL(query ? `/search?${query}` : "/search", location.href);
}

// Which of two pages' elements are the same one.
function keyOf(element) {
  if (!element || element === document.body) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (element.name && element.type === "checkbox") {
    return `input[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]`;
  }
  return null;
}

// What is unfolded stays unfolded, and what was typed to find a value stays typed.
function keepState(from, to) {
  for (const details of from.querySelectorAll("details[id]")) {
    const same = to.querySelector(`#${CSS.escape(details.id)}`);
    if (same) same.open = details.open;
  }
  for (const field of from.querySelectorAll("input[data-filters]")) {
    const same = to.querySelector(`#${CSS.escape(field.id)}`);
    if (same && field.value) {
      same.value = field.value;
      same.dispatchEvent(new Event("input"));
    }
  }
}

function put(text, focus) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const next = page.querySelector("main");
  const shown = document.querySelector("main");
  if (!next) throw new Error("no main");
  const key = focus ?? keyOf(document.activeElement);
  document.adoptNode(next);
  enhance(next);
  keepState(shown, next);
  shown.replaceWith(next);
  document.title = page.title;
  for (const part of document.querySelectorAll("[data-follows]")) {
    const other = page.getElementById(part.id);
    if (other) part.replaceWith(document.adoptNode(other));
  }
  for (const link of document.querySelectorAll("head link[rel~=alternate]")) link.remove();
  for (const link of page.querySelectorAll("head link[rel~=alternate]")) {
    document.head.append(document.adoptNode(link));
  }
  const target = (key && next.querySelector(key)) || document.getElementById("total");
  target?.focus({ preventScroll: true });
  live.textContent = document.getElementById("total")?.textContent.trim() ?? "";
  return target;
}

// `focus`: where the focus goes, as a selector; without it, it stays where it is.
export async function go(url, { push = true, focus, scroll } = {}) {
  asked?.abort();
  const mine = (asked = new AbortController());
  const slow = setTimeout(() => document.querySelector("main").classList.add("loading"), kPatience);
  document.querySelector("main").setAttribute("aria-busy", "true");
  try {
    const reply = await fetch(url, { signal: mine.signal, headers: { Accept: "text/html" } });
    if (!reply.ok) throw new Error(`status ${reply.status}`);
    const text = await reply.text();
    if (mine.signal.aborted) return;
    if (push) {
      history.replaceState({ ...history.state, scroll: scrollY }, "");
      history.pushState({}, "", url);
    }
    shown = withoutFragment(url);
    const target = put(text, focus);
    if (scroll !== undefined) scrollTo(0, scroll);
    else if (focus) target?.scrollIntoView({ block: "start" });
  } catch (error) {
    if (error.name === "AbortError") return;
    location.assign(url);
  } finally {
    clearTimeout(slow);
    if (asked === mine) asked = null;
  }
}

function followLink(event) {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target.closest?.("main a[href]");
  if (!link || link.target || link.hasAttribute("download") || !searchForm()) return;
  // Links of a drawing have their address in an object.
  const url = new URL(link.href.baseVal ?? link.href, location.href);
  if (!isResults(url) || url.hash) return;
  event.preventDefault();
  go(url, { focus: link.closest(".pager, .hit, .empty, .query-help") ? "#total" : undefined });
}

function applyAtOnce(event) {
  const control = event.target;
  const form = searchForm();
  if (!form || control.form !== form || control.id === "q" || control.dataset.filters) return;
  go(addressOf(form));
}

// `again` is called with each new <main> before it is shown.
export function startPages(again) {
  enhance = again;
  live = document.createElement("p");
  live.className = "hidden";
  live.setAttribute("role", "status");
  document.body.append(live);
  document.documentElement.dataset.script = "on";
  shown = withoutFragment(location.href);
  // The scroll position of a page that is put in place is ours to restore.
  addEventListener("pagehide", () => {
    history.scrollRestoration = "auto";
  });
  document.addEventListener("submit", (event) => {
    if (event.target !== searchForm() || event.defaultPrevented) return;
    event.preventDefault();
    go(addressOf(event.target), { focus: "#total" });
  });
  document.addEventListener("click", followLink);
  document.addEventListener("change", applyAtOnce);
  addEventListener("pageshow", () => {
    history.scrollRestoration = "manual";
  });
  addEventListener("popstate", (event) => {
    if (withoutFragment(location.href) === shown) return; // another place on the same page
    if (isResults(new URL(location.href)))
      go(location.href, { push: false, focus: "#total", scroll: event.state?.scroll ?? 0 });
    else location.reload();
  });
}
