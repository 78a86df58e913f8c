// Every kind of page: a row each. What holds for all pages (accessibility, layout, printing, size of
// what is sent) is tested over this table; a new page is tested by adding its row. `sees` is text of
// the page without which it is not what its row says.
import { webTest } from "./harness.mjs";

const document = (id, rest = "") => `/documents/${encodeURIComponent(id)}${rest}`;

// "document" of "document, PDF": what comes from the same template.
const kindOf = ({ name }) => name.split(",")[0];

export const kPages = [
  { name: "start", path: "/", sees: "What is new" },
  { name: "advanced form", path: "/advanced?q=haze%20-smoke&member_state=ID", sees: "None of these" },
  { name: "reading list", path: "/list", sees: "needs JavaScript" },
  { name: "results", path: "/search?q=haze", sees: "Also searched" },
  { name: "results, filtered", sees: "Counter Terrorism",
    path: "/search?q=treaty&member_state=LA,TH&year_from=1990&year_to=2020&sort=oldest" },
  { name: "results, second page", path: "/search?q=asean&page=2", sees: "Previous" },
  { name: "results, in other scripts", service: "shelf", path: "/search?type=agreement", sees: "ตะเกียง" },
  { name: "results, typed words only", path: "/search?q=haze&expand=off", sees: "Only the typed words" },
  { name: "results, corrected", path: "/search?q=transboundry", sees: "Did you mean" },
  { name: "results, with notes", path: "/search?q=haze%20AND%20(%22&page=zero", sees: "A quotation mark was not closed" },
  { name: "results, words missing", path: "/search?q=transboundary%20haze%20trafficking%20copyright", sees: "Missing:" },
  { name: "no results", path: "/search?q=zyzzyva", sees: "Nothing matches" },
  { name: "no results, others offered", path: "/search?q=haze&member_state=LA&year_to=1960", sees: "What would find something" },
  { name: "beyond the last page", path: "/search?q=haze&page=99", sees: "Previous" },
  { name: "document, Akoma Ntoso", path: document("2015-11-21-actip"), sees: "What is known" },
  { name: "document, PDF", path: document("2007-11-20-asean-charter"), sees: "Outline" },
  { name: "document, scan", path: document("1971-11-27-zopfan-declaration"), sees: "Read from a scan" },
  { name: "document, bad scan", service: "shelf", path: document("smudged"), sees: "Do not quote it" },
  { name: "document, scan without words", service: "shelf", path: document("scan"), sees: "no text that could be read" },
  { name: "document, Thai", path: document("2002-06-10-transboundary-haze-agreement-th"), sees: "หมอกควัน" },
  { name: "document, right to left", service: "shelf", path: document("lamps-ms-arab"), sees: "لمڤو" },
  { name: "document, Khmer", service: "shelf", path: document("lamps-km"), sees: "ចង្កៀង" },
  { name: "document, XML by profile", service: "shelf", path: document("lending"), sees: "It comes back filled" },
  { name: "document, HTML", service: "shelf", path: document("circular"), sees: "Where it was published" },
  { name: "document, Markdown", service: "shelf", path: document("handbook"), sees: "Translation" },
  { name: "document, text with copies", service: "shelf", path: "/search?q=wherever", follow: "ol.hits h3 a", sees: "Also at" },
  { name: "document, versions", service: "shelf", path: document("changing"), sees: "Versions" },
  { name: "document, window", service: "shelf", path: document("long", "?from=200"), sees: "Passages 201–400 of 450" },
  { name: "document, search inside", service: "shelf", path: document("long", "?q=needle"), sees: "1 passage matches" },
  { name: "document, at a passage", service: "shelf", path: document("long", "?at=art_333#art_333"), sees: "needle" },
  { name: "document, no text", service: "shelf", path: document("empty"), sees: "no text that could be read" },
  { name: "one passage", service: "shelf", path: document("long", "/passages/art_333"), sees: "needle" },
  { name: "beside the PDF", path: document("2002-06-10-transboundary-haze-agreement-vi", "/read?q=khoi"), sees: "Open the PDF" },
  { name: "beside the PDF, long", service: "long", path: document("long", "/read?q=needle&hit=12"), sees: "needle" },
  { name: "side by side, languages", sees: "หมอกควัน",
    path: "/compare?left=2002-06-10-transboundary-haze-agreement&right=2002-06-10-transboundary-haze-agreement-th" },
  { name: "side by side, two works", path: "/compare?left=2015-11-21-actip&right=2007-11-20-asean-charter", sees: "Charter" },
  { name: "side by side, to choose", path: "/compare?left=2015-11-21-actip&find=haze", sees: "Haze" },
  { name: "research record", path: "/search/record?q=haze", sees: "Research record" },
  { name: "start, in Thai", path: "/", locale: "th", sees: "กฎหมายของอาเซียน ค้นได้ถึงระดับประโยค" },
  { name: "results, in Vietnamese", path: "/search?q=haze", locale: "vi", sees: "Tìm kiếm" },
  { name: "document, in Indonesian", path: document("2015-11-21-actip"), locale: "id", sees: "Yang diketahui" },
  { name: "help, in Filipino", path: "/help", locale: "fil", sees: "Paano maghanap" },
  { name: "help", path: "/help", sees: "How to search" },
  { name: "problems", path: "/help/problems", sees: "RFC 9457" },
  { name: "no such page", path: "/nothing/here", status: 404, sees: "404" },
  { name: "no such document", path: document("nothing"), status: 404, sees: "404" },
  { name: "withdrawn document", service: "shelf", path: document("withdrawn"), status: 410, sees: "was withdrawn" },
].map((page, i, all) => ({
  service: "sample",
  status: 200,
  locale: "en-GB",
  firstOfKind: all.findIndex((other) => kindOf(other) === kindOf(page)) === i,
  ...page,
}));

// Defines a test for each kind of page; `body` opens it itself, as often as it needs it.
export function pageTests(name, options, body) {
  for (const row of kPages) {
    const context = { locale: row.locale, ...options.context };
    webTest(`${name}: ${row.name}`, { service: row.service, ...options, context }, (session) => body(session, row));
  }
}

// Opens the page of a row and makes sure that it is that page.
export async function openPage(session, { path, status, follow, sees }) {
  await session.open(path, { status });
  if (follow) await Promise.all([session.page.waitForNavigation(), session.page.locator(follow).first().click()]);
  const text = await session.page.evaluate(() => document.body.textContent);
  if (!text.includes(sees)) throw new Error(`${path} does not say '${sees}'`);
}
