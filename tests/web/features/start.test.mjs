// The start page: every way in leads to as many documents as it says.
import assert from "node:assert/strict";
import { featureTest } from "../harness.mjs";

const numberIn = (text) => Number(text.replaceAll(/\D/g, ""));

async function follow({ page, open }, link) {
  await open("/");
  const way = page.locator(link).first();
  const promised = numberIn(await way.locator(".card-count, .count").innerText());
  await way.click();
  await page.waitForURL(/\/search\?/);
  assert.equal(numberIn((await page.locator("#total").innerText()).split(",")[0]), promised);
  return promised;
}

featureTest("the ways in lead to what they promise", async (session) => {
  for (const link of [
    ".communities a[href*='community=ASCC']",
    ".communities a[href*='community=APSC']",
    ".states a[href*='member_state=SG']",
    ".topics li:first-child a",
  ])
    assert.ok((await follow(session, link)) > 0, link);
  assert.ok(await session.page.locator(".chips li").count(), "the way in is a filter that can be taken off");
});

featureTest("all eleven states and all communities are there", async ({ page, open }) => {
  await open("/");
  assert.equal(await page.locator(".states li").count(), 11);
  assert.equal(await page.locator(".communities li").count(), 4);
  assert.match(await page.locator(".lead").innerText(), /court decisions/);
});

featureTest("a question is asked on the start page", async ({ page, open }) => {
  await open("/");
  await page.locator("#q").fill("haze");
  await page.locator("#q").press("Enter");
  await page.waitForURL(/q=haze/);
  assert.match(await page.locator(".hit h3").first().innerText(), /haze/i);
  assert.equal(await page.locator("#q").inputValue(), "haze");
});

featureTest("what is new opens", async ({ page, open }) => {
  await open("/");
  const newest = page.locator(".newest .hit h3 a").first();
  const title = await newest.innerText();
  await newest.click();
  await page.waitForURL(/\/documents\//);
  assert.equal(await page.locator("h1").innerText(), title);
});

featureTest("the examples run, and find something", async ({ page, open }) => {
  await open("/");
  await page.locator("#examples summary").click();
  const links = await page.locator("#examples dt a").evaluateAll((all) => all.map((a) => a.getAttribute("href")));
  assert.ok(links.length >= 8);
  for (const link of links) {
    await open(link);
    assert.ok((await page.locator(".hit").count()) > 0, link);
  }
});
