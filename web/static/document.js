// A document's pages, improved: links to passages are copied, and the keys n and p go from hit to
// hit. Without it the same links are followed. What "Cite this" holds is copied by its buttons.
import { copyButtons } from "./copy.js";

const said = document.getElementById("said");

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a.permalink");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (!navigator.clipboard) return; // a page that is not secure: an ordinary link
  event.preventDefault();
  try {
    await navigator.clipboard.writeText(link.href);
    history.replaceState(history.state, "", link.href);
    said.textContent = "";
    said.textContent = said.dataset.copied;
    setTimeout(() => (said.textContent = ""), 4000);
  } catch {
    location.href = link.href;
  }
});

const typing = (element) =>
  element.isContentEditable || /^(input|textarea|select)$/i.test(element.tagName);

// Single letters can be switched off (WCAG 2.1.4).
function lettersAreOff() {
  try {
    return localStorage.getItem("lontar.keys.off") === "yes";
  } catch {
    return false; // a browser that keeps nothing
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (lettersAreOff()) return;
  const step = { n: "next-hit", p: "prev-hit" }[event.key];
  const link = step && document.getElementById(step);
  if (!link) return;
  event.preventDefault();
  link.click();
});

// In a long passage the hit may stand far below its heading. The reading page sees to it itself.
if (!document.getElementById("reader")) {
  document
    .getElementById(decodeURIComponent(location.hash.slice(1)))
    ?.querySelector("mark")
    ?.scrollIntoView({ block: "center" });
}

copyButtons(document);
