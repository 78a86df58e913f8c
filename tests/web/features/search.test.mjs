// Searching as a person does it: the box, the key that leads there, filters and what takes them off.
// The example to follow for a test of a feature; harness.mjs says what featureTest() watches besides.
import assert from "node:assert/strict";
import { featureTest } from "../harness.mjs";

featureTest("words are typed, found and marked", async ({ page, open }) => {
  await open("/");
  await page.getByLabel("Search for").fill("haze");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/search?q=haze*");
  const first = page.locator("ol.hits > li").first();
  await first.getByRole("heading", { name: /Haze Pollution/ }).waitFor();
  assert.match(await first.locator("mark").first().textContent(), /^haze$/i);
  assert.equal(await page.getByLabel("Search for").inputValue(), "haze");
});

featureTest("the key / goes to the search box and selects what is there", async ({ page, open }) => {
  await open("/search?q=haze");
  await page.keyboard.press("/");
  const box = page.getByLabel("Search for");
  assert.ok(await box.evaluate((element) => element === document.activeElement));
  await page.keyboard.type("smoke/fire"); // in the box, the sign is a sign
  assert.equal(await box.inputValue(), "smoke/fire");
}, { javaScript: [true] });

// On a phone the filters are folded away; a person opens them first.
async function tick(session, label) {
  const { page, width } = session;
  const box = page.getByRole("checkbox", { name: label });
  if (width < 900 && !(await box.isVisible())) await page.locator("summary", { hasText: "Filters" }).click();
  await box.check();
}

featureTest("filters narrow the results, stay in the address and come off again", async (session) => {
  const { page, open, javaScript } = session;
  await open("/search?q=treaty");
  const count = async () => parseInt(await page.locator("#total").innerText(), 10);
  const all = await count();
  const ticked = (states) =>
    page.waitForURL((url) => url.searchParams.getAll("member_state").length === states);
  await tick(session, /^Philippines/);
  if (javaScript) await ticked(1); // at once
  await tick(session, /^Thailand/);
  if (!javaScript) await page.getByRole("button", { name: "Apply filters" }).click();
  await ticked(2);
  await page.waitForFunction(() => document.querySelectorAll(".chips a:not(.clear)").length === 2);
  const chips = page.getByRole("list", { name: "Filters in use" }).locator("a:not(.clear)");
  assert.equal(await chips.count(), 2);
  const narrowed = await count();
  assert.ok(narrowed > 0 && narrowed < all, `${narrowed} of ${all}`);

  await page.reload(); // the address holds the whole search
  assert.equal(await count(), narrowed);

  for (let left = 2; left > 0; --left) {
    await chips.first().click();
    await page.waitForFunction((n) => document.querySelectorAll(".chips a:not(.clear)").length === n, left - 1);
  }
  assert.equal(await count(), all);
});
