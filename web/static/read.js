// The original PDF beside its text. What to show is said by the page itself (data-* of #reader);
// where anything fails, the text and the link to the file are there all the same.
import { pickButtons } from "./list-buttons.js";

const reader = document.getElementById("reader");
const sides = document.getElementById("sides");
const status = document.getElementById("pdf-status");
const container = document.getElementById("pdf-container");
const asset = (path) => `${reader.dataset.pdfjs}/${path}`;

// "3-5,9" as a set of pages.
function pageSet(ranges) {
  const pages = new Set();
  for (const range of ranges.split(",").filter(Boolean)) {
    const [first, last = first] = range.split("-").map(Number);
    for (let page = first; page <= last; ++page) pages.add(page);
  }
  return pages;
}

// What both sides show at the moment.
const wanted = () => ({
  page: Number(reader.dataset.page),
  place: pageSet(reader.dataset.place), // pages of the passage that was asked for
  found: JSON.parse(reader.dataset.found), // what to mark, as the text has it
  pages: pageSet(reader.dataset.hitPages), // where that is
});

// Words of scripts without spaces stand within others; words of the others do not.
const spaced = (word) => !/[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Han}]/u.test(word);

// Hits are marked on what is seen and so many pages before and after it.
const kNear = 2;

function hitsNear(page) {
  return new Set([...wanted().pages].filter((hit) => Math.abs(hit - page) <= kNear));
}

// A document of which only some pages are read for finding: the others seem empty. So a long one is
// neither fetched nor read as a whole.
const only = (pdf, pages) => ({
  numPages: pdf.numPages,
  getPage: (number) =>
    pages.has(number)
      ? pdf.getPage(number)
      : Promise.resolve({ getTextContent: () => Promise.resolve({ items: [] }) }),
});

// Until the PDF's side is shown. On a phone the text may have been chosen before the PDF was there, and
// the viewer cannot lay out a place without a size, nor go to a page of it.
function seen() {
  return new Promise((ready) => {
    const size = new ResizeObserver(() => {
      if (container.clientWidth === 0) return;
      size.disconnect();
      ready();
    });
    size.observe(container);
  });
}

// pdf.js, its viewer, and the way to mark what was found; nothing of it is loaded on other pages.
async function open() {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = asset("web/pdf_viewer.css");
  document.head.prepend(style); // the pages' own rules stand after it
  const pdfjs = await import(asset("build/pdf.min.mjs"));
  const viewers = await import(asset("web/pdf_viewer.mjs"));
  pdfjs.GlobalWorkerOptions.workerSrc = asset("build/pdf.worker.min.mjs");

  const eventBus = new viewers.EventBus();
  const linkService = new viewers.PDFLinkService({
    eventBus,
    externalLinkTarget: viewers.LinkTarget.BLANK,
    externalLinkRel: "noopener noreferrer",
  });
  // Finding leads to no other page than those of the passage.
  let scrolled = false;
  const near = {
    get pagesCount() {
      return linkService.pagesCount;
    },
    get page() {
      return linkService.page;
    },
    set page(number) {
      if (wanted().place.has(number)) linkService.page = number;
    },
  };
  class Marker extends viewers.PDFFindController {
    setDocument() {} // the viewer's call comes at its own time, and would forget what is marked
    start(pdf, pages) {
      super.setDocument(only(pdf, pages));
    }
    scrollMatchIntoView({ element, pageIndex, matchIndex }) {
      const { pageIdx, matchIdx } = this.selected;
      if (!element || pageIndex !== pageIdx || matchIndex !== matchIdx) return;
      if (scrolled || !wanted().place.has(pageIndex + 1)) return;
      scrolled = true; // once: the reader may scroll away
      showWithin(container, element);
    }
  }
  const marker = new Marker({ eventBus, linkService: near, updateMatchesCountOnProgress: false });
  const viewer = new viewers.PDFViewer({
    container,
    eventBus,
    linkService,
    findController: marker,
    annotationMode: pdfjs.AnnotationMode.ENABLE,
    annotationEditorMode: pdfjs.AnnotationEditorType.DISABLE,
    imageResourcesPath: asset("web/images/"),
    enableAutoLinking: false,
    removePageBorders: true,
    maxCanvasPixels: 2 ** 24,
  });
  linkService.setViewer(viewer);

  const pdf = await pdfjs.getDocument({
    url: reader.dataset.file,
    cMapUrl: asset("cmaps/"),
    cMapPacked: true,
    standardFontDataUrl: asset("standard_fonts/"),
    wasmUrl: asset("wasm/"),
    useWasm: false, // the pages' policy has none
    disableAutoFetch: true, // only what is looked at
    disableStream: true,
    rangeChunkSize: 2 ** 15, // a page of text with what belongs to it; neighbours come as one
    maxImageSize: 2 ** 26,
    verbosity: pdfjs.VerbosityLevel.ERRORS,
  }).promise;
  await seen();
  await new Promise((ready) => {
    eventBus.on("pagesinit", ready, { once: true });
    viewer.setDocument(pdf);
    linkService.setDocument(pdf);
  });
  viewer.currentScaleValue = "page-width";

  let marked; // the pages whose hits are marked, as one text
  const mark = () => {
    const { found } = wanted();
    const pages = hitsNear(viewer.currentPageNumber);
    marked = [...pages].join();
    marker.start(pdf, pages);
    if (found.length === 0) return eventBus.dispatch("findbarclose", { source: reader });
    eventBus.dispatch("find", {
      source: reader,
      type: "",
      query: found,
      caseSensitive: false,
      entireWord: found.every(spaced),
      highlightAll: true,
      findPrevious: false,
      matchDiacritics: true,
    });
  };
  let turning = false; // to a page that is asked for: no other has to be marked on the way
  const show = () => {
    scrolled = false;
    turning = true;
    viewer.currentPageNumber = Math.min(wanted().page, pdf.numPages);
    turning = false;
    mark();
  };
  show();
  eventBus.on("pagechanging", () => {
    if (!turning && [...hitsNear(viewer.currentPageNumber)].join() !== marked) mark();
  });
  return { viewer, eventBus, show };
}

