// Results that are put in place without loading a page: address, history, focus, what is said.
import assert from "node:assert/strict";
import { featureTest } from "../harness.mjs";

const withScripts = { javaScript: [true] };

featureTest("nothing is loaded but the page's own address", async ({ page, open }) => {
  await open("/search?q=haze");
  await page.evaluate(() => (globalThis.stays = true));
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.locator("#q").fill("trafficking");
  await page.locator("#q").press("Enter");
  await page.waitForURL(/q=trafficking/);
  await page.locator(".hit h3", { hasText: /trafficking/i }).first().waitFor();
  assert.ok(await page.evaluate(() => globalThis.stays), "the page was not loaded anew");
  const others = ["/api/v1/suggest", "/static/icon.svg"]; // suggestions, and what the browser shows in its frame
  assert.deepEqual(asked.filter((path) => !others.includes(path)), ["/search"]);
  assert.match(await page.title(), /^trafficking/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "total");
  assert.match(await page.locator("body > [role=status]").last().innerText(), /^\d+ documents/);
}, withScripts);

featureTest("back and forward lead through the searches", async ({ page, open }) => {
  await open("/search?q=haze");
  const total = await page.locator("#total").innerText();
  await page.locator("#q").fill("charter");
  await page.locator("#q").press("Enter");
  await page.waitForURL(/q=charter/);
  await page.locator(".hit h3 a").first().click();
  await page.waitForURL(/\/documents\//);
  await page.goBack();
  await page.waitForURL(/q=charter/);
  await page.goBack();
  await page.waitForURL(/q=haze/);
  await page.locator("#total", { hasText: total }).waitFor();
  assert.equal(await page.locator("#q").inputValue(), "haze");
  await page.goForward();
  await page.waitForURL(/q=charter/);
  await page.locator(".hit h3", { hasText: /charter/i }).first().waitFor();
});

featureTest("the focus stays on what was ticked", async ({ page, open }) => {
  await open("/search");
  const box = page.locator("input[name=community][value=AEC]");
  await box.focus();
  await page.keyboard.press("Space");
  await page.waitForURL(/community=AEC/);
  await page.locator(".chips li").first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.value), "AEC");
}, { ...withScripts, width: [1280] });

featureTest("of two searches the later one counts", async ({ page, open }) => {
  await open("/search?q=haze");
  let held;
  await page.route(/q=slow/, (route) => (held = route));
  await page.locator("#q").fill("slow");
  await page.locator("#q").press("Enter");
  await page.locator("main.loading[aria-busy=true]").waitFor();
  await page.locator("#q").fill("charter");
  await page.locator("#q").press("Enter");
  await page.waitForURL(/q=charter/);
  await page.locator(".hit h3", { hasText: /charter/i }).first().waitFor();
  await held.abort().catch(() => {});
  assert.equal(await page.locator("main.loading").count(), 0);
  assert.match(page.url(), /q=charter/);
}, withScripts);

featureTest("filters keep their state while results change", async ({ page, open }) => {
  await open("/search");
  if (await page.locator("#filters > summary").isVisible()) await page.locator("#filters > summary").click();
  await page.locator("#matrix summary").click();
  await page.locator("input[name=community][value=APSC]").click();
  await page.waitForURL(/community=APSC/);
  await page.locator(".chips li").first().waitFor();
  assert.ok(await page.locator("#matrix").evaluate((details) => details.open));
}, withScripts);
