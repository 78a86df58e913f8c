// A corpus with every format that Lontar reads and every state that a document can be in, beside the
// Akoma Ntoso, PDF and scanned documents of the sample corpus. All text is made up and says nothing.
import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { csv, jsonLines, picturePdf, writeFiles } from "./files.mjs";

export const kLongPassages = 450;

const kHtml = `<!doctype html><html lang="en"><head><title>Circular on the hours of reading</title></head>
<body><h1>Circular on the hours of reading</h1><h2>Article 1</h2><p>The reading room opens at nine.</p>
<h2>Article 2</h2><p>It closes when the lamps are lit.</p></body></html>`;

const kTreaty = `<?xml version="1.0"?><treaty><meta><treaty_identifier>9001</treaty_identifier>
<name>Agreement on the lending of lamps</name><type>agreement</type><date_signed>1999-05-01</date_signed>
<language>en</language></meta><body><chapter number="Chapter I" name="Lamps">
<article number="Article 1" name="Lending" article_identifier="1">A lamp is lent for one night.</article>
<article number="Article 2" name="Return" article_identifier="2">It comes back filled.</article>
</chapter></body></treaty>`;

const kMarkdown = `# Handbook of the lamp keepers

## Article 1 Oil

Oil is kept away from paper.

## Article 2 Wicks

- Wicks are cut every evening.
- What is cut off is burnt.
`;

// One sentence a language: what fonts, line heights and directions are looked at with.
const kLanguages = [
  { id: "lamps-ms-arab", language: "ms-Arab", title: "ڤلباڬاي لمڤو", text: "لمڤو دڤينجم اونتوق ساتو مالم (1999) سهاج." },
  { id: "lamps-th", language: "th", title: "ข้อตกลงว่าด้วยตะเกียง", text: "ตะเกียงให้ยืมได้หนึ่งคืน" },
  { id: "lamps-km", language: "km", title: "កិច្ចព្រមព្រៀងស្តីពីចង្កៀង", text: "ចង្កៀងអាចខ្ចីបានមួយយប់" },
  { id: "lamps-lo", language: "lo", title: "ຂໍ້ຕົກລົງວ່າດ້ວຍໂຄມໄຟ", text: "ໂຄມໄຟໃຫ້ຢືມໄດ້ໜຶ່ງຄືນ" },
  { id: "lamps-my", language: "my", title: "မီးအိမ်ဆိုင်ရာ သဘောတူညီချက်", text: "မီးအိမ်ကို တစ်ညသာ ငှားရမ်းနိုင်သည်။" },
  { id: "lamps-ta", language: "ta", title: "விளக்கு ஒப்பந்தம்", text: "விளக்கு ஒரு இரவுக்கு மட்டும் கொடுக்கப்படும்." },
  { id: "lamps-vi", language: "vi", title: "Hiệp định về đèn", text: "Đèn được cho mượn một đêm." },
];

const numbered = (count) =>
  Array.from({ length: count }, (_, i) => ({
    anchor: `art_${i + 1}`, kind: "article", label: `Article ${i + 1}`, heading: `Lamp ${i + 1}`,
    page: 1 + Math.floor(i / 3),
    text: `Number ${i + 1}${i + 1 === 333 ? " has a needle in its wick" : ""}.`,
  }));

const kLines = [
  {
    id: "long", title: "Register of all lamps", type: "report", date: "2001-02-03",
    community: "ASCC", member_states: ["ID", "MY", "SG"], language: "en", passages: numbered(kLongPassages),
  },
  ...kLanguages.map(({ id, language, title, text }) => ({
    id, title, language, type: "agreement", date: "1999-05-01",
    passages: [
      { anchor: "art_1", kind: "article", label: "1", heading: title, page: 3, text },
      { anchor: "art_2", kind: "article", label: "2", text },
    ],
  })),
  { id: "empty", title: "A document without a text", type: "report", passages: [] },
];

const kCatalogue = [
  { file: "notice.txt", id: "notice", title: "Notice to readers" },
  { file: "handbook.md", id: "handbook", type: "manual", text_kind: "translation" },
  { file: "circular.html", id: "circular", source_url: "https://example.org/circular" },
  { file: "lending.xml", id: "lending" },
  { file: "scan.pdf", id: "scan", title: "A page that a machine read badly", language: "my" },
  { file: "smudged.pdf", id: "smudged", title: "A page whose letters run together", language: "en" },
  { file: "changing.txt", id: "changing", title: "List of broken lamps", date: "2003" },
  { file: "withdrawn.txt", id: "withdrawn", title: "Rules that nobody kept" },
];

const kKeepers = "The keepers of the lamps shall meet every year before the rains begin, and shall agree upon " +
  "the oil that each of them is to bring. ";

// Pages as a scanner makes them, of one picture. OCR finds no words at all in small Burmese letters; where
// letters run into each other it reads some rightly and is sure of few.
const kScans = {
  scan: { style: "34px/2 'Noto Sans Myanmar'", text: kLanguages.find(({ language }) => language === "my").text.repeat(12) },
  smudged: { style: "26px/1.8 serif; letter-spacing: -4px", text: kKeepers.repeat(4) },
};

async function scan(browser, { style, text }) {
  const page = await browser.newPage({ viewport: { width: 1240, height: 1754 } });
  await page.setContent(`<body style="padding: 90px; font: ${style}">${text}`);
  const jpeg = await page.screenshot({ type: "jpeg", quality: 70 });
  await page.close();
  return picturePdf(jpeg, 1240, 1754);
}

export async function shelfFolder(folder, browser) {
  await writeFiles(folder, {
    "notice.txt": "Article 1\nReaders bring their own lamps.\n\nArticle 2\nThey take them home again.\n",
    "handbook.md": kMarkdown,
    "circular.html": kHtml,
    "lending.xml": kTreaty,
    "scan.pdf": await scan(browser, kScans.scan),
    "smudged.pdf": await scan(browser, kScans.smudged),
    "changing.txt": "The lamp by the door is broken.\n",
    "withdrawn.txt": "No lamp may be carried.\n",
    "copies/one.txt": "A lamp is a lamp wherever it stands.\n",
    "copies/two.txt": "A lamp is a lamp wherever it stands.\n",
    "lines.jsonl": jsonLines(kLines),
    "catalogue.csv": csv(kCatalogue),
  });
  return folder;
}

// What happens before the second update: a document with versions, and one that is gone.
export async function changeShelf(folder) {
  await writeFile(path.join(folder, "changing.txt"), "The lamp by the door was mended.\n");
  await rm(path.join(folder, "withdrawn.txt"));
  const rows = kCatalogue
    .filter(({ id }) => id !== "withdrawn")
    .map((row) => (row.id === "changing" ? { ...row, title: "List of mended lamps" } : row));
  await writeFile(path.join(folder, "catalogue.csv"), csv(rows));
}
