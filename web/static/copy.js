// Buttons that copy an address (data-copy) or a text (data-copy-text): shown only where there are
// scripts.
const kButtons = "button[data-copy], button[data-copy-text]";

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
  for (const button of root.querySelectorAll(kButtons)) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.(kButtons);
  if (!button) return;
  const done = await copy(button.dataset.copyText ?? new URL(button.dataset.copy, location.href).href);
  const words = button.querySelector("span");
  button.dataset.words ??= words.textContent;
  words.textContent = done ? button.dataset.copied : button.dataset.failed;
  // Said by a region after the button: within it, its words would be no name of the button.
  button.nextElementSibling.textContent = words.textContent;
  button.focus();
  setTimeout(() => {
    words.textContent = button.dataset.words;
    button.nextElementSibling.textContent = "";
  }, 2500);
});
