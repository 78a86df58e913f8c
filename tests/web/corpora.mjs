// What the browser tests search in: a row per corpus, each with an index and a service of its own.
// To add one, add a row: `make` writes a folder and returns its path, `change` changes it before a
// second update, `faulty` says that the indexer will have something to complain of.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { connectTo } from "./chromium.mjs";
import { hostileFolder } from "./hostile.mjs";
import { longFolder } from "./long.mjs";
import { root, serve, updateIndex } from "./service.mjs";
import { changeShelf, shelfFolder } from "./shelf.mjs";

const kCorpora = {
  sample: { make: async () => path.join(root, "corpus") },
  shelf: { make: shelfFolder, change: changeShelf },
  hostile: { make: hostileFolder, faulty: true },
  long: { make: longFolder },
};

async function prepare(name, corpus, { indexer, searchApi }, folder, browser, started) {
  const own = path.join(folder, name);
  await mkdir(own);
  const documents = await corpus.make(path.join(own, "documents"), browser);
  const index = path.join(own, "index");
  const { faulty } = corpus;
  await updateIndex(indexer, [documents], index, { faulty });
  if (corpus.change) {
    await corpus.change(documents);
    await updateIndex(indexer, [documents], index, { faulty, options: ["--withdraw"] });
  }
  const service = await serve(searchApi, index);
  started.push(service.stop);
  return [name, service.url];
}

// name -> url of a service; how to end it is put on `started`.
export async function prepareCorpora(programs, folder, chromium, started, names = Object.keys(kCorpora)) {
  const browser = await connectTo(chromium.wsEndpoint());
  const made = names.map((name) => prepare(name, kCorpora[name], programs, folder, browser, started));
  const services = Object.fromEntries(await Promise.all(made));
  await browser.close();
  return services;
}
