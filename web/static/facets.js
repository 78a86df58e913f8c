// Long lists of values get a field that leaves only those with the typed letters in their names.

const plain = (text) =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase();

let made = 0;

function addFilter(list) {
  const values = [...list.querySelectorAll("label")].map((label) => ({
    label,
    text: plain(label.textContent),
  }));
  const field = document.createElement("input");
  field.type = "search";
  field.id = list.dataset.filter ? `${list.dataset.filter}-filter` : `filter-${++made}`;
  field.className = "facet-filter";
  field.placeholder = list.dataset.filterLabel;
  field.setAttribute("aria-label", list.dataset.filterLabel);
  field.autocomplete = "off";
  field.dataset.filters = "yes";
  const status = document.createElement("p");
  status.className = "hidden";
  status.setAttribute("role", "status");
  field.addEventListener("input", () => {
    const wanted = plain(field.value.trim());
    let shown = 0;
    for (const { label, text } of values) {
      // What is chosen is never hidden.
      label.hidden = !text.includes(wanted) && !label.querySelector("input").checked;
      shown += label.hidden ? 0 : 1;
    }
    status.textContent = wanted ? `${list.dataset.filterShown}: ${shown}` : "";
  });
  // Enter would send the form.
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  list.prepend(field, status);
}

export function facetFilters(root) {
  for (const list of root.querySelectorAll("[data-filter-label]")) addFilter(list);
}
