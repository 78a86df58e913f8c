// Suggestions while one types (ARIA APG, combobox).
import assert from "node:assert/strict";
import { featureTest } from "../harness.mjs";

const withScripts = { javaScript: [true] };

async function type(page, text) {
  await page.locator("#q").click();
  await page.locator("#q").fill("");
  await page.locator("#q").pressSequentially(text);
  await page.locator("#q-suggestions [role=option]").first().waitFor();
}
const attribute = (page, name) => page.locator("#q").getAttribute(name);

featureTest("arrows choose a document, Enter opens it", async ({ page, open }) => {
  await open("/");
  await type(page, "asean charter");
  assert.equal(await attribute(page, "role"), "combobox");
  assert.equal(await attribute(page, "aria-expanded"), "true");
  assert.equal(await attribute(page, "aria-activedescendant"), null);
  await page.keyboard.press("ArrowDown");
  const active = await attribute(page, "aria-activedescendant");
  const option = page.locator(`#${active}`);
  assert.equal(await option.getAttribute("aria-selected"), "true");
  // A document is found by its short title too.
  assert.match(await option.locator(".suggestion-text").innerText(), /^ASEAN Charter$/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/documents\//);
  const names = await page.locator("h1, .facts").allTextContents(); // it may be the short title
  assert.ok(names.some((text) => text.includes(title)), title);
}, withScripts);

featureTest("Escape and leaving close the list, Enter asks what was typed", async ({ page, open }) => {
  await open("/");
  await type(page, "haze");
  await page.keyboard.press("Escape");
  assert.equal(await attribute(page, "aria-expanded"), "false");
  assert.ok(!(await page.locator("#q-suggestions").isVisible()));
  assert.equal(await page.locator("#q").inputValue(), "haze");
  await page.keyboard.press("ArrowDown");
  await page.locator("#q-suggestions [role=option]").first().waitFor();
  await page.keyboard.press("ArrowUp");
  assert.match(await attribute(page, "aria-activedescendant"), /-\d+$/);
  await page.keyboard.press("ArrowDown"); // beyond the end: the field itself
  assert.equal(await attribute(page, "aria-activedescendant"), null);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=haze$/);
  await page.locator(".hit").first().waitFor();
  assert.ok(!(await page.locator("#q-suggestions").isVisible()));
}, withScripts);

featureTest("a suggestion is chosen with the pointer", async ({ page, open }) => {
  await open("/search?q=smoke");
  await type(page, "traffick");
  const option = page.locator("#q-suggestions [role=option]").first();
  await option.click();
  await page.waitForURL((url) => !url.search.includes("smoke"));
}, withScripts);

featureTest("an input method is left alone", async ({ page, open }) => {
  await open("/");
  const asked = [];
  page.on("request", (request) => request.url().includes("/suggest") && asked.push(request.url()));
  await page.locator("#q").click();
  await page.locator("#q").evaluate((field) => {
    field.dispatchEvent(new CompositionEvent("compositionstart"));
    field.value = "haze";
    field.dispatchEvent(new InputEvent("input", { isComposing: true }));
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", isComposing: true, bubbles: true }));
  });
  await page.waitForTimeout(400);
  assert.deepEqual(asked, []);
  await page.locator("#q").evaluate((field) => field.dispatchEvent(new CompositionEvent("compositionend")));
  await page.locator("#q-suggestions [role=option]").first().waitFor();
  assert.equal(asked.length, 1);
}, { ...withScripts, width: [1280] });

featureTest("typing on does not ask for every letter, but for the last word", async ({ page, open }) => {
  await open("/");
  const asked = [];
  page.on("request", (request) => request.url().includes("/suggest") && asked.push(request.url()));
  await page.locator("#q").click();
  await page.locator("#q").pressSequentially("trafficking", { delay: 5 });
  await page.locator("#q-suggestions [role=option]").first().waitFor();
  assert.ok(asked.length <= "trafficking".length / 2, asked.join(" "));
  assert.match(asked.at(-1), /q=trafficking/);
}, { ...withScripts, width: [1280] });

featureTest("without scripts it is a plain field", async ({ page, open }) => {
  await open("/");
  assert.equal(await attribute(page, "role"), null);
  assert.equal(await page.locator("[data-shows-keys]").isVisible(), false);
}, { javaScript: [false] });
