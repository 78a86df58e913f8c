// The reading lists that the browser keeps.
import assert from "node:assert/strict";
import { text } from "node:stream/consumers";
import * as checks from "../checks.mjs";
import { featureTest } from "../harness.mjs";

const withScripts = { javaScript: [true] };

async function pick(page, at) {
  await page.locator(".hit").nth(at).locator("> .pick").click();
}
const titles = (page) => page.locator(".list-item h2").allInnerTexts();

async function download(page, button) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(button).click()]);
  return { name: file.suggestedFilename(), text: await text(await file.createReadStream()) };
}

featureTest("documents and passages are picked and found again", async ({ page, open }) => {
  await open("/search?q=haze");
  const first = await page.locator(".hit h3").nth(0).innerText();
  const second = await page.locator(".hit h3").nth(1).innerText();
  await pick(page, 0);
  await pick(page, 1);
  const passage = page.locator(".hit").nth(0).locator(".passage-hit").first();
  const label = await passage.locator(".where span").first().innerText();
  await passage.locator(".pick").click();
  assert.equal(await page.locator(".hit > .pick").nth(0).getAttribute("aria-pressed"), "true");
  assert.equal(await page.locator("#list-count").innerText(), "2");
  assert.match(await page.locator("#list-status").textContent(), /Added/);
  await page.locator("header a[href='/list']").click();
  await page.waitForURL(/\/list$/);
  assert.deepEqual(await titles(page), [first, second]);
  await page.locator(".list-passages a", { hasText: label }).click();
  await page.waitForURL(/\/documents\/.*#/);
  assert.equal(await page.locator("h1").innerText(), first);
}, withScripts);

// Not only among results: whoever came by a link reads a document without a search before it.
for (const [place, path] of [
  ["the page of a document", "/documents/2002-06-10-transboundary-haze-agreement-vi"],
  ["the text beside a PDF", "/documents/2002-06-10-transboundary-haze-agreement-vi/read?page=1"],
  ["the page of a passage", "/documents/2002-06-10-transboundary-haze-agreement-vi/passages/page_1"],
])
  featureTest(`what is read is picked on ${place}`, async ({ page, open }) => {
    await open(path);
    // On a phone the reader shows the PDF first.
    const text = page.locator("[data-show=text]");
    if (await text.isVisible()) {
      await page.locator(".pdfViewer .textLayer").first().waitFor();
      await text.click();
    }
    const sign = page.locator(".passage").first().getByRole("button", { name: "Reading list" });
    await sign.click();
    assert.equal(await sign.getAttribute("aria-pressed"), "true");
    const whole = page.locator("main button[data-pick]");
    assert.equal(await whole.getAttribute("aria-pressed"), "true");
    assert.deepEqual(await checks.axe(page), []);
    await open("/list");
    assert.deepEqual(await titles(page), ["Hiệp định ASEAN về ô nhiễm khói mù xuyên biên giới"]);
    const item = page.locator(".list-item").first();
    assert.equal(await item.locator("h2 a").getAttribute("lang"), "vi");
    assert.ok(await item.locator(".digest").isVisible());
    const passage = item.locator(".list-passages a");
    assert.equal(await passage.innerText(), "Page 1");
    await passage.click();
    await page.waitForURL(/#page_1$/);
    await page.locator("main button[data-pick]").click();
    assert.ok(!(await page.locator("#list-count").isVisible()));
  }, withScripts);

featureTest("a pick is taken back", async ({ page, open }) => {
  await open("/search?q=haze");
  await pick(page, 0);
  await pick(page, 0);
  assert.equal(await page.locator(".hit > .pick").nth(0).getAttribute("aria-pressed"), "false");
  assert.ok(!(await page.locator("#list-count").isVisible()));
}, withScripts);

featureTest("lists have names, an order and notes", async ({ page, open }) => {
  await open("/search?q=haze");
  for (const at of [0, 1, 2]) await pick(page, at);
  await open("/list");
  const before = await titles(page);
  await page.locator(".list-item").nth(2).getByRole("button", { name: "Up" }).click();
  assert.deepEqual(await titles(page), [before[0], before[2], before[1]]);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Up");
  await page.locator("#list-name").fill("For the hearing");
  await page.locator("#list-name").press("Tab");
  await page.locator(".list-item textarea").first().fill("Read article 4 <b>again</b>.");
  await page.locator(".list-item textarea").first().press("Tab");
  await page.reload();
  assert.equal(await page.locator("#list-name").inputValue(), "For the hearing");
  assert.equal(await page.locator(".list-item textarea").first().inputValue(), "Read article 4 <b>again</b>.");
  await page.getByRole("button", { name: "New list" }).click();
  assert.deepEqual(await titles(page), []);
  assert.match(await page.locator("#list").innerText(), /Nothing is on this list yet/);
  await page.locator("#list-choice").selectOption({ label: "For the hearing (3)" });
  assert.equal((await titles(page)).length, 3);
}, withScripts);

featureTest("what was removed can be brought back", async ({ page, open }) => {
  await open("/search?q=haze");
  await pick(page, 0);
  await pick(page, 1);
  await open("/list");
  const before = await titles(page);
  await page.locator(".list-item").first().locator(".list-actions").getByRole("button", { name: "Remove" }).click();
  assert.deepEqual(await titles(page), before.slice(1));
  await page.getByRole("button", { name: "Undo" }).click();
  assert.deepEqual(await titles(page), before);
  await page.getByRole("button", { name: "Delete this list" }).click();
  assert.deepEqual(await titles(page), []);
  await page.getByRole("button", { name: "Undo" }).click();
  assert.deepEqual(await titles(page), before);
}, withScripts);

featureTest("lists leave as CSV and JSON, and come back", async ({ page, open, context }) => {
  await open("/search?q=haze");
  await pick(page, 0);
  await page.locator(".passage-hit .pick").first().click();
  await open("/list");
  const [title] = await titles(page);
  await page.locator("#list-name").fill('Haze: "cases", =1+1');
  await page.locator("#list-name").press("Tab");
  const csv = await download(page, "[data-save=csv]");
  assert.match(csv.name, /^Haze- -cases-, =1\+1\.csv$/);
  const rows = csv.text.replace("\uFEFF", "").trim().split("\r\n");
  assert.equal(rows.length, 2);
  assert.ok(rows[1].startsWith(`"${title.replaceAll('"', '""')}"`), rows[1]);
  assert.match(rows[1], /"http:\/\/127\.0\.0\.1:\d+\/documents\/[^"]+#[^"]+"/);
  const json = await download(page, "[data-save=json]");
  assert.equal(JSON.parse(json.text).lists[0].items[0].title, title);
  await page.getByRole("button", { name: "Delete this list" }).click();
  await page.locator("[data-part=file]").setInputFiles({
    name: "list.json", mimeType: "application/json", buffer: Buffer.from(json.text) });
  await page.locator(".list-message", { hasText: "The lists of the file are here." }).waitFor();
  assert.deepEqual(await titles(page), [title]);
  await page.locator("[data-part=file]").setInputFiles({
    name: "other.json", mimeType: "application/json", buffer: Buffer.from('{"lists": [{"items": [{"x": 1}]}]}') });
  await page.locator(".list-message", { hasText: "holds no reading list" }).waitFor();
}, withScripts);

featureTest("RIS and BibTeX come from the service, in the order of the list", async ({ page, open }) => {
  await open("/search?q=haze");
  for (const at of [1, 0]) await pick(page, at);
  await open("/list");
  const order = await titles(page);
  const ris = await download(page, "[data-save=ris]");
  assert.match(ris.name, /\.ris$/);
  assert.equal(ris.text.match(/^TY  - /gm).length, 2);
  assert.deepEqual(ris.text.match(/^(?:TI|T1)  - .*$/gm).map((line) => line.slice(6).trim()), order);
  const bibtex = await download(page, "[data-save=bibtex]");
  assert.match(bibtex.name, /\.bib$/);
  assert.equal(bibtex.text.match(/^@\w+\{/gm).length, 2);
}, withScripts);

featureTest("what a document says of itself stays text", async ({ page, open }) => {
  await open("/");
  await page.evaluate(() => {
    const bad = '"><img src=x onerror="globalThis.__pwned=1">';
    const item = { document: bad, title: bad, language: bad, facts: bad, note: bad, passages: [{ anchor: bad, label: bad }] };
    localStorage.setItem("lontar.lists", JSON.stringify({ lists: [{ name: bad, items: [item, 7, null] }, "x"] }));
  });
  await open("/list");
  assert.equal(await page.locator(".list-item").count(), 1);
  assert.equal(await page.locator(".list-item img").count(), 0);
  assert.match(await page.locator(".list-item h2 a").getAttribute("href"), /^\/documents\/%22%3E/);
  for (const broken of ["{", "null", "[]", '{"lists": 3}']) {
    await page.evaluate((text) => localStorage.setItem("lontar.lists", text), broken);
    await open("/list");
    assert.match(await page.locator("#list").innerText(), /Nothing is on this list yet/);
  }
}, withScripts);

featureTest("a browser that keeps nothing is told about", async ({ page, open, context }) => {
  await context.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await open("/search?q=haze");
  await pick(page, 0);
  assert.equal(await page.locator(".hit > .pick").nth(0).getAttribute("aria-pressed"), "false");
  assert.ok(await page.locator("#list-status").isVisible());
  assert.match(await page.locator("#list-status").innerText(), /did not keep this/);
}, { ...withScripts, fresh: true });

featureTest("two tabs show the same list", async ({ page, open, context, origin }) => {
  await open("/search?q=haze");
  const other = await context.newPage();
  await other.goto(`${origin}/list`);
  await pick(page, 0);
  await other.locator(".list-item").first().waitFor();
  assert.equal(await other.locator("#list-count").innerText(), "1");
}, { ...withScripts, width: [1280] });

featureTest("without scripts the page says what it needs", async ({ page, open }) => {
  await open("/list");
  assert.ok(await page.locator("#list-needs").isVisible());
  assert.ok(!(await page.locator("#list").isVisible()));
  await open("/search?q=haze");
  assert.equal(await page.locator(".pick:visible").count(), 0);
}, { javaScript: [false] });

for (const scheme of ["light", "dark"])
  featureTest("a list in use is as accessible as any page", async ({ page, open }) => {
    await open("/search?q=haze");
    await pick(page, 0);
    await page.locator(".passage-hit .pick").first().click();
    await pick(page, 1);
    assert.deepEqual(await checks.axe(page), []);
    await open("/list");
    await page.locator(".list-item").nth(1).waitFor();
    for (const check of [checks.axe, checks.overflow, checks.focus]) assert.deepEqual(await check(page), []);
  }, { ...withScripts, width: [1280, 320], scheme });
