// A PDF of 1,500 pages, made anew for each run: running text in Helvetica, so that it needs no font of
// its own; every hundredth page tells of a needle. With its catalogue, as a folder to index.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

export const kLongPages = 1500;
export const kNeedles = kLongPages / 100;

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

// ISO 32000-1, 7.5: header, objects, cross-reference table, trailer.
export function longPdf(pages = kLongPages) {
  const objects = [];
  const kids = Array.from({ length: pages }, (_, i) => `${4 + 2 * i} 0 R`).join(" ");
  objects.push("<< /Type /Catalog /Pages 2 0 R >>");
  objects.push(`<< /Type /Pages /Count ${pages} /Kids [${kids}] /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> >>`);
  objects.push("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  for (let number = 1; number <= pages; ++number) {
    const stream = pageStream(number);
    objects.push(`<< /Type /Page /Parent 2 0 R /Contents ${objects.length + 2} 0 R >>`);
    objects.push(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
  }
  let file = "%PDF-1.4\n";
  const places = objects.map((object, i) => {
    const place = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const table = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  return `${file}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
}

export async function longFolder(folder) {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "long.pdf"), longPdf(), "latin1");
  await writeFile(
    path.join(folder, "catalogue.csv"),
    "file,id,title,type,date,language\nlong.pdf,long,The long instrument,agreement,2020-02-02,en\n",
  );
  return folder;
}
