// Working with the keyboard alone.
import assert from "node:assert/strict";
import { featureTest } from "../harness.mjs";

const desk = { width: [1280], javaScript: [true] };
const focused = (page) => page.evaluate(() => document.activeElement.textContent.trim());

featureTest("from the question to the document without a mouse", async ({ page, open }) => {
  await open("/search?q=asean");
  const titles = await page.locator(".hit h3 a").allInnerTexts();
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "total");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(page), titles[0]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("j");
  assert.equal(await focused(page), titles[2]);
  await page.keyboard.press("k");
  await page.keyboard.press("ArrowUp");
  assert.equal(await focused(page), titles[0]);
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.locator("body").click({ position: { x: 5, y: 5 } });
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/documents\//);
  assert.equal(await page.locator("h1").innerText(), titles[0]);
}, desk);

featureTest("the keys are listed, and can be switched off", async ({ page, open }) => {
  await open("/search?q=asean");
  await page.locator("body").click({ position: { x: 5, y: 5 } });
  await page.keyboard.press("?");
  assert.ok(await page.locator("#keys").isVisible());
  assert.match(await page.locator("#keys").innerText(), /next and the previous result/);
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator("#keys").isVisible()));
  await page.keyboard.press("?");
  await page.locator("#keys-off").check();
  await page.locator("#keys button").click();
  await page.keyboard.press("/");
  assert.notEqual(await page.evaluate(() => document.activeElement.id), "q");
  await page.reload();
  await page.keyboard.press("j");
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
}, desk);

featureTest("letters that are typed do nothing else", async ({ page, open }) => {
  await open("/search?q=asean");
  await page.locator("#q").fill("");
  await page.locator("#q").pressSequentially("j/k?");
  assert.equal(await page.locator("#q").inputValue(), "j/k?");
  assert.ok(!(await page.locator("#keys").isVisible()));
}, desk);
