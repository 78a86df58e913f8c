// Makes docs/images/*.png from the running product; a row each. By hand, with script/screenshots, after
// a change that can be seen; look at every one of them before it is committed.
//   node tests/web/screenshots.mjs INDEXER SEARCH_API [WORD...]
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { connectTo, launchChromium } from "./chromium.mjs";
import { prepareCorpora } from "./corpora.mjs";
import { root } from "./service.mjs";

const kDesk = { width: 1280, height: 860 };
const kPhone = { width: 375, height: 812 };
const kKhmer = "ចង្កៀង"; // a lamp: the sample corpus has no text in Khmer

const kThai = "หมอกควัน";
const kHaze = "2002-06-10-transboundary-haze-agreement";

// With the years, and the Member States by community under them.
async function filters(page) {
  await page.locator("#matrix > summary").click();
  await page.mouse.move(0, 0);
  await page.locator(".chart").evaluate((chart) => scrollTo(0, scrollY + chart.getBoundingClientRect().top - 90));
}

// The reader has drawn its page when the words in it are marked.
const drawn = (page) => page.locator(".pdfViewer .highlight").first().waitFor();

// `prepare` brings the page into the state to be shown.
const kShots = [
  { name: "start", path: "/" },
  { name: "results", path: "/search?q=haze" },
  { name: "filters", path: "/search?q=asean", prepare: filters },
  { name: "document", path: "/documents/2015-11-21-actip" },
  { name: "pdf", path: `/documents/${kHaze}-vi/read?q=kh%C3%B3i`, prepare: drawn },
  { name: "side-by-side", path: `/compare?left=${kHaze}-vi&right=${kHaze}-th` },
  { name: "phone-results", path: "/search?q=haze", viewport: kPhone },
  { name: "phone-document", path: "/documents/2015-11-21-actip", viewport: kPhone },
  { name: "dark", path: "/search?q=trafficking", colorScheme: "dark" },
  { name: "thai", path: `/search?${new URLSearchParams({ q: kThai })}` },
  { name: "khmer", path: `/search?${new URLSearchParams({ q: kKhmer })}`, service: "shelf" },
];

async function shoot(browser, services, { name, service = "sample", path: target, viewport = kDesk, colorScheme = "light", prepare }) {
  const context = await browser.newContext({
    viewport, colorScheme, locale: "en-GB", deviceScaleFactor: viewport === kPhone ? 2 : 1,
  });
  const page = await context.newPage();
  const response = await page.goto(services[service] + target, { waitUntil: "networkidle" });
  assert.equal(response.status(), 200, target);
  await prepare?.(page);
  const file = path.join(root, "docs/images", `${name}.png`);
  await page.screenshot({ path: file });
  await context.close();
  console.log(path.relative(root, file));
}

const [indexer, searchApi, ...words] = process.argv.slice(2);
assert.ok(searchApi, "usage: screenshots.mjs INDEXER SEARCH_API [WORD...]");
const folder = await mkdtemp(path.join(tmpdir(), "lontar-shots-"));
const started = [];
try {
  const chromium = await launchChromium();
  started.push(() => chromium.close());
  const programs = { indexer, searchApi };
  const services = await prepareCorpora(programs, folder, chromium, started, ["sample", "shelf"]);
  const browser = await connectTo(chromium.wsEndpoint());
  for (const shot of kShots)
    if (words.length === 0 || words.some((word) => shot.name.includes(word))) await shoot(browser, services, shot);
  await browser.close();
} finally {
  for (const stop of started.reverse()) await stop();
  await rm(folder, { recursive: true, force: true });
}
