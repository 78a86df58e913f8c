// Small comforts; every page works without them.

// "/" goes to the search field, as long as nothing is being typed.
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, select, textarea");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const field = document.querySelector("#q, #inside-q");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

const form = document.getElementById("search");
if (form) {
  // Empty fields and the default order stay out of the address.
  form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
    const sort = form.elements.sort;
    if (sort && sort.options[0]?.value === sort.value) event.formData.delete("sort");
  });
  // A chosen order takes effect at once; filters wait for Apply, so that several can be ticked.
  form.elements.sort?.addEventListener("change", () => form.requestSubmit());
}
