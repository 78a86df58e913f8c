// Narrowing a search: facets, chips, years, states by community.
import assert from "node:assert/strict";
import { featureTest } from "../harness.mjs";

const numberIn = (text) => Number(text.replaceAll(/\D/g, ""));
const totalOf = async (page) => numberIn((await page.locator("#total").innerText()).split(",")[0]);

// On a phone the filters are folded away.
async function unfold(page) {
  if (await page.locator("#filters > summary").isVisible()) await page.locator("#filters > summary").click();
}

async function apply({ page, javaScript }) {
  if (!javaScript) await page.locator(".apply").click();
}

featureTest("a ticked value narrows the results to its count", async (session) => {
  const { page, open } = session;
  await open("/search?q=asean");
  await unfold(page);
  const value = page.locator("label.value", { has: page.locator("input[name=community][value=ASCC]") });
  const promised = numberIn(await value.locator(".count").innerText());
  await value.click();
  await apply(session);
  await page.waitForURL(/community=ASCC/);
  assert.equal(await totalOf(page), promised);
  assert.ok(await page.locator("input[name=community][value=ASCC]").isChecked());
  await page.locator(".chips a", { hasText: "Socio-Cultural" }).click();
  await page.waitForURL((url) => !url.search.includes("community"));
  assert.equal(await page.locator(".chips li").count(), 0);
});

featureTest("several values of one facet widen it", async (session) => {
  const { page, open } = session;
  await open("/search?member_state=ID");
  const alone = await totalOf(page);
  await unfold(page);
  await page.locator("input[name=member_state][value=SG]").click();
  await apply(session);
  await page.waitForURL(/member_state=SG/);
  assert.ok((await totalOf(page)) > alone);
  assert.equal(await page.locator(".chips li a:not(.clear)").count(), 2);
  await page.locator(".chips .clear").click();
  await page.waitForURL((url) => url.search === "");
});

featureTest("all values are there behind a fold", async (session) => {
  const { page, open, javaScript } = session;
  await open("/search");
  await unfold(page);
  const fold = page.locator("#more-topic");
  await fold.locator("summary").click();
  const hidden = fold.locator("label.value");
  assert.ok((await hidden.count()) > 12);
  assert.equal(await fold.locator(".facet-filter").count(), javaScript ? 1 : 0);
  if (!javaScript) return;
  const last = await hidden.last().locator(".value-label").innerText();
  await fold.locator(".facet-filter").fill(last.toUpperCase());
  assert.equal(await fold.locator("label.value:visible").count(), 1);
  assert.equal(await fold.locator("label.value:visible .value-label").innerText(), last);
  assert.match(await fold.locator("[role=status]").innerText(), /1$/);
  // What is found is ticked, and the fold stays open.
  await fold.locator("label.value:visible").click();
  await page.waitForURL(/topic=/);
  assert.ok(await page.locator("#more-topic").evaluate((details) => details.open));
});

featureTest("years are set by a bar, by the table, and by hand", async (session) => {
  const { page, open } = session;
  await open("/search");
  await unfold(page);
  // A bar is for those with a pointer.
  const bars = page.locator(".chart a");
  const tallest = await bars.evaluateAll((all) => {
    const heights = all.map((bar) => Number(bar.querySelector(".bar").getAttribute("height")));
    return heights.indexOf(Math.max(...heights));
  });
  const title = await bars.nth(tallest).locator("title").textContent();
  await bars.nth(tallest).locator(".bar").click();
  await page.waitForURL(/year_from=/);
  assert.equal(await totalOf(page), numberIn(title.split(":")[1]));
  const [from, to] = title.split(":")[0].split("–");
  assert.match(page.url(), new RegExp(`year_from=${from}&year_to=${to ?? from}`));

  await open("/search");
  await unfold(page);
  await page.locator("#years-table summary").click();
  const row = page.locator("#years-table tbody tr").first();
  const promised = numberIn(await row.locator("td").innerText());
  await row.locator("a").click();
  await page.waitForURL(/year_from=/);
  assert.equal(await totalOf(page), promised);

  await open("/search");
  await unfold(page);
  await page.locator("#year_from").fill("2015");
  await page.locator("#year_from").press("Enter");
  await page.waitForURL(/year_from=2015/);
  assert.match(await page.locator(".chips").innerText(), /2015–…/);
});

featureTest("the matrix leads to the documents that it counts", async (session) => {
  const { page, open } = session;
  await open("/search");
  await unfold(page);
  await page.locator("#matrix summary").click();
  assert.equal(await page.locator("#matrix tbody tr").count(), 12);
  const cell = page.locator("#matrix a.shade-4").first();
  const promised = numberIn(await cell.innerText());
  const label = await cell.getAttribute("aria-label");
  assert.ok(label.endsWith(`: ${promised} documents`), label);
  await cell.click();
  await page.waitForURL(/community=.*member_state=/);
  assert.equal(await totalOf(page), promised);
  await unfold(page);
  assert.equal(await page.locator("#matrix a[aria-current]").count(), 1);
});
