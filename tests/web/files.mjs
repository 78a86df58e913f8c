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

// A PDF of these objects, of which the first is the catalogue (ISO 32000-1, 7.5): header, objects,
// cross-reference table, trailer. Each is a string of Latin letters or a Buffer.
export function pdf(objects) {
  const pieces = [Buffer.from("%PDF-1.4\n")];
  let length = pieces[0].length;
  const add = (piece) => {
    pieces.push(piece);
    length += piece.length;
  };
  const offsets = objects.map((object, i) => {
    const offset = length;
    add(Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(object), Buffer.from("\nendobj\n")]));
    return offset;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const table = length;
  const size = objects.length + 1;
  add(Buffer.from(`xref\n0 ${size}\n0000000000 65535 f \n${rows}`));
  add(Buffer.from(`trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`));
  return Buffer.concat(pieces);
}

// A page of A4 that is nothing but a picture (ISO 32000-1, 8.9), as a scanner makes it.
export function picturePdf(jpeg, width, height) {
  const content = "q 595 0 0 842 0 0 cm /P Do Q";
  const picture = Buffer.from(
    `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB ` +
      `/BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`,
  );
  return pdf([
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R " +
      "/Resources << /XObject << /P 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    Buffer.concat([picture, jpeg, Buffer.from("\nendstream")]),
  ]);
}
