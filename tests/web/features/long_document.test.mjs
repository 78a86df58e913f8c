// A document of 1,500 pages is a page like any other: soon there, of bounded size, whatever part of it
// is asked for. Prints what it measures (docs/performance.md).
import assert from "node:assert/strict";
import { webTest } from "../harness.mjs";

const kPaintMs = 1000;

const paintOf = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        new PerformanceObserver((list) => {
          const paint = list.getEntriesByName("first-contentful-paint")[0];
          if (paint) resolve(paint.startTime);
        }).observe({ type: "paint", buffered: true });
      }),
  );

for (const [name, path] of [
  ["the beginning", "/documents/long"],
  ["the middle", "/documents/long?at=page_750"],
  ["a hit", "/documents/long?q=needle&hit=14"],
  ["the reader", "/documents/long/read?q=needle&hit=14"],
])
  webTest(`a document of 1,500 pages is painted within a second: ${name}`, { service: "long" },
    async ({ page, open }) => {
      await open("/help"); // styles and scripts are known, as to every reader who came by a search
      const answer = await open(path);
      const paint = await paintOf(page);
      const size = (await answer.body()).length;
      const elements = await page.evaluate(() => document.querySelectorAll("*").length);
      console.log(`${path}: first paint ${Math.round(paint)} ms, ${Math.round(size / 1000)} kB, ${elements} elements`);
      assert.ok(paint < kPaintMs, `${paint} ms`);
      assert.ok(size < 1_000_000, `${size} bytes`);
      assert.ok(elements < 6000, `${elements} elements`);
    });
