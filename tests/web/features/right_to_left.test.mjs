// A document in Jawi: its text runs from the right, and the interface around it stays as it is.
import assert from "node:assert/strict";
import * as checks from "../checks.mjs";
import { webTest } from "../harness.mjs";

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
