// Every page of pages.mjs under what its readers bring along: scripts or none, a desk or a phone, light or
// dark, larger letters, wider spacing, the keyboard, paper. A page is loaded once for each of two readers,
// and everything that can be seen of it then is looked at.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as checks from "./checks.mjs";
import { resize } from "./harness.mjs";
import { kPages, openPage, pageTests } from "./pages.mjs";

const kDesk = 1280;
const kPhone = 375;

// What `check` finds, each said to be of `about`.
async function findings(about, check, page) {
  return (await check(page)).map((finding) => `${about}: ${finding}`);
}

async function accessible(page, about) {
  const found = [];
  for (const check of [checks.axe, checks.overflow, checks.order]) found.push(...(await findings(about, check, page)));
  return found;
}

// Styles that a reader's browser adds, instead of those before; the content security policy does not
// bind it.
const setStyles = (page, text) =>
  page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [sheet];
  }, text);

// What WCAG 1.4.12 says that a page must bear.
const kSpacing = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`;

const kLargeText = "html { font-size: 200% !important; }";

const kStrains = [
  { name: "zoomed to 200 %", width: 640, styles: "" }, // of 1280 px
  { name: "text at 200 %", width: kDesk, styles: kLargeText },
  { name: "text at 200 % on a phone", width: kPhone, styles: kLargeText },
  { name: "text spaced out", width: kDesk, styles: kSpacing },
  { name: "text spaced out on a phone", width: 320, styles: kSpacing }, // 1280 px at 400 %
];

async function strained(page) {
  const found = [];
  for (const { name, width, styles } of kStrains) {
    await resize(page, width);
    await setStyles(page, styles);
    found.push(...(await findings(name, checks.overflow, page)));
  }
  await setStyles(page, "");
  return found;
}

async function atRest(page) {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const found = await findings("reduced motion", checks.movement, page);
  await page.emulateMedia({ reducedMotion: null });
  return found;
}

// The keyboard is tried at a desk and on a narrow dark screen in turn, from page to page: every kind of
// page has several rows.
const kEyes = [
  { width: kDesk, colorScheme: "light" },
  { width: 320, colorScheme: "dark" },
];

async function focused(page, row) {
  const { width, colorScheme } = kEyes[kPages.indexOf(row) % kEyes.length];
  await resize(page, width);
  await page.emulateMedia({ colorScheme });
  return findings(`the focus at ${width} px, ${colorScheme}`, checks.focus, page);
}

// The other width for one row of each kind: opened there, as scripts may ask for it when they begin.
async function atOtherWidth(session, row, width) {
  if (!row.firstOfKind) return [];
  await resize(session.page, width);
  await openPage(session, row);
  return accessible(session.page, `${width} px`);
}

pageTests("with scripts", { width: kDesk }, async (session, row) => {
  const { page } = session;
  await openPage(session, row);
  const found = await accessible(page, `${kDesk} px`);
  found.push(...(await strained(page)), ...(await atRest(page)), ...(await focused(page, row)));
  found.push(...(await atOtherWidth(session, row, kPhone)));
  assert.deepEqual(found, []);
});

// The words of `text` in their order, without what the break of a line or a page does to them.
const squeeze = (text) => text.normalize("NFKC").replaceAll(/[\s\u00ad\ufeff]+/g, "");

async function printed(page) {
  const found = [];
  let heading;
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ media: "print", colorScheme });
    const paper = await checks.print(page);
    found.push(...paper.findings.map((finding) => `printed, ${colorScheme}: ${finding}`));
    heading = paper.heading ?? "";
  }
  const paper = await page.pdf({ format: "A4" });
  const { stdout } = spawnSync("pdftotext", ["-", "-"], { input: paper, encoding: "utf8" });
  if (!squeeze(stdout).includes(squeeze(heading).slice(0, 40))) found.push(`on paper is ${stdout.slice(0, 400)}`);
  return found;
}

pageTests("without scripts", { javaScript: false, width: kPhone }, async (session, row) => {
  const { page } = session;
  await openPage(session, row);
  const found = await accessible(page, `${kPhone} px`);
  await page.emulateMedia({ colorScheme: "dark" });
  found.push(...(await findings("dark", checks.axeColours, page)));
  found.push(...(await printed(page)));
  await page.emulateMedia({ media: null, colorScheme: null });
  found.push(...(await atOtherWidth(session, row, kDesk)));
  assert.deepEqual(found, []);
});
