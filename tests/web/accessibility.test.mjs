// Every page at every width, in light and in dark, with and without JavaScript: what axe finds, what is
// too wide, what stands in the wrong order. And the keyboard: on every page the focus is seen and moves on.
import assert from "node:assert/strict";
import * as checks from "./checks.mjs";
import { kWidths, resize } from "./harness.mjs";
import { openPage, pageTests } from "./pages.mjs";

const kSchemes = ["light", "dark"];

// Colours apart, a page is the same in light and in dark; so one is judged by all rules, one by those of
// colours.
const kRules = { light: checks.axe, dark: checks.axeColours };

for (const javaScript of [true, false])
  pageTests("axe finds nothing", { javaScript }, async (session, row) => {
    const { page } = session;
    const found = [];
    for (const width of kWidths) {
      await resize(page, width);
      await openPage(session, row);
      for (const colorScheme of kSchemes) {
        await page.emulateMedia({ colorScheme });
        const findings = await kRules[colorScheme](page);
        found.push(...findings.map((finding) => `${width} px, ${colorScheme}: ${finding}`));
      }
      for (const check of [checks.overflow, checks.order])
        found.push(...(await check(page)).map((finding) => `${width} px: ${finding}`));
    }
    assert.deepEqual(found, []);
  });

pageTests("the focus is seen", {}, async (session, row) => {
  const { page } = session;
  const found = [];
  for (const [width, colorScheme] of [[1280, "light"], [320, "dark"]]) {
    await resize(page, width);
    await page.emulateMedia({ colorScheme });
    await openPage(session, row);
    found.push(...(await checks.focus(page)).map((finding) => `${width} px, ${colorScheme}: ${finding}`));
  }
  assert.deepEqual(found, []);
});
