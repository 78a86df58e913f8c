// Buttons that copy an address: shown only where there are scripts.

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Without leave, or on a page that is not served safely: by way of a selection.
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "hidden";
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

export function copyButtons(root) {
  for (const button of root.querySelectorAll("button[data-copy]")) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[data-copy]");
  if (!button) return;
  const done = await copy(new URL(button.dataset.copy, location.href).href);
  const words = button.querySelector("[role=status]") ?? button;
  button.dataset.words ??= words.textContent;
  words.textContent = done ? button.dataset.copied : button.dataset.failed;
  button.focus();
  setTimeout(() => {
    words.textContent = button.dataset.words;
  }, 2500);
});
