// A PDF of 1,500 pages, made anew for each run: running text in Helvetica, so that it needs no font of
// its own; every hundredth page tells of a needle. With its catalogue, as a folder to index.
import { csv, pdf, writeFiles } from "./files.mjs";

const kLongPages = 1500;

const kLines = 42;
const kWords = "the parties shall take measures to prevent control and monitor fires on land within their territory".split(" ");

function pageText(number) {
  const lines = [`Page ${number} of the long instrument`];
  for (let line = 0; line < kLines; ++line) {
    const words = Array.from({ length: 11 }, (_, i) => kWords[(number * 7 + line * 3 + i * 5) % kWords.length]);
    lines.push(`${words.join(" ")} ${number * 100 + line}.`);
  }
  if (number % 100 === 0) lines.splice(20, 0, `Here lies the needle of page ${number}.`);
  return lines;
}

function pageStream(number) {
  const lines = pageText(number).map((line) => `(${line}) '`);
  return `BT /F1 11 Tf 16 TL 60 790 Td ${lines.join("\n")} ET`;
}

// As producers write it: a page tree of nodes of some pages each (ISO 32000-1, 7.7.3), so that a page
// is found without reading all before it.
const kNodePages = 50;

function longPdf() {
  const nodes = Array.from({ length: kLongPages / kNodePages }, (_, i) => 4 + i);
  const pageObject = (index) => 4 + nodes.length + 2 * index;
  const kids = (numbers) => numbers.map((number) => `${number} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${kLongPages} /Kids [${kids(nodes)}] /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ...nodes.map((_, node) => {
      const pages = Array.from({ length: kNodePages }, (_, i) => pageObject(node * kNodePages + i));
      return `<< /Type /Pages /Parent 2 0 R /Count ${kNodePages} /Kids [${kids(pages)}] >>`;
    }),
  ];
  for (let index = 0; index < kLongPages; ++index) {
    const stream = pageStream(index + 1);
    const node = nodes[Math.floor(index / kNodePages)];
    objects.push(`<< /Type /Page /Parent ${node} 0 R /Contents ${pageObject(index) + 1} 0 R >>`);
    objects.push(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
  }
  return pdf(objects);
}

export async function longFolder(folder) {
  const row = { file: "long.pdf", id: "long", title: "The long instrument", type: "agreement", date: "2020-02-02", language: "en" };
  await writeFiles(folder, { "long.pdf": longPdf(), "catalogue.csv": csv([row]) });
  return folder;
}
