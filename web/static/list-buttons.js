// Buttons that pick a document or a passage for the reading list, and how many are on it.
import { add, currentOf, has, load, onChange, remove, update } from "./list-store.js";

const status = () => document.getElementById("list-status");

function pickOf(button) {
  const { pick, anchor, label, title, pickLang, facts, digest } = button.dataset;
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
  for (const button of root.querySelectorAll("button[data-pick]")) {
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
  const button = event.target.closest?.("button[data-pick]");
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
