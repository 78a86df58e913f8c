// Keys: "/" to the search field, j and k or the arrows through the results, "?" for the list of
// keys. Single letters do nothing while something is typed, and can be switched off (WCAG 2.1.4).
import { read, write } from "./storage.js";

const kOff = "lontar.keys.off";

const isTyping = (target) =>
  target.isContentEditable || target.closest?.("input, select, textarea, dialog");

// What j, k and the arrows go through: the titles of the results, or the passages found inside.
const stops = () => [...document.querySelectorAll("[data-stop]")];

function move(step) {
  const all = stops();
  if (all.length === 0) return false;
  const at = all.indexOf(document.activeElement);
  const inside = document.activeElement?.closest?.("[data-stops]");
  let next = at + step;
  if (at < 0) {
    // From something else inside a result: to this result's title, or to the one after it.
    const own = inside ? all.findIndex((stop) => inside.contains(stop)) : -1;
    next = own < 0 ? (step > 0 ? 0 : all.length - 1) : step > 0 ? own + 1 : own;
  }
  if (next < 0 || next >= all.length) return false;
  all[next].focus();
  all[next].closest("[data-stops]")?.scrollIntoView({ block: "nearest" });
  return true;
}

function toSearchField() {
  const field = document.querySelector("#q, #inside-q");
  if (!field) return false;
  field.focus();
  field.select();
  return true;
}

function showHelp() {
  const help = document.getElementById("keys");
  if (!help) return false;
  if (help.open) help.close();
  else help.showModal();
  return true;
}

const letters = { "/": toSearchField, "?": showHelp, j: () => move(1), k: () => move(-1) };

// Arrows scroll, unless the reader is already among the results.
const amongResults = () => document.activeElement?.closest?.("#results, [data-stops]");

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (isTyping(event.target)) return;
  let done = false;
  if (Object.hasOwn(letters, event.key)) {
    done = read(kOff) !== "yes" && letters[event.key]();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    done = amongResults() && move(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape" && amongResults()) {
    done = toSearchField();
  }
  if (done) event.preventDefault();
});

const off = document.getElementById("keys-off");
if (off) {
  off.checked = read(kOff) === "yes";
  off.addEventListener("change", () => write(kOff, off.checked ? "yes" : null));
}
for (const button of document.querySelectorAll("[data-shows-keys]")) {
  button.hidden = false;
  button.addEventListener("click", showHelp);
}
