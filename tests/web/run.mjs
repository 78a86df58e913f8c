// Runs the browser tests: one Chromium and one service for each corpus, then node's test runner over
// the *.test.mjs files whose path contains one of the words, all of them without words.
//   node tests/web/run.mjs INDEXER SEARCH_API [WORD...]
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "./service.mjs";

const here = path.join(root, "tests/web");

function testFiles(words) {
  const all = [here, path.join(here, "features")].flatMap((dir) =>
    readdirSync(dir).filter((name) => name.endsWith(".test.mjs")).map((name) => path.join(dir, name)),
  );
  const named = (file) => words.some((word) => path.relative(here, file).includes(word));
  return all.filter((file) => words.length === 0 || named(file)).sort();
}

async function run(programs, files, folder, started) {
  const { launchChromium } = await import("./chromium.mjs");
  const { prepareCorpora } = await import("./corpora.mjs");
  const chromium = await launchChromium();
  started.push(() => chromium.close());
  const services = await prepareCorpora(programs, folder, chromium, started);
  const tests = spawn(process.execPath, ["--test", "--test-reporter=spec", ...files], {
    stdio: "inherit",
    env: {
      ...process.env,
      LONTAR_WEB: JSON.stringify({ browser: chromium.wsEndpoint(), services }),
    },
  });
  started.push(() => tests.kill("SIGTERM"));
  const [code] = await once(tests, "close");
  return code ?? 1;
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
