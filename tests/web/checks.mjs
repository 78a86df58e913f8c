// What must hold for a page, whichever it is. Each check returns its findings as sentences; none means
// that all is well. The functions given to evaluate() run in the page and see nothing of this file.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const kAxe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const kAxeTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function runAxe(page, runOnly) {
  await page.evaluate(() => {
    // Where scripts are off timers never fire, but promises are kept.
    if (!matchMedia("(scripting: enabled)").matches)
      globalThis.setTimeout = (run, _, ...values) => void Promise.resolve().then(() => run(...values));
  });
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(`${kAxe};0`);
  return page.evaluate(async (only) => {
    const { violations } = await globalThis.axe.run(document, {
      runOnly: only, resultTypes: ["violations"],
      preload: false, // of style sheets, for a rule that is experimental; it fails where scripts are off
    });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, any }) => `${id} (${help}) at ${target}: ${any.map((a) => a.message)}`));
  }, runOnly);
}

// WCAG 2.2 AA, as far as axe can tell, and what it counts as good practice.
export const axe = (page) => runAxe(page, { type: "tag", values: kAxeTags });
export const axeColours = (page) =>
  runAxe(page, { type: "rule", values: ["color-contrast", "link-in-text-block"] });

// Nothing is wider than the window (WCAG 1.4.10), and nothing is cut off where it cannot be scrolled.
export function overflow(page) {
  return page.evaluate(() => {
    const name = (element) => {
      const { tagName, id, className } = element;
      return `${tagName.toLowerCase()}${id && `#${id}`}${className && `.${String(className).split(" ").join(".")}`}`;
    };
    const found = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width)
      found.push(`the page is ${document.documentElement.scrollWidth} px wide in a window of ${width}`);
    for (const element of document.body.querySelectorAll("*")) {
      const style = getComputedStyle(element);
      if (style.clipPath !== "none" || !element.checkVisibility({ contentVisibilityAuto: true })) continue;
      if (element.closest(".textLayer")) continue; // a PDF's letters, unseen over the picture of its page
      const inScroller = element.closest("[data-scrolls]");
      const box = element.getBoundingClientRect();
      if (!inScroller && box.width > 0 && (box.right > width + 1 || box.left < -1))
        found.push(`${name(element)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)}`);
      const field = element.matches("input, textarea"); // what is typed there scrolls
      const cut = !field && ["hidden", "clip"].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
      if (cut && style.textOverflow !== "ellipsis") found.push(`${name(element)} cuts its content off`);
    }
    return found.slice(0, 8);
  });
}

