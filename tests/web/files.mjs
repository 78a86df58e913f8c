// What the corpora of the browser tests are written with.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

export async function writeFiles(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

// RFC 4180. `rows` are objects; the columns are all their keys.
export function csv(rows) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cell = (value = "") => `"${value.replaceAll('"', '""')}"`;
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column]))];
  return lines.map((line) => line.map(cell).join(",") + "\r\n").join("");
}

export const jsonLines = (objects) =>
  objects.map((object) => JSON.stringify(object) + "\n").join("");

const kA4 = { width: 595, height: 842 }; // points

// A PDF of one page that is nothing but a picture (ISO 32000-1, 7.5 and 8.9), as a scanner makes it.
export function picturePdf(jpeg, width, height) {
  const content = `q ${kA4.width} 0 0 ${kA4.height} 0 0 cm /P Do Q`;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${kA4.width} ${kA4.height}]/Contents 4 0 R` +
      "/Resources<</XObject<</P 5 0 R>>>>>>",
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    Buffer.concat([
      Buffer.from(
        `<</Type/XObject/Subtype/Image/Width ${width}/Height ${height}/ColorSpace/DeviceRGB` +
          `/BitsPerComponent 8/Filter/DCTDecode/Length ${jpeg.length}>>stream\n`,
      ),
      jpeg,
      Buffer.from("\nendstream"),
    ]),
  ];
  const pieces = [Buffer.from("%PDF-1.4\n")];
  const offsets = [];
  let length = pieces[0].length;
  for (const [i, object] of objects.entries()) {
    const piece = Buffer.concat([
      Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n"),
    ]);
    offsets.push(length);
    length += piece.length;
    pieces.push(piece);
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  pieces.push(Buffer.from(
    `xref\n0 ${size}\n0000000000 65535 f \n${rows}` +
      `trailer<</Size ${size}/Root 1 0 R>>\nstartxref\n${length}\n%%EOF\n`,
  ));
  return Buffer.concat(pieces);
}
