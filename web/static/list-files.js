// A reading list as files: CSV and JSON are written here, RIS and BibTeX by the service, which
// knows the documents.
import { documentUrl, passageUrl } from "./list-store.js";

const kAtOnce = 4; // requests

const absolute = (path) => new URL(path, location.href).href;

// RFC 4180. A cell that a spreadsheet would take for a formula is not one.
function cell(value) {
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
}

// A row for each passage, or for the document where none was picked.
export function asCsv(list, words) {
  const rows = [[words("columnTitle"), words("columnFacts"), words("columnPassage")]];
  rows[0].push(words("columnLink"), words("columnNote"));
  for (const item of list.items) {
    const about = [item.title, item.facts];
    for (const passage of item.passages.length > 0 ? item.passages : [null]) {
      const link = passage
        ? passageUrl(item.document, passage.anchor)
        : documentUrl(item.document);
      rows.push([...about, passage?.label ?? "", absolute(link), item.note]);
    }
  }
  // The mark at the beginning tells Excel that this is UTF-8.
  return "\uFEFF" + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

export const asJson = (list) =>
  `${JSON.stringify({ lontar: "reading lists", version: 1, lists: [list] }, null, 1)}\n`;

async function citation({ document, anchor }, format) {
  const query = new URLSearchParams({ format, ...(anchor ? { passage: anchor } : {}) });
  const reply = await fetch(`/api/v1/documents/${encodeURIComponent(document)}/cite?${query}`);
  if (!reply.ok) throw new Error(`status ${reply.status}`);
  return (await reply.text()).trim();
}

// All of the list, in its order; `failed` of them could not be had.
export async function citations(list, format) {
  const wanted = list.items.flatMap((item) =>
    item.passages.length > 0
      ? item.passages.map(({ anchor }) => ({ document: item.document, anchor }))
      : [{ document: item.document }],
  );
  const texts = new Array(wanted.length);
  let next = 0;
  let failed = 0;
  const work = async () => {
    while (next < wanted.length) {
      const at = next++;
      try {
        texts[at] = await citation(wanted[at], format);
      } catch {
        ++failed;
      }
    }
  };
  await Promise.all(Array.from({ length: kAtOnce }, work));
  const all = texts.filter(Boolean);
  return { text: all.length > 0 ? `${all.join("\n\n")}\n` : "", failed };
}

export function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, "-");
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