// The address of this page at another page of the PDF.
function atPage(number) {
  const url = new URL(location.href);
  url.searchParams.set("page", number);
  url.searchParams.delete("hit");
  url.hash = "";
  return url.href;
}

// Who scrolls the PDF sees which page it is, and may have its text.
function follow(viewer) {
  const page = viewer.currentPageNumber;
  const number = new Intl.NumberFormat(document.documentElement.lang).format(page);
  document.getElementById("page-words").textContent = reader.dataset.pageOf.replace("%p", number);
  for (const [id, other] of [["prev-page", page - 1], ["next-page", page + 1]]) {
    const link = document.getElementById(id);
    link.href = atPage(other);
    link.hidden = other < 1 || other > viewer.pagesCount;
  }
  const text = document.getElementById("this-text");
  text.hidden = page === wanted().page;
  text.href = atPage(page);
}

// Scrolls one side alone; the page around it stays where it is.
function showWithin(box, element) {
  if (box.scrollHeight <= box.clientHeight) return element.scrollIntoView({ block: "center" });
  const below = element.getBoundingClientRect().top - box.getBoundingClientRect().top;
  box.scrollTop += below - box.clientHeight / 3;
}

function scrollToText() {
  const side = document.getElementById("text-side");
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const mark = target?.querySelector("mark");
  if (mark) showWithin(side, mark);
  else side.scrollTop = 0; // the place is the first passage
}

// Another place of the same document: its text is fetched, the PDF stays open.
async function go(href, { viewer, show }, push = true) {
  const answer = await fetch(href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return location.assign(href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const focused = document.activeElement?.id;
  for (const id of ["text-side", "pdf-pages"])
    document.getElementById(id).replaceChildren(...page.getElementById(id).childNodes);
  pickButtons(document);
  Object.assign(reader.dataset, page.getElementById("reader").dataset);
  if (push) history.pushState(null, "", href);
  show();
  follow(viewer);
  scrollToText();
  (document.getElementById(focused) ?? document.getElementById("inside-words"))?.focus({
    preventScroll: true,
  });
}

const here = (url) => url.origin === location.origin && url.pathname === location.pathname;

function stayOpen(opened) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href);
    if (!here(url) || url.search === location.search) return;
    event.preventDefault();
    go(url.href, opened);
  });
  document.addEventListener("submit", (event) => {
    const url = new URL(event.target.action);
    if (!here(url)) return;
    event.preventDefault();
    url.search = new URLSearchParams(new FormData(event.target));
    go(url.href, opened);
  });
  addEventListener("popstate", () => go(location.href, opened, false));
}

// On a phone one side at a time.
for (const button of sides.querySelectorAll(".switch button")) {
  button.addEventListener("click", () => {
    sides.dataset.show = button.dataset.show;
    for (const each of sides.querySelectorAll(".switch button"))
      each.setAttribute("aria-pressed", each === button);
  });
}

async function start() {
  reader.hidden = false;
  sides.querySelector(".switch").hidden = false;
  sides.dataset.show = "pdf";
  status.textContent = status.dataset.loading;
  scrollTo(0, 0); // where the address names a passage, the browser has gone there already
  scrollToText();
  const opened = await open();
  const { viewer, eventBus } = opened;
  status.textContent = "";
  eventBus.on("pagechanging", () => follow(viewer));
  for (const [id, change] of [
    ["zoom-out", () => viewer.decreaseScale()],
    ["zoom-in", () => viewer.increaseScale()],
    ["zoom-fit", () => (viewer.currentScaleValue = "page-width")],
  ])
    document.getElementById(id).addEventListener("click", change);
  new ResizeObserver(() => {
    if (container.clientWidth === 0) return; // hidden, on a phone
    if (viewer.currentScaleValue === "page-width") viewer.currentScaleValue = "page-width";
    viewer.update();
  }).observe(container);
  follow(viewer);
  stayOpen(opened);
}

start().catch((error) => {
  console.warn(error);
  sides.dataset.show = "text";
  reader.classList.add("failed");
  status.textContent = status.dataset.failed;
});
