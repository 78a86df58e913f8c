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

function longPdf() {
  const kids = Array.from({ length: kLongPages }, (_, i) => `${4 + 2 * i} 0 R`).join(" ");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${kLongPages} /Kids [${kids}] /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  ];
  for (let number = 1; number <= kLongPages; ++number) {
    const stream = pageStream(number);
    objects.push(`<< /Type /Page /Parent 2 0 R /Contents ${objects.length + 2} 0 R >>`);
    objects.push(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
  }
  return pdf(objects);
}

export async function longFolder(folder) {
  const row = { file: "long.pdf", id: "long", title: "The long instrument", type: "agreement", date: "2020-02-02", language: "en" };
  await writeFiles(folder, { "long.pdf": longPdf(), "catalogue.csv": csv([row]) });
  return folder;
}
