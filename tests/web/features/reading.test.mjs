// Reading a document as a person does: from hit to hit, links to passages, other languages beside it,
// long passages and long outlines.
import assert from "node:assert/strict";
import { featureTest, webTest } from "../harness.mjs";

const kHaze = "/documents/2002-06-10-transboundary-haze-agreement";

featureTest("searching inside leads from hit to hit, each marked in the text", async ({ page, open }) => {
  await open("/documents/long");
  await page.getByRole("searchbox", { name: "Search in this document" }).fill("needle");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "15 passages match." }).waitFor();
  const next = page.getByRole("link", { name: "Next hit" });
  await next.click();
  await page.getByText("Passage 1 of 15").waitFor();
  await next.click();
  await page.getByText("Passage 2 of 15").waitFor();
  assert.equal(new URL(page.url()).hash, "#page_200");
  const passage = page.locator("#page_200");
  assert.equal(await passage.locator("mark").innerText(), "needle");
  await passage.locator("mark").waitFor({ state: "visible" });
  await page.getByRole("link", { name: "Previous hit" }).click();
  await page.getByText("Passage 1 of 15").waitFor();
}, { service: "long" });

webTest("the keys n and p go from hit to hit, and are letters in a field", { service: "long" },
  async ({ page, open }) => {
    await open("/documents/long?q=needle");
    await page.keyboard.press("n");
    await page.getByText("Passage 1 of 15").waitFor();
    await page.keyboard.press("n");
    await page.getByText("Passage 2 of 15").waitFor();
    await page.keyboard.press("p");
    await page.getByText("Passage 1 of 15").waitFor();
    const box = page.getByRole("searchbox", { name: "Search in this document" });
    await box.fill("");
    await box.pressSequentially("nap");
    assert.equal(await box.inputValue(), "nap");
    await page.getByText("Passage 1 of 15").waitFor();
  });

webTest("the sign of a passage copies its link and says so", {
  context: { permissions: ["clipboard-read", "clipboard-write"] },
}, async ({ page, open, origin }) => {
  await open(kHaze);
  const sign = page.locator(".passage").nth(1).getByRole("link", { name: "Link to this passage" });
  const id = await page.locator(".passage").nth(1).getAttribute("id");
  await sign.click();
  await page.getByRole("status").getByText("The link to the passage is copied.").waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${origin}${kHaze}#${id}`);
  assert.equal(new URL(page.url()).hash, `#${id}`);
});

webTest("without a script the sign is a link", { javaScript: false }, async ({ page, open }) => {
  await open(kHaze);
  await page.getByRole("link", { name: "Link to this passage" }).nth(1).click();
  assert.match(new URL(page.url()).hash, /^#./);
});

featureTest("a citation is copied as it stands", async ({ page, open, context, origin, javaScript }) => {
  await open(kHaze);
  await page.locator(".cite > summary").click();
  const citation = page.locator(".cite .citation").first();
  const button = page.getByRole("button", { name: "Copy OSCOLA" });
  assert.equal(await button.isVisible(), javaScript);
  if (!javaScript) return;
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin });
  await button.click();
  await page.getByRole("button", { name: "Copied OSCOLA" }).waitFor();
  const words = (await citation.textContent()).trim();
  assert.match(words, /<http/);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), words);
});

featureTest("other languages of a work are named as they name themselves, and stand beside it", async ({ page, open, width }) => {
  await open(kHaze);
  const others = page.locator(".expressions");
  for (const name of ["Bahasa Indonesia", "ภาษาไทย", "Tiếng Việt"])
    await others.getByRole("link", { name, exact: true }).waitFor();
  await others.getByRole("link", { name: /side by side/ }).nth(1).click();
  await page.getByRole("heading", { name: "Side by side", level: 1 }).waitFor();
  const pair = page.locator(".pair").nth(1);
  const [left, right] = await Promise.all([0, 1].map((i) => pair.locator(".side").nth(i).boundingBox()));
  if (width > 800) {
    assert.ok(right.x > left.x + left.width / 2, "columns beside each other");
    assert.ok(Math.abs(right.y - left.y) < 2, "rows are aligned");
  } else {
    assert.ok(right.y >= left.y + left.height, "sides below each other");
    await pair.getByText("ภาษาไทย").first().waitFor({ state: "visible" });
  }
  assert.equal(await pair.locator(".side").nth(1).getAttribute("lang"), "th");
  await page.getByRole("link", { name: "Swap the sides" }).click();
  await page.waitForURL(/left=[^&]*-th&/);
});

featureTest("a second document is chosen by words", async ({ page, open }) => {
  await open(kHaze);
  await page.getByRole("link", { name: "Side by side with another" }).click();
  await page.getByRole("searchbox", { name: /identifier/ }).fill("charter");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /Charter/ }).first().click();
  await page.getByText("Two different documents.").waitFor();
});

featureTest("an outline of thousands leads to every page", async ({ page, open, width }) => {
  await open("/documents/long");
  const outline = page.locator("details.outline");
  if (width < 900) await outline.locator("summary").click();
  assert.ok((await outline.locator("li").count()) <= 202);
  await outline.getByRole("link", { name: "Page 1221 – Page 1240" }).click();
  await page.waitForURL(/at=page_1221/);
  if (width < 900) await outline.locator("summary").click();
  await outline.getByRole("link", { name: "Page 1234", exact: true }).click();
  await page.waitForURL(/#page_1234$/);
  await page.locator("#page_1234").getByText(" 123407.").waitFor(); // the end of a line of that page alone
}, { service: "long" });

featureTest("where a text comes from is said in sentences", async ({ page, open, width }) => {
  await open("/documents/1971-11-27-zopfan-declaration");
  const provenance = page.locator("details.provenance");
  if (width < 900) await provenance.locator("summary").click();
  await provenance.getByText(/read off (its|their) picture/).waitFor();
  await provenance.getByText(/confidence/).waitFor();
});
