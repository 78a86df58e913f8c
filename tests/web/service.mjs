// The two programs as the browser tests use them: folders become an index, an index a service on a
// free port of the loopback interface. Whatever is started here is ended by its own process id.
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { fileURLToPath } from "node:url";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

const kStartMs = 60_000;
const kDrainMs = 10_000;

function start(program, args, output) {
  const child = spawn(program, args, { stdio: ["ignore", output, "pipe"] });
  child.said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (child.said += text));
  return child;
}

// Brings `index` up to date with the folders. The indexer's 1 (some documents failed, or something in a
// catalogue could not be read) is as bad as its 2, unless the corpus is made to be so: a test that asks
// for a document must not find out by a 404.
export async function updateIndex(indexer, folders, index, { options = [], faulty = false } = {}) {
  const child = start(
    indexer,
    ["update", ...folders, "--index", index, "--config", path.join(root, "config"), ...options],
    "ignore",
  );
  const [code] = await once(child, "close");
  if (code !== 0 && !(faulty && code === 1))
    throw new Error(`${indexer} update ended with ${code}:\n${child.said}`);
}

// A running lontar-search-api: `url` has no slash at its end.
export async function serve(searchApi, index) {
  const child = start(
    searchApi,
    ["--index", index, "--config", path.join(root, "config"), "--web", path.join(root, "web"),
      "--port", "0"],
    "pipe",
  );
  const closed = once(child, "close");
  const address = new Promise((resolve, reject) => {
    let text = "";
    const late = setTimeout(() => reject(new Error(`${searchApi} does not listen`)), kStartMs);
    child.stdout.setEncoding("utf8").on("data", (piece) => {
      text += piece;
      const found = text.match(/^Listening on (http:\S+)\/\n/m);
      if (found) {
        clearTimeout(late);
        resolve(found[1]);
      }
    });
    closed.then(([code]) => {
      clearTimeout(late);
      reject(new Error(`${searchApi} ended with ${code}:\n${child.said}`));
    });
  });
  // Fails when the service had ended by itself, or does not end as it should (sanitizers see to that).
  const stop = async () => {
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), kDrainMs);
    const [code, signal] = await closed;
    clearTimeout(late);
    if (code !== 0) throw new Error(`${searchApi} ended with ${code ?? signal}:\n${child.said}`);
  };
  try {
    return { url: await address, stop };
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
}
