// Suggestions while a question is typed: a combobox with a list (ARIA APG, "Combobox Pattern", list
// autocomplete with manual selection). Documents and topics open; words complete the question.

const kPause = 120; // ms without a key before the service is asked
const kMost = 8;

class Suggestions {
  constructor(field) {
    this.field = field;
    this.form = field.form;
    this.answers = new Map(); // by what was typed
    this.active = -1;
    this.asked = null; // an AbortController while the service is asked
    this.build();
    field.addEventListener("input", (event) => this.typed(event));
    field.addEventListener("compositionend", () => this.typed());
    field.addEventListener("keydown", (event) => this.pressed(event));
    field.addEventListener("blur", () => this.close());
    this.form.addEventListener("submit", () => this.close());
  }

  build() {
    const { field } = this;
    this.list = document.createElement("ul");
    this.list.id = `${field.id}-suggestions`;
    this.list.className = "suggestions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", field.dataset.suggestions);
    this.list.hidden = true;
    // A press must not take the focus out of the field before the click arrives.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.choose(Number(option.dataset.at));
    });
    this.status = document.createElement("p");
    this.status.className = "hidden";
    this.status.setAttribute("role", "status");
    field.parentElement.append(this.list);
    field.parentElement.after(this.status);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-haspopup", "listbox");
  }

  typed(event) {
    if (event?.isComposing) return; // an input method is still at work
    clearTimeout(this.pause);
    this.asked?.abort();
    const text = this.field.value.trim();
    if (text.length < 2) return this.close();
    this.pause = setTimeout(() => this.ask(text), kPause);
  }

  async ask(text) {
    let found = this.answers.get(text);
    if (!found) {
      this.asked = new AbortController();
      try {
        const url = `/api/v1/suggest?${new URLSearchParams({ q: text, limit: kMost })}`;
        const reply = await fetch(url, { signal: this.asked.signal });
        if (!reply.ok) return this.close();
        found = (await reply.json()).suggestions;
      } catch {
        return; // given up for a later question, or the service cannot be reached: no suggestions
      }
      if (this.answers.size > 100) this.answers.clear();
      this.answers.set(text, found);
    }
    // It may have been typed on, or the reader may have gone elsewhere.
    if (this.field.value.trim() === text && document.activeElement === this.field) this.show(found);
  }

  show(found) {
    this.found = found;
    this.active = -1;
    this.list.replaceChildren(...found.map((one, at) => this.option(one, at)));
    const open = found.length > 0;
    this.list.hidden = !open;
    this.field.setAttribute("aria-expanded", String(open));
    this.field.removeAttribute("aria-activedescendant");
    this.status.textContent = open ? `${this.field.dataset.suggestions}: ${found.length}` : "";
  }

  option(one, at) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${at}`;
    option.dataset.at = String(at);
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const text = document.createElement("span");
    text.className = "suggestion-text";
    text.textContent = one.text;
    text.dir = "auto";
    if (one.language) text.lang = one.language;
    const kind = document.createElement("span");
    kind.className = "suggestion-kind";
    kind.textContent = this.field.dataset[`kind_${one.kind}`] ?? "";
    if (one.count > 1) kind.append(" ", String(one.count));
    option.append(text, " ", kind);
    return option;
  }

  close() {
    clearTimeout(this.pause);
    this.asked?.abort();
    this.list.hidden = true;
    this.active = -1;
    this.status.textContent = "";
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  get isOpen() {
    return !this.list.hidden;
  }

  highlight(at) {
    const options = this.list.children;
    // One place beyond either end is the field itself: nothing is highlighted.
    const places = options.length + 1;
    this.active = ((at + 1 + places) % places) - 1;
    for (let i = 0; i < options.length; ++i)
      options[i].setAttribute("aria-selected", String(i === this.active));
    if (this.active < 0) return this.field.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-activedescendant", options[this.active].id);
    options[this.active].scrollIntoView({ block: "nearest" });
  }

  pressed(event) {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.isOpen) {
      this.highlight(this.active + step);
    } else if (step === 1 && this.field.value.trim().length > 1 && !event.altKey) {
      this.ask(this.field.value.trim());
    } else if (event.key === "Enter" && this.isOpen && this.active >= 0) {
      this.choose(this.active);
    } else if (event.key === "Escape" && this.isOpen) {
      this.close();
    } else {
      return;
    }
    event.preventDefault();
  }

  choose(at) {
    const one = this.found[at];
    this.close();
    if (one.kind === "phrase" && one.query) {
      this.field.value = one.query;
      this.form.requestSubmit();
    } else {
      location.assign(one.url);
    }
  }
}

// For each field that says how its suggestions are called.
export function suggest(root) {
  for (const field of root.querySelectorAll("input[data-suggestions]")) {
    if (field.getAttribute("role") !== "combobox") new Suggestions(field);
  }
}
