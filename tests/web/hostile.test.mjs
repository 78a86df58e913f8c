// Whatever stands in a document or in a question, the page around it stays as it is: nothing runs, the
// frame is where it always is, nothing is wider than the window, and no text turns its neighbours round.
import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import * as checks from "./checks.mjs";
import { resize, webTest } from "./harness.mjs";
import { idOf, kManyId, kPayloads, kPlain, wordOf } from "./hostile.mjs";

const service = "hostile";
const kLongestTitle = 200; // characters of a window's title, with the name of the site
const lengthOf = (title) => [...title].length;
const kSteering = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

const document = (id, rest = "") => `/documents/${encodeURIComponent(id)}${rest}`;
const search = (parameters) => `/search?${new URLSearchParams(parameters)}`;

// Each kind of page on which words of others are shown: name, words -> path. `words` are short enough
// for an address.
const kKinds = [
  { name: "the document", path: (name) => document(idOf(name)) },
  { name: "the document, searched inside", path: (name, words) => document(idOf(name), `?q=${encodeURIComponent(`menace ${words}`)}`) },
  { name: "a file with a hostile name", path: (name) => document(`file-${name}`) },
  { name: "results with it", path: (name) => search({ q: wordOf(name) }) },
  { name: "results for it", path: (name, words) => search({ q: words || " " }) },
  { name: "filters with it", path: (name, words) => search({ q: "menace", topic: words, court: words, community: words }) },
  { name: "the research record", path: (name, words) => `/search/record?${new URLSearchParams({ q: wordOf(name), topic: words })}` },
  { name: "one passage", path: (name) => document(idOf(name), "/passages/art_3") },
  { name: "side by side", path: (name) => `/compare?left=${idOf(name)}&right=${idOf(kPlain)}` },
  { name: "side by side, to choose", path: (name, words) => `/compare?${new URLSearchParams({ left: idOf(name), find: words })}` },
  { name: "numbers that are none", path: (name, words) => search({ q: "menace", page: words, year_from: words, sort: words, [words]: words }) },
  { name: "no such document", status: 404, path: (name, words) => document(`none ${words}`) },
  { name: "no such page", status: 404, path: (name, words) => `/none/${encodeURIComponent(words)}` },
];
const kAddressBytes = 6000; // an address names them up to four times, and must stay below 64 KiB
const wordsOf = (payload) => {
  const perLetter = Math.max(1, ...[...payload].map((letter) => encodeURIComponent(letter).length / letter.length));
  return payload.slice(0, kAddressBytes / perLetter);
};

// Nothing in the page that its template did not put there.
const foreignMarkup = (page) =>
  page.evaluate(() => {
    const known = "html head meta title link script body a header nav main form h1 h2 h3 h4 h5 h6 p div span label input " +
      "button ul ol li details summary fieldset legend select option section article aside footer code mark bdi dl dt dd q " +
      "time table thead tbody tr th td em strong svg rect path g line text template dialog datalist output abbr small cite " +
      "caption hr br wbr b i kbd";
    const names = new Set(known.split(" "));
    const found = [];
    for (const element of document.querySelectorAll("*")) {
      if (!names.has(element.localName)) found.push(element.localName);
      for (const { name, value } of element.attributes)
        if (name.startsWith("on") || name === "style" || name === "autofocus" || /^\s*javascript:/i.test(value) && ["href", "src", "action"].includes(name))
          found.push(`${element.localName}[${name}=${value.slice(0, 40)}]`);
      if (element.localName === "script" && !element.src.startsWith(`${location.origin}/static/`) && element.type !== "application/ld+json")
        found.push("a script of its own");
    }
    return found;
  });

const kWidths = [1280, 320];

// What the frames of pages are compared with: name of a kind -> its frame at each width.
let framesOfPlainPages;

async function frames(session) {
  framesOfPlainPages ??= {};
  for (const { name, status, path } of kKinds) {
    if (framesOfPlainPages[name]) continue;
    await resize(session.page, kWidths[0]);
    await session.open(path(kPlain, "Plain words"), { status });
    framesOfPlainPages[name] = [];
    for (const width of kWidths) {
      await resize(session.page, width);
      framesOfPlainPages[name].push(await checks.frame(session.page));
    }
  }
  return framesOfPlainPages;
}

