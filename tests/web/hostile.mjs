// A corpus whose authors mean harm, or had bad tools: every field of a document, and every file's name
// as far as file systems let it, holds one of the payloads. To add one, add a row.
import { csv, jsonLines, writeFiles } from "./files.mjs";

const kScript = "window.__pwned=1";
const combining = Array.from({ length: 40 }, (_, i) => String.fromCharCode(0x300 + i)).join("");

export const kPayloads = {
  markup: `<script>${kScript}</script><img src=x onerror="${kScript}"><b>bold</b><style>*{display:none}</style>`,
  attribute: `"><svg onload=${kScript}> ' autofocus onfocus='${kScript}' x="`,
  closing: `--></title></textarea></select></main></body>]]></script><script>${kScript}//`,
  mustache: "{{title}} {{{page_title}}} {{#hits}} {{> foot}} {{/main}} {{=<% %>=}} {{",
  entities: "&lt;script&gt; &amp;amp; &#x202e; &#0; &nbsp &notit;",
  overrides: "left \u202eoverride \u2067isolate \u2069\u2069\u202c\u202bembed \u202dagain \u061c\u200f end",
  right: "دوکومن (123)! 2020-11-15, אב [x]",
  long: "x".repeat(10_000),
  wide: "W".repeat(300) + "/" + "ក".repeat(3_000),
  controls: "bell\u0007 null\u0000 escape\u001b[31m c1\u0085\u009b line\u2028\u2029 del\u007f end",
  lines: "one\ntwo\r\n\r\n\tthree\u000bfour",
  empty: "",
  blank: " \u00a0\u200b\u3000\ufeff",
  zalgo: `z${combining}a${combining}l${combining}g${combining}o${combining}`,
  emoji: "👩‍👩‍👧‍👦🏳️‍🌈🇮🇩🇸🇬👍🏿 \u{1f4a9}\u{e0001}\u{10ffff}",
  quotes: `semi;colon, comma "double" 'single' \\ back\` tick`,
  spreadsheet: `=HYPERLINK("http://127.0.0.1:1/","x") +1 -1 @SUM(A1)`,
  scheme: `javascript:${kScript}//https://example.org/`,
  path: "../../../etc/passwd?x=1&y=%2e%2e%2f#frag;v=1",
};

// In the text of the document with this payload, and of no other.
export const wordOf = (payload) => `menace${payload}`;
export const idOf = (payload) => `hostile-${payload}`;

// The same shape with nothing in it that could break a page: what the frame of a page is compared with.
export const kPlain = "plain";

function documentWith(name, payload) {
  const each = [payload, `${payload} 2`];
  return {
    id: idOf(name), title: payload, short_title: payload, type: payload, date: "2010-01-02",
    community: each, member_states: each, topics: each, sectoral_body: each, court: payload,
    citation: payload, status: payload, source_url: payload, work: payload, parties: each,
    language: "en",
    passages: [
      { anchor: payload, kind: "article", label: payload, heading: payload, page: 7, language: "en",
        text: `A menace before. ${payload} ${wordOf(name)} after it.` },
      { anchor: payload, kind: payload, label: "2", depth: 2, language: payload.slice(0, 40),
        text: `${payload}\n${payload}` },
      { anchor: "art_3", kind: "article", label: "Article 3", text: "A menace to nobody." },
    ],
  };
}

const many = (count, stem) => Array.from({ length: count }, (_, i) => `${stem} ${i + 1}`);

export const kManyId = "hostile-many";
const kMany = {
  id: kManyId, title: many(120, "Title").join(" "), type: "agreement", date: "2011",
  topics: many(500, "topic of its own"), parties: many(400, "Republic"), court: many(90, "Bench").join(" "),
  citation: many(90, "Rep.").join(" "),
  passages: many(60, "Article").map((label) => ({
    label, heading: many(40, "heading").join(" "), text: "A menace by its number.",
  })),
};

// Names that Linux takes: no '/', no NUL, at most 255 bytes. Not hidden by a '.' at its front.
const kUnnameable = /[/\0]/g;
const fileName = (payload) =>
  `a${Buffer.from(payload.replaceAll(kUnnameable, "_").trim()).subarray(0, 200).toString().replaceAll("\ufffd", "")}`;

export async function hostileFolder(folder) {
  const payloads = { [kPlain]: "Plain words", ...kPayloads };
  const lines = Object.entries(payloads).map(([name, payload]) => documentWith(name, payload));
  const named = {};
  const rows = [];
  for (const [name, payload] of Object.entries(payloads)) {
    const file = `files/${fileName(payload)}.${name}.html`;
    named[file] = `<!doctype html><title>${payload}</title><body><h1>${payload}</h1><p>A menace in a file. ${payload}`;
    rows.push({ file, id: `file-${name}`, citation: payload, topics: payload, parties: payload });
  }
  await writeFiles(folder, {
    "lines.jsonl": jsonLines([...lines, kMany]),
    ...named,
    "catalogue.csv": csv(rows),
  });
  return folder;
}
