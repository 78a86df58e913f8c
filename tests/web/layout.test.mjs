// Every page under what readers do to it: zoomed, with larger or wider text, printed, right to left,
// and for those who asked that nothing moves.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as checks from "./checks.mjs";
import { webTest } from "./harness.mjs";
import { kPages, openPage } from "./pages.mjs";

// Styles that a reader's browser adds; the content security policy does not bind it.
const addStyles = (page, text) =>
  page.evaluate((rules) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, text);

// What WCAG 1.4.12 says that a page must bear.
const kSpacing = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`;

const kStrains = [
  { name: "zoomed to 200 %", width: 640, context: { deviceScaleFactor: 2 } }, // of 1280 px
  { name: "zoomed to 400 %", width: 320, context: { deviceScaleFactor: 4 } },
  { name: "text at 200 %", width: 1280, styles: "html { font-size: 200% !important; }" },
  { name: "text at 200 % on a phone", width: 375, styles: "html { font-size: 200% !important; }" },
  { name: "text spaced out", width: 1280, styles: kSpacing },
  { name: "text spaced out on a phone", width: 375, styles: kSpacing },
];

for (const row of kPages)
  for (const { name, styles, ...options } of kStrains)
    webTest(`${name}: ${row.name}`, { service: row.service, ...options }, async (session) => {
      await openPage(session, row);
      if (styles) await addStyles(session.page, styles);
      assert.deepEqual(await checks.overflow(session.page), []);
    });

for (const row of kPages)
  webTest(`nothing moves: ${row.name}`,
    { service: row.service, context: { reducedMotion: "reduce" } },
    async (session) => {
      await openPage(session, row);
      assert.deepEqual(await checks.movement(session.page), []);
    });

// The words of `text` in their order, without what a page break or a line break does to them.
const squeeze = (text) => text.normalize("NFKC").replaceAll(/[\s\u00ad\ufeff]+/g, "");

for (const row of kPages)
  for (const scheme of ["light", "dark"])
    webTest(`printed: ${row.name}`, { service: row.service, scheme, javaScript: false }, async (session) => {
      const { page } = session;
      await openPage(session, row);
      await page.emulateMedia({ media: "print" });
      const printed = await page.evaluate(() => {
        const shown = (element) => element.checkVisibility() && getComputedStyle(element).clipPath === "none";
        const style = (element) => getComputedStyle(element);
        const text = [...document.querySelectorAll("main h1, main h3, main p, main td")].filter(shown);
        return {
          tools: [...document.querySelectorAll("nav, button, input, select, .skip")].filter(shown).map((e) => e.outerHTML.slice(0, 80)),
          heading: [...document.querySelectorAll("main h1, main h2")].filter(shown).map((e) => e.innerText)[0],
          paper: style(document.documentElement).backgroundColor,
          pale: text.filter((e) => !/^rgb\((\d\d?), (\d\d?), (\d\d?)\)$/.test(style(e).color)).map((e) => `${e.className} ${e.innerText.slice(0, 40)} ${style(e).color}`),
        };
      });
      assert.deepEqual(printed.tools, [], "what can only be clicked is not printed");
      assert.ok(printed.heading, "a heading is printed");
      assert.match(printed.paper, /^(rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\))$/);
      assert.deepEqual(printed.pale, [], "text is dark on paper");
      const pdf = await page.pdf({ format: "A4" });
      const { stdout } = spawnSync("pdftotext", ["-", "-"], { input: pdf, encoding: "utf8" });
      assert.ok(squeeze(stdout).includes(squeeze(printed.heading).slice(0, 40)), stdout.slice(0, 400));
    });

const kRightToLeft = { service: "shelf", path: "/documents/lamps-ms-arab" };

for (const width of [1280, 375]) {
  webTest("a document in Jawi is read from the right", { service: kRightToLeft.service, width }, async ({ page, open }) => {
    await open(kRightToLeft.path);
    for (const selector of ["h1", ".text", ".passage p"]) {
      const { direction, gap } = await page.locator(selector).first().evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const text = [...range.getClientRects()].at(-1);
        return {
          direction: getComputedStyle(element).direction,
          gap: element.getBoundingClientRect().right - text.right,
        };
      });
      assert.equal(direction, "rtl", selector);
      assert.ok(gap < 24, `${selector} begins ${gap} px from the right`);
    }
    const frame = await page.locator("header.top nav").evaluate((nav) => getComputedStyle(nav).direction);
    assert.equal(frame, "ltr", "the interface stays as it is");
  });

  webTest("a hit in Jawi among others keeps to itself", { service: kRightToLeft.service, width }, async ({ page, open }) => {
    await open("/search?type=agreement");
    const titles = await page.locator("ol.hits h3 a").evaluateAll((links) =>
      links.map((link) => [link.lang, getComputedStyle(link).direction]));
    assert.deepEqual(titles.filter(([, direction]) => direction === "rtl").map(([lang]) => lang), ["ms-Arab"]);
    assert.deepEqual(await checks.order(page), []);
  });
}