for (const [name, payload] of Object.entries(kPayloads))
  webTest(`pages stay intact at ${kWidths.join(" and ")} px: ${name}`, { service }, async (session) => {
    const { page } = session;
    const plain = await frames(session);
    const found = [];
    for (const kind of kKinds) {
      const path = kind.path(name, wordsOf(payload));
      const about = `${kind.name}: ${path.slice(0, 120)}`;
      await resize(page, kWidths[0]);
      await session.open(path, { status: kind.status });
      for (const [i, width] of kWidths.entries()) {
        await resize(page, width);
        if (!isDeepStrictEqual(await checks.frame(page), plain[kind.name][i]))
          found.push(`${about}: ${width} px: ${JSON.stringify(await checks.frame(page))} is not ` +
            JSON.stringify(plain[kind.name][i]));
        for (const check of [checks.overflow, checks.order])
          found.push(...(await check(page)).map((finding) => `${about}: ${width} px: ${finding}`));
      }
      found.push(...(await foreignMarkup(page)).map((finding) => `${about}: ${finding}`));
      const title = await page.title();
      if (!/Lontar$|^No such|^Lontar/.test(title) || lengthOf(title) > kLongestTitle || kSteering.test(title))
        found.push(`${about}: is titled '${title.slice(0, 300)}'`);
      if (!(await page.locator("footer.foot").isVisible())) found.push(`${about}: has no foot`);
    }
    assert.deepEqual(found, []);
  });

for (const width of kWidths)
  webTest("all of them in one list of results, and filters to choose from", { service, width }, async (session) => {
    await session.open(search({ q: "menace", page_size: 100 }));
    const { page } = session;
    assert.ok((await page.locator("ol.hits > li").count()) > 2 * Object.keys(kPayloads).length - 4);
    assert.deepEqual(await foreignMarkup(page), []);
    assert.deepEqual(await checks.overflow(page), []);
    assert.deepEqual(await checks.order(page), []);
    assert.deepEqual(await checks.axe(page), []);
    const empty = await page.locator("ol.hits h3 a").evaluateAll((links) =>
      links.filter((link) => link.getBoundingClientRect().width < 8).map((link) => link.href));
    assert.deepEqual(empty, [], "every title can be seen and clicked");
  });

for (const width of kWidths)
  webTest("hundreds of topics and parties", { service, width }, async (session) => {
    await session.open(document(kManyId));
    const { page } = session;
    assert.deepEqual(await checks.overflow(page), []);
    assert.deepEqual(await checks.order(page), []);
    const title = await page.title();
    assert.ok(lengthOf(title) <= kLongestTitle, title);
  });

// The text itself is shown as it was written, braces, brackets and all.
for (const name of ["markup", "attribute", "closing", "mustache", "entities", "quotes", "spreadsheet", "scheme", "path"])
  webTest(`shown as it is written: ${name}`, { service }, async ({ page, open }) => {
    await open(document(idOf(name)));
    const squeeze = (text) => text.replaceAll(/\s+/g, " ").trim();
    assert.equal(squeeze(await page.locator("h1").innerText()), squeeze(kPayloads[name]));
    const passage = await page.locator(".passage").first().innerText();
    assert.ok(squeeze(passage).includes(squeeze(kPayloads[name])), passage.slice(0, 300));
  });

// What is taken away is read again by others: here by the browser and by JSON's own reader.
webTest("exports and feeds of them all are well-formed", { service }, async ({ page, open, context, origin }) => {
  await open("/help");
  const get = async (path) => {
    const response = await context.request.get(origin + path);
    assert.equal(response.status(), 200, path);
    return response.text();
  };
  const lines = (await get("/api/v1/search/export?q=menace&format=jsonl")).trimEnd().split("\n");
  const ids = lines.map((line) => JSON.parse(line).id);
  for (const name of Object.keys(kPayloads)) assert.ok(ids.includes(idOf(name)), name);
  for (const path of ["/search/feed.atom?q=menace", "/sitemaps/1.xml", "/opensearch.xml"]) {
    const faults = await page.evaluate((text) => {
      const { documentElement } = new DOMParser().parseFromString(text, "application/xml");
      return documentElement.querySelector("parsererror")?.textContent ?? "";
    }, await get(path));
    assert.equal(faults, "", path);
  }
});
