// The advanced form: from fields to a search and back.
import assert from "node:assert/strict";
import { featureTest } from "../harness.mjs";

featureTest("fields become a query that can be read and changed", async ({ page, open }) => {
  await open("/search?q=haze");
  await page.locator("a.to-advanced").click();
  await page.waitForURL(/\/advanced\?q=haze/);
  assert.equal(await page.locator("#all").inputValue(), "haze");
  await page.locator("#all").fill("agreement");
  await page.locator("#any").fill('haze "human trafficking"');
  await page.locator("#none").fill("customs");
  await page.locator("[name=date_from]").fill("2000");
  await page.locator("[name=date_to]").fill("2020");
  await page.locator("input[name=community][value=ASCC]").check();
  await page.locator("#sort").selectOption("oldest");
  await page.locator(".send button").click();
  await page.waitForURL(/\/search\?/);
  assert.equal(await page.locator("#q").inputValue(), 'agreement (haze OR "human trafficking") NOT customs');
  assert.match(await page.locator(".chips").innerText(), /Socio-Cultural[^]*2000–2020/);
  assert.equal(await page.locator("#sort").inputValue(), "oldest");

  await page.locator("a.to-advanced").click();
  await page.waitForURL(/\/advanced\?/);
  assert.equal(await page.locator("#any").inputValue(), 'haze "human trafficking"');
  assert.equal(await page.locator("#none").inputValue(), "customs");
  assert.equal(await page.locator("[name=date_to]").inputValue(), "2020");
  assert.ok(await page.locator("input[name=community][value=ASCC]").isChecked());
});

featureTest("several values are chosen from a list", async ({ page, open }) => {
  await open("/advanced");
  await page.locator("#facet-type").selectOption(["agreement", "protocol"]);
  await page.locator(".send button").click();
  await page.waitForURL(/type=agreement&type=protocol/);
  assert.ok((await page.locator(".hit").count()) > 0);
});

featureTest("two words stand near each other", async ({ page, open }) => {
  await open("/advanced");
  await page.locator("[name=near_first]").fill("haze");
  await page.locator("[name=near_words]").selectOption("3");
  await page.locator("[name=near_second]").fill("pollution");
  await page.locator(".send button").click();
  await page.waitForURL(/NEAR/);
  assert.equal(await page.locator("#q").inputValue(), "haze NEAR/3 pollution");
  assert.ok((await page.locator(".hit").count()) > 0);
});

featureTest("an empty form lists everything", async ({ page, open }) => {
  await open("/advanced");
  await page.locator(".send button").click();
  await page.waitForURL(/\/search$/);
});
