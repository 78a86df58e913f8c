// The page of results: hits, order, pages, and why a hit is one.
import assert from "node:assert/strict";
import { featureTest } from "../harness.mjs";

featureTest("a passage opens where it stands", async ({ page, open }) => {
  await open("/search?q=haze");
  const passage = page.locator(".passage-hit .where").first();
  const anchor = decodeURIComponent(new URL(await passage.getAttribute("href"), page.url()).hash.slice(1));
  await passage.click();
  await page.waitForURL(/\/documents\//);
  const target = page.locator(`[id="${anchor}"]`);
  await target.waitFor();
  const box = await target.boundingBox();
  const height = page.viewportSize().height;
  assert.ok(box.y < height && box.y + box.height > 0, "the passage is in view");
});

featureTest("a page of a PDF opens beside its text, with the words", async ({ page, open }) => {
  await open("/search?q=haze&language=vi");
  await page.locator(".passage-hit .in-pdf").first().click();
  await page.waitForURL(/\/read\?page=1&q=haze/);
  assert.ok((await page.locator("mark").count()) > 0);
});

featureTest("the order changes", async ({ page, open, javaScript }) => {
  await open("/search?q=agreement");
  await page.locator("#sort").selectOption("oldest");
  if (!javaScript) await page.locator(".sort button").click();
  await page.waitForURL(/sort=oldest/);
  const dates = await page.locator(".hit time").evaluateAll((all) => all.map((time) => time.dateTime));
  assert.deepEqual(dates, [...dates].sort());
  assert.equal(await page.locator("#sort").inputValue(), "oldest");
});

featureTest("there are more results a page, and more pages", async ({ page, open, javaScript }) => {
  await open("/search?q=asean");
  assert.equal(await page.locator(".hit").count(), 10);
  const first = await page.locator(".hit h3").first().innerText();
  await page.locator(".pager [rel=next]").click();
  await page.waitForURL(/page=2/);
  assert.notEqual(await page.locator(".hit h3").first().innerText(), first);
  assert.equal(await page.locator(".pager [aria-current=page]").innerText(), "2");
  await page.locator("#page_size").selectOption("20");
  if (!javaScript) await page.locator(".sort button").click();
  await page.waitForURL(/page_size=20/);
  assert.equal(await page.locator(".hit").count(), 20);
  assert.ok(!page.url().includes("page=2"), "another size begins at the first page");
});

featureTest("other names are said, and can be left out", async ({ page, open }) => {
  await open("/search?q=jerebu");
  assert.match(await page.locator(".results").innerText(), /Also searched: /);
  const reason = page.locator(".reasons", { hasText: /Found as: .*haze/ }).first();
  const total = await page.locator(".hit").count();
  await reason.locator("a").click();
  await page.waitForURL(/q=%22jerebu%22/);
  assert.ok((await page.locator(".hit").count()) < total);
  assert.equal(await page.locator(".reasons").count(), 0);
});

featureTest("missing words are said, and can be required", async ({ page, open }) => {
  await open("/search?q=transboundary+haze+trafficking+copyright");
  const missing = page.locator(".reasons", { hasText: "Missing:" }).first();
  const link = missing.locator("a").first();
  const word = await link.innerText();
  await link.click();
  await page.waitForURL(/%22/);
  assert.match(await page.locator("#q").inputValue(), new RegExp(`"${word}"`));
  const lacking = await page.locator(".reasons", { hasText: "Missing:" }).allInnerTexts();
  assert.ok(lacking.every((text) => !text.includes(word)));
});

featureTest("a correction is offered with a link", async ({ page, open }) => {
  await open("/search?q=transboundry");
  await page.locator(".corrected a").click();
  await page.waitForURL(/q=transboundary/);
  assert.ok((await page.locator(".hit").count()) > 0);
});

featureTest("where nothing is found, what is offered finds what it says", async ({ page, open }) => {
  const nothing = "/search?q=haze+AND+copyright&member_state=LA&year_from=1950&year_to=1960";
  await open(nothing);
  assert.match(await page.locator(".empty").innerText(), /Nothing matches/);
  const offers = await page.locator(".alternatives li").count();
  assert.ok(offers > 0);
  for (let i = 0; i < offers; ++i) {
    await open(nothing);
    const offer = page.locator(".alternatives li").nth(i);
    const promised = (await offer.locator(".count").innerText()).trim();
    await offer.locator("a").click();
    await page.locator(".hit").first().waitFor();
    assert.ok((await page.locator("#total").innerText()).startsWith(promised), promised);
  }
});

featureTest("binding and not binding are told apart", async ({ page, open }) => {
  await open("/search?type=agreement");
  assert.ok((await page.locator(".badges .binding").count()) > 0);
  await open("/search?type=declaration");
  assert.match(await page.locator(".badges").first().innerText(), /Not binding/);
  await open("/search?type=judgment");
  assert.ok(!/binding/i.test(await page.locator(".hits").innerText()));
});

featureTest("the address is permanent and can be copied", async ({ page, open, context, origin, javaScript }) => {
  await open("/search?q=haze&sort=oldest");
  const link = await page.locator("#permanent").getAttribute("href");
  assert.equal(link, "/search?q=haze&sort=oldest");
  const button = page.getByRole("button", { name: "Copy", exact: true });
  assert.equal(await button.isVisible(), javaScript);
  if (!javaScript) return;
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  await button.click();
  await page.locator("button[data-copy]", { hasText: "Copied" }).waitFor();
  await page.locator(".take").getByRole("status").getByText("Copied").waitFor({ state: "attached" });
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), origin + link);
});
