// Buttons that pick a document or a passage for the reading list, and how many are on it.
import { add, currentOf, has, load, onChange, remove, update } from "./list-store.js";

const status = () => document.getElementById("list-status");

// Beside the text of a document, a passage's button knows only the passage: one button of the page,
// the document's, knows the rest for all of them.
function pickOf(button) {
  const { anchor, label } = button.dataset;
  const whole = button.dataset.pick ? button : document.querySelector("main button[data-pick]");
  const { pick, title, pickLang, facts, digest } = whole.dataset;
  return {
    document: pick,
    anchor,
    label,
    title,
    facts,
    language: pickLang,
    digest: digest !== undefined,
  };
}

function show(root, state = load()) {
  for (const button of root.querySelectorAll("button.pick")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(has(state, pickOf(button))));
  }
  const count = document.getElementById("list-count");
  if (!count) return;
  const { items } = currentOf(state);
  count.textContent = String(items.length);
  count.hidden = items.length === 0;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button.pick");
  if (!button) return;
  const pick = pickOf(button);
  const picked = button.getAttribute("aria-pressed") !== "true";
  const stored = update((state) => (picked ? add : remove)(state, pick));
  const words = !stored ? "failed" : picked ? "added" : "removed";
  const place = status();
  if (place) {
    place.textContent = place.dataset[words];
    place.classList.toggle("shown", !stored);
  }
});

export function pickButtons(root) {
  show(root);
}

onChange(() => show(document));
