// Every page under what readers do to it: zoomed, with larger or wider text, printed, right to left,
// and for those who asked that nothing moves.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import * as checks from "./checks.mjs";
import { resize, webTest } from "./harness.mjs";
import { openPage, pageTests } from "./pages.mjs";

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
  { name: "text at 200 %", width: 1280, styles: kLargeText },
  { name: "text at 200 % on a phone", width: 375, styles: kLargeText },
  { name: "text spaced out", width: 1280, styles: kSpacing },
  { name: "text spaced out on a phone", width: 320, styles: kSpacing }, // 1280 px at 400 %
];

pageTests("zoomed, enlarged, spaced out, at rest", {}, async (session, row) => {
  const { page } = session;
  const found = [];
  await openPage(session, row);
  for (const { name, width, styles } of kStrains) {
    await resize(page, width);
    await setStyles(page, styles);
    found.push(...(await checks.overflow(page)).map((finding) => `${name}: ${finding}`));
  }
  await page.emulateMedia({ reducedMotion: "reduce" });
  found.push(...(await checks.movement(page)));
  assert.deepEqual(found, []);
});

// The words of `text` in their order, without what the break of a line or a page does to them.
const squeeze = (text) => text.normalize("NFKC").replaceAll(/[\s\u00ad\ufeff]+/g, "");

pageTests("printed", { javaScript: false }, async (session, row) => {
  const { page } = session;
  await openPage(session, row);
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ media: "print", colorScheme });
    const { heading, findings } = await checks.print(page);
    assert.deepEqual(findings, [], colorScheme);
    if (colorScheme === "light") continue; // on paper they are the same
    const paper = await page.pdf({ format: "A4" });
    const { stdout } = spawnSync("pdftotext", ["-", "-"], { input: paper, encoding: "utf8" });
    assert.ok(squeeze(stdout).includes(squeeze(heading).slice(0, 40)), stdout.slice(0, 400));
  }
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
