// Every page on a desk and on a phone, with and without JavaScript: what axe finds, what is too wide, what
// stands in the wrong order. And the keyboard: on every page the focus is seen and moves on.
import assert from "node:assert/strict";
import * as checks from "./checks.mjs";
import { resize } from "./harness.mjs";
import { kPages, openPage, pageTests } from "./pages.mjs";

// With scripts at a desk and without them on a phone, and the other way round for one row of each kind.
// Colours apart, a page is the same in light and in dark, and colours are the same at every width.
const kSeen = [
  { javaScript: true, width: 1280, otherWidth: 375 },
  { javaScript: false, width: 375, otherWidth: 1280 },
];

for (const { javaScript, width, otherWidth } of kSeen)
  pageTests("axe finds nothing", { javaScript, width }, async (session, row) => {
    const { page } = session;
    const found = [];
    for (const at of row.firstOfKind ? [width, otherWidth] : [width]) {
      await resize(page, at);
      await openPage(session, row);
      for (const check of [checks.axe, checks.overflow, checks.order])
        found.push(...(await check(page)).map((finding) => `${at} px: ${finding}`));
    }
    if (!javaScript) {
      await page.emulateMedia({ colorScheme: "dark" });
      found.push(...(await checks.axeColours(page)).map((finding) => `dark: ${finding}`));
    }
    assert.deepEqual(found, []);
  });

// Desk and phone take turns from page to page: every kind of page has several rows.
const kEyes = [
  { width: 1280, colorScheme: "light" },
  { width: 320, colorScheme: "dark" },
];

pageTests("the focus is seen", {}, async (session, row) => {
  const { page } = session;
  const { width, colorScheme } = kEyes[kPages.indexOf(row) % kEyes.length];
  await resize(page, width);
  await page.emulateMedia({ colorScheme });
  await openPage(session, row);
  assert.deepEqual(await checks.focus(page), [], `${width} px, ${colorScheme}`);
});
