// Runs the browser tests: one Chromium and one service for each corpus, then node's test runner over
// the *.test.mjs files whose path contains one of the words, all of them without words.
//   node tests/web/run.mjs INDEXER SEARCH_API [WORD...]
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { run as runTests } from "node:test";
import { spec as Spec } from "node:test/reporters";
import { root } from "./service.mjs";

const here = path.join(root, "tests/web");

const kAtOnce = 2; // files: while a browser is waited for, another has the processor
const kMeasuresTime = /long_document/; // and runs alone


function testFiles(words) {
  const all = [here, path.join(here, "features")].flatMap((dir) =>
    readdirSync(dir).filter((name) => name.endsWith(".test.mjs")).map((name) => path.join(dir, name)),
  );
  const named = (file) => words.some((word) => path.relative(here, file).includes(word));
  return all.filter((file) => words.length === 0 || named(file));
}

// Whether all tests of the files passed. Each file is a process of its own.
async function pass(files, concurrency, started) {
  if (files.length === 0) return true;
  const giveUp = new AbortController();
  started.push(() => giveUp.abort());
  let passed = true;
  const tests = runTests({ files, concurrency, signal: giveUp.signal });
  tests.on("test:fail", () => (passed = false));
  const report = tests.compose(new Spec());
  report.pipe(process.stdout, { end: false });
  await once(report, "end");
  return passed;
}

async function run(programs, files, folder, started) {
  const { launchChromium } = await import("./chromium.mjs");
  const { prepareCorpora } = await import("./corpora.mjs");
  const chromium = await launchChromium();
  started.push(() => chromium.close());
  const services = await prepareCorpora(programs, folder, chromium, started);
  process.env.LONTAR_WEB = JSON.stringify({ browser: chromium.wsEndpoint(), services });
  const alone = files.filter((file) => kMeasuresTime.test(file));
  const results = [
    await pass(alone, 1, started),
    await pass(files.filter((file) => !alone.includes(file)), kAtOnce, started),
  ];
  return results.every(Boolean) ? 0 : 1;
}

const [indexer, searchApi, ...words] = process.argv.slice(2);
const files = searchApi ? testFiles(words) : [];
if (files.length === 0) {
  console.error("usage: run.mjs INDEXER SEARCH_API [WORD...], each WORD part of a test file's path");
  process.exit(2);
}
if (!existsSync(path.join(here, "node_modules"))) {
  console.error("tests/web/node_modules is missing: script/bootstrap --test installs it");
  process.exit(2);
}

const folder = await mkdtemp(path.join(tmpdir(), "lontar-web-"));
const started = []; // how to end what was started, in the order of starting
async function end(status) {
  for (const stop of started.reverse().splice(0))
    try {
      await stop();
    } catch (error) {
      console.error(error);
      status = 1;
    }
  await rm(folder, { recursive: true, force: true });
  process.exit(status);
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => end(1));
try {
  await end(await run({ indexer, searchApi }, files, folder, started));
} catch (error) {
  console.error(error);
  await end(1);
}
