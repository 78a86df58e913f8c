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
  const title = await option.locator(".suggestion-text").innerText();
  assert.equal(title, "ASEAN Charter");
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

// What is asked while a text is typed. The page's clock stands still unless it is told to run, so that
// how quick the machine is changes nothing.
async function countQuestions({ page, open }) {
  const asked = [];
  page.on("request", (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (pathname.endsWith("/suggest")) asked.push(searchParams.get("q"));
  });
  await page.clock.install({ time: 0 });
  await open("/");
  await page.clock.pauseAt(3_600_000);
  await page.locator("#q").click();
  return asked;
}

featureTest("an input method is left alone", async (session) => {
  const { page } = session;
  const asked = await countQuestions(session);
  await page.locator("#q").evaluate((field) => {
    field.dispatchEvent(new CompositionEvent("compositionstart"));
    field.value = "haze";
    field.dispatchEvent(new InputEvent("input", { isComposing: true }));
    field.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", isComposing: true, bubbles: true }));
  });
  await page.clock.runFor(2000);
  assert.deepEqual(asked, []);
  await page.locator("#q").evaluate((field) => field.dispatchEvent(new CompositionEvent("compositionend")));
  await page.clock.runFor(2000);
  await page.locator("#q-suggestions [role=option]").first().waitFor();
  assert.deepEqual(asked, ["haze"]);
}, { ...withScripts, width: [1280], fresh: true });

featureTest("nothing is asked while one types, and the whole text when one pauses", async (session) => {
  const { page } = session;
  const asked = await countQuestions(session);
  for (const letter of "trafficking") {
    await page.keyboard.type(letter);
    await page.clock.runFor(100);
  }
  assert.deepEqual(asked, []);
  await page.clock.runFor(100);
  await page.locator("#q-suggestions [role=option]").first().waitFor();
  assert.deepEqual(asked, ["trafficking"]);
}, { ...withScripts, width: [1280], fresh: true });

featureTest("without scripts it is a plain field", async ({ page, open }) => {
  await open("/");
  assert.equal(await attribute(page, "role"), null);
  assert.equal(await page.locator("[data-shows-keys]").isVisible(), false);
}, { javaScript: [false] });
