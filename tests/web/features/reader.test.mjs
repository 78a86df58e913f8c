// The original PDF beside its text: opened at the right page, with what was found marked in both; a
// plain link to the file without a script.
import assert from "node:assert/strict";
import { featureTest, webTest } from "../harness.mjs";

const kHaze = "/documents/2002-06-10-transboundary-haze-agreement";

// The page of the PDF is drawn when its text lies over it.
async function drawn(page, number) {
  const paper = page.locator(`.pdfViewer .page[data-page-number="${number}"]`);
  await paper.locator(".textLayer .endOfContent").waitFor({ state: "attached" });
  assert.ok(await paper.locator("canvas").first().evaluate((canvas) => canvas.width > 100));
  return paper;
}

const marked = async (paper) => {
  await paper.locator(".highlight").first().waitFor();
  return paper.locator(".highlight").allTextContents();
};

featureTest("a document is read beside its PDF", async ({ page, open, width, javaScript }) => {
  await open(`${kHaze}-vi?q=khoi`);
  await page.getByRole("link", { name: "Read beside the PDF" }).click();
  await page.waitForURL("**/read?page=1&q=khoi");
  if (!javaScript) {
    assert.match(await page.locator("#text-side .passage mark").first().innerText(), /khói/i);
    const file = page.getByRole("link", { name: "Open the PDF at this page" });
    assert.match(await file.getAttribute("href"), /\/file#page=1$/);
    return;
  }
  const words = await marked(await drawn(page, 1));
  assert.ok(words.length > 2 && words.every((word) => /khói/i.test(word)), words.join());
  if (width < 900) {
    assert.ok(!(await page.locator("#text-side").isVisible()));
    await page.getByRole("button", { name: "Text" }).click();
    assert.ok(!(await page.locator("#pdf-side").isVisible()));
  }
  assert.match(await page.locator("#text-side .passage mark").first().innerText(), /khói/i);
});

webTest("hits in Thai are marked in the PDF", {}, async ({ page, open }) => {
  await open(`${kHaze}-th/read?q=${encodeURIComponent("หมอกควัน")}`);
  const words = await marked(await drawn(page, 1));
  assert.ok(words.every((word) => word === "หมอกควัน"), words.join());
});

webTest("a scan is shown though nobody can mark it", {}, async ({ page, open }) => {
  await open("/documents/1971-11-27-zopfan-declaration/read?q=neutrality");
  const paper = page.locator('.pdfViewer .page[data-page-number="1"]');
  await page.waitForFunction(() => {
    const canvas = document.querySelector('.pdfViewer .page[data-page-number="1"] canvas');
    if (!canvas || canvas.width < 100) return false;
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return data.some((value, i) => i % 4 === 0 && value < 100); // ink
  });
  assert.ok(await paper.isVisible());
});

webTest("a long PDF opens at the page that matched, and is not fetched as a whole", { service: "long" },
  async ({ page, open }) => {
    let fetched = 0;
    page.on("response", async (response) => {
      if (response.url().endsWith("/file") && response.status() === 206)
        fetched += Number(response.headers()["content-length"]);
    });
    await open("/documents/long/read?q=needle&hit=12");
    const words = await marked(await drawn(page, 1200));
    assert.deepEqual(words, ["needle"]);
    await page.locator("#page-words").getByText("Page 1,200 of 1,500").waitFor();
    assert.equal(await page.locator("#page_1200 mark").innerText(), "needle");
    // Of 5.4 MB: its end, which says where all is, and the node of the page tree with this page.
    assert.ok(fetched > 0 && fetched < 1_000_000, `${fetched} bytes`);
  });

webTest("hits and pages are turned without loading the PDF anew", { service: "long" },
  async ({ page, open }) => {
    await open("/documents/long/read?q=needle&hit=1");
    await marked(await drawn(page, 100));
    await page.evaluate(() => (globalThis.same = true));
    await page.keyboard.press("n");
    await page.waitForURL(/hit=2/);
    assert.deepEqual(await marked(await drawn(page, 200)), ["needle"]);
    assert.equal(await page.locator("#page_200 mark").innerText(), "needle");
    await page.getByRole("link", { name: "Next page" }).click();
    await page.waitForURL(/page=201/);
    await drawn(page, 201);
    await page.locator("#page_201").waitFor();
    await page.goBack();
    await page.waitForURL(/hit=2/);
    await page.locator("#page_200 mark").waitFor();
    assert.ok(await page.evaluate(() => globalThis.same));
  });

webTest("who scrolls the PDF to the next hit finds it marked", { service: "long" },
  async ({ page, open }) => {
    await open("/documents/long/read?q=needle&hit=12");
    await marked(await drawn(page, 1200));
    await page.locator("#pdf-container").evaluate((element) => {
      const paper = element.querySelector('[data-page-number="1300"]');
      element.scrollTop += paper.getBoundingClientRect().top - element.getBoundingClientRect().top;
    });
    assert.deepEqual(await marked(await drawn(page, 1300)), ["needle"]);
    const at = await page.locator("#pdf-container").evaluate((element) =>
      element.querySelector('[data-page-number="1300"]').getBoundingClientRect().top - element.getBoundingClientRect().top);
    assert.ok(Math.abs(at) < 40, `what is marked moves nothing: ${at} px`);
  });

webTest("who scrolls the PDF may have the text of what is seen", { service: "long" },
  async ({ page, open }) => {
    await open("/documents/long/read?page=10");
    await drawn(page, 10);
    await page.locator("#pdf-container").evaluate((element) => (element.scrollTop += 3 * element.clientHeight));
    const text = page.getByRole("link", { name: "Show the text of this page" });
    await text.click();
    await page.waitForURL((url) => Number(url.searchParams.get("page")) > 10);
    const number = new URL(page.url()).searchParams.get("page");
    await page.locator(`#page_${number}`).waitFor();
  });

webTest("the text is chosen on a phone before the PDF is there", { service: "long", width: 375 },
  async ({ page, open }) => {
    let arrive;
    const arrives = new Promise((ready) => (arrive = ready));
    await page.route("**/file", async (route) => {
      await arrives;
      await route.continue();
    });
    await open("/documents/long/read?page=40");
    await page.getByRole("button", { name: "Text" }).click();
    await Promise.all([page.waitForResponse("**/file"), arrive()]);
    await page.waitForTimeout(500); // it is not laid out while it is hidden
    await page.getByRole("button", { name: "PDF" }).click();
    const paper = await drawn(page, 40);
    const [top, frame] = await Promise.all([paper, page.locator("#pdf-container")].map((part) => part.boundingBox()));
    assert.ok(top.y < frame.y + frame.height && top.y + top.height > frame.y, "page 40 is in view");
  });

webTest("passages can be picked also of a page that was turned to", { service: "long" },
  async ({ page, open }) => {
    await open("/documents/long/read?page=40");
    await drawn(page, 40);
    await page.getByRole("link", { name: "Next page" }).click();
    await page.waitForURL(/page=41/);
    const sign = page.locator("#page_41").getByRole("button", { name: "Reading list" });
    await sign.click();
    assert.equal(await sign.getAttribute("aria-pressed"), "true");
  });