// Runs in the page: from now on each release of the Tab key is looked at, and what has the focus then.
function watchFocus() {
  const kFocusable = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const reachable = (element) =>
    element.matches(kFocusable) && element.tabIndex >= 0 && element.checkVisibility() && !element.disabled &&
    getComputedStyle(element).visibility === "visible";
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const channels = (colour) => {
    if (!known.has(colour)) {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      known.set(colour, [...canvas.getImageData(0, 0, 1, 1).data]);
    }
    return known.get(colour);
  };
  const luminance = (colour) => {
    const [r, g, b] = channels(colour).map((c) => {
      const part = c / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  // What the outline is drawn upon: the element itself where it lies within that.
  const behind = (element, { outlineOffset, outlineWidth }) => {
    const within = parseFloat(outlineOffset) + parseFloat(outlineWidth) <= 0;
    for (let at = within ? element : element.parentElement; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (channels(colour)[3] === 255) return colour;
    }
    return "white";
  };
  const nameOf = (element) =>
    `${element.tagName.toLowerCase()} '${(element.innerText || element.name || "").slice(0, 30)}'`;
  const faultsOf = (element) => {
    const faults = [];
    const style = getComputedStyle(element);
    const [bright, dark] = [luminance(style.outlineColor), luminance(behind(element, style))].sort((a, b) => b - a);
    const contrast = (bright + 0.05) / (dark + 0.05);
    if (!reachable(element)) faults.push("takes the focus unexpectedly");
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) faults.push("shows no focus");
    else if (contrast < 3) faults.push(`has an outline with a contrast of ${contrast.toFixed(1)}`);
    const box = element.getBoundingClientRect();
    if (!(box.top < innerHeight && box.bottom > 0 && box.right > 0 && box.left < innerWidth))
      faults.push("is out of view when it has the focus");
    const line = element.getClientRects()[0];
    const top = line && document.elementFromPoint(
      Math.min(Math.max(line.left + line.width / 2, 0), innerWidth - 1),
      Math.min(Math.max(line.top + line.height / 2, 0), innerHeight - 1));
    if (top && !element.contains(top) && !top.contains(element) && !top.closest("label")?.contains(element))
      faults.push(`is covered by ${nameOf(top)} when it has the focus`);
    return faults.map((fault) => `${nameOf(element)} ${fault}`);
  };

  const first = [...document.querySelectorAll("*")].filter(reachable);
  const seen = new Set();
  const watch = { found: [], ended: false, seen: 0 };
  addEventListener("keyup", () => {
    const element = document.activeElement;
    watch.ended ||= !element || element === document.body || seen.has(element);
    if (watch.ended) return;
    seen.add(element);
    watch.seen = seen.size;
    watch.found.push(...faultsOf(element));
  }, { capture: true });
  watch.missed = () =>
    first.filter((element) => element.isConnected && reachable(element) && !seen.has(element)).map(nameOf);
  globalThis.__focusWatch = watch;
  // From the beginning of the page, wherever its address led: where a focus was, Tab goes on.
  document.body.tabIndex = -1;
  document.body.focus({ preventScroll: true });
  document.body.removeAttribute("tabindex");
  scrollTo(0, 0);
}

const kTabsAtOnce = 20; // that are sent without hearing back

// Tabs through the page from its beginning: everything that takes the focus shows it by an outline that
// stands out from what is behind it (WCAG 2.4.7, 2.4.13), stays in view (2.4.11), and lets go (2.1.2).
export async function focus(page, steps = 120) {
  await page.evaluate(watchFocus);
  const keyboard = await page.context().newCDPSession(page);
  const send = (type) =>
    keyboard.send("Input.dispatchKeyEvent", { type, key: "Tab", code: "Tab", windowsVirtualKeyCode: 9 });
  let ended = false;
  for (let pressed = 0; pressed < steps && !ended; pressed += kTabsAtOnce) {
    await Promise.all(Array.from({ length: kTabsAtOnce }, () => [send("rawKeyDown"), send("keyUp")]).flat());
    ended = await page.evaluate(() => globalThis.__focusWatch.ended);
  }
  await keyboard.detach();
  const { found, missed, seen } = await page.evaluate(() => {
    const { found: faults, missed: rest, seen: number } = globalThis.__focusWatch;
    return { found: faults, missed: rest(), seen: number };
  });
  if (ended && missed.length > 0) found.push(`the keyboard does not reach ${missed.length} things: ${missed.slice(0, 3)}`);
  if (seen === 0) found.push("nothing takes the focus");
  return found.slice(0, 8);
}

// On paper there is nothing that could only be clicked, and dark text on white whatever the screen has.
// Returns the first heading too, by which the printed page can be recognised.
export function print(page) {
  return page.evaluate(() => {
    const shown = (element) => element.checkVisibility() && getComputedStyle(element).clipPath === "none";
    const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
    const start = (element) => `${element.localName}.${element.className} '${element.textContent.trim().slice(0, 40)}'`;
    const dark = (element) => /^rgb\(\d\d?, \d\d?, \d\d?\)$/.test(getComputedStyle(element).color);
    const paper = getComputedStyle(document.documentElement).backgroundColor;
    const findings = [
      ...all("nav, button, input, select, .skip").map((element) => `${start(element)} is printed`),
      ...all("main :is(h1, h2, h3, p, li, td, dt, dd)").filter((element) => !dark(element))
        .map((element) => `${start(element)} is pale`),
    ];
    if (!["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(paper)) findings.push(`the paper is ${paper}`);
    const heading = all("main :is(h1, h2)")[0]?.innerText;
    if (!heading) findings.push("no heading is printed");
    return { heading, findings: findings.slice(0, 8) };
  });
}

// Nothing moves for those who asked for that (WCAG 2.3.3).
export function movement(page) {
  return page.evaluate(() => {
    const found = [];
    const seconds = (times) => Math.max(...times.split(",").map(parseFloat));
    for (const element of document.querySelectorAll("*"))
      for (const pseudo of [null, "::before", "::after"]) {
        const style = getComputedStyle(element, pseudo);
        if (seconds(style.transitionDuration) > 0.01 || seconds(style.animationDuration) > 0.01)
          found.push(`${element.tagName} ${element.className} moves`);
        if (style.scrollBehavior === "smooth") found.push(`${element.tagName} scrolls smoothly`);
      }
    return [...new Set(found)].slice(0, 8);
  });
}

// Pieces that stand side by side on a line stand in the order of the page: no text turns its
// neighbours round. Within a document's own text (snippets, passages) its own order counts.
export function order(page) {
  return page.evaluate(() => {
    const found = [];
    const boxes = (node) => {
      if (node.nodeType === Node.ELEMENT_NODE && !getComputedStyle(node).display.startsWith("inline"))
        return [node.getBoundingClientRect()].filter((box) => box.width > 0.5 && box.height > 0.5); // what is folded in it has boxes too
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()].filter((box) => box.width > 0.5);
    };
    for (const parent of document.body.querySelectorAll("*:not(option):not(svg *)")) {
      if (parent.closest(".snippet, .heading, .text .passage > p, mark") || !parent.checkVisibility()) continue;
      const leftToRight = getComputedStyle(parent).direction === "ltr";
      const pieces = [...parent.childNodes].filter((node) =>
        (node.nodeType === Node.TEXT_NODE && node.data.trim()) ||
        (node.nodeType === Node.ELEMENT_NODE && getComputedStyle(node).position !== "absolute"));
      for (let i = 1; i < pieces.length; ++i) {
        const [before] = boxes(pieces[i - 1]).slice(-1);
        const [after] = boxes(pieces[i]);
        if (!before || !after) continue;
        const overlap = Math.min(before.bottom, after.bottom) - Math.max(before.top, after.top);
        if (overlap < 0.5 * Math.min(before.height, after.height)) continue;
        const wrong = leftToRight ? after.left < before.right - 2 : after.right > before.left + 2;
        if (wrong)
          found.push(`in ${parent.tagName}.${parent.className}: '${pieces[i].textContent.trim().slice(0, 30)}' ` +
            `is not after '${pieces[i - 1].textContent.trim().slice(0, 30)}'`);
      }
    }
    return found.slice(0, 8);
  });
}

// Where the parts of a page's frame are.
export function frame(page) {
  return page.evaluate(() => {
    const parts = ["header.top", "header.top .name", "header.top nav", "main", "footer.foot", ".columns",
      ".columns > :first-child", ".columns > :last-child", "form[role=search] input[type=search]"];
    const box = (selector) => {
      const { x, width, y, height } = document.querySelector(selector)?.getBoundingClientRect() ?? {};
      const top = selector.startsWith("header") ? { y, height } : {};
      return Object.fromEntries(Object.entries({ x, width, ...top }).map(([k, v]) => [k, Math.round(v)]));
    };
    return Object.fromEntries(parts.map((selector) => [selector, box(selector)]));
  });
}
