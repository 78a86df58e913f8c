// A browser test sees one page of a context and, whatever it is about, fails when the page
// complained: errors or warnings on the console, errors of scripts, reports of the content security
// policy, failed requests, requests to anybody but the service, dialogs, and scripts of documents.
// A context and its page cost ten times what a test does in them, so tests of a file with the same
// options use them one after the other; what a test leaves behind is cleared away. A test that changes
// the context for good (addInitScript, clock, what the browser has in store) says `fresh: true`.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { connectTo } from "./chromium.mjs";

if (!process.env.LONTAR_WEB) throw new Error("start browser tests with tests/web/run.mjs");
const { browser: endpoint, services } = JSON.parse(process.env.LONTAR_WEB);
const browser = await connectTo(endpoint);
after(() => browser.close());

const kTestMs = 180_000;
const kStepMs = 30_000; // the service may be built with sanitizers
const kHeights = { 320: 640, 375: 812, 640: 450, 1280: 900 };

const sizeOf = (width) => ({ width, height: kHeights[width] ?? 900 });

export const resize = (page, width) => page.setViewportSize(sizeOf(width));

class Session {
  #complaints = [];
  #expected = new Map(); // url -> status that a test asks for

  constructor(place, options) {
    Object.assign(this, options); // service, width, javaScript, scheme, ...
    const { context, page } = place;
    Object.assign(this, { context, page, origin: services[this.service] });
  }

  // What happens in the context, by the name of Playwright's event or of the binding.
  hears = {
    policy: (text) => this.#complain("policy", text),
    console: (message) => this.#onConsole(message),
    weberror: (error) => this.#complain("script", error.error().stack),
    dialog: (dialog) => {
      this.#complain("dialog", dialog.message());
      dialog.dismiss();
    },
    request: (request) => this.#onRequest(request),
    requestfailed: (request) => this.#onFailure(request),
    response: (response) => {
      const status = response.status();
      if (status >= 400 && this.#expected.get(response.url()) !== status)
        this.#complain("answer", `${status} ${response.url()}`);
    },
  };

  #complain(kind, text) {
    this.#complaints.push(`${kind}: ${text}`);
  }

  #onConsole(message) {
    if (!["error", "warning"].includes(message.type())) return;
    const url = message.location().url;
    if (this.#expected.get(url) >= 400 && message.text().startsWith("Failed to load resource")) return;
    this.#complain("console", `${message.text()} (${url})`);
  }

  #onRequest(request) {
    const url = request.url();
    if (!url.startsWith(`${this.origin}/`) && !/^(data|blob|about):/.test(url)) this.#complain("third party", url);
  }

  #onFailure(request) {
    // What the page or its reader broke off themselves: a search overtaken by the next one, a
    // download, the icon of a page that was left before it came.
    const may_break = ["fetch", "document"].includes(request.resourceType()) || request.url().includes("/static/icon.svg");
    const broken_off = request.failure().errorText === "net::ERR_ABORTED" && may_break;
    if (!broken_off) this.#complain("request", `${request.failure().errorText} ${request.url()}`);
  }

  // Goes to a path of the service, which must answer with `status`.
  open = async (path, { status = 200 } = {}) => {
    const url = new URL(this.origin + path).href;
    if (status >= 400) this.#expected.set(url.replace(/#.*/s, ""), status);
    // Where the page is there already, going to a passage of it asks the service nothing.
    const response = (await this.page.goto(url)) ?? (await this.page.reload());
    assert.equal(response.status(), status, path);
    return response;
  };

  async end() {
    for (const page of this.context.pages()) {
      await page.waitForLoadState(); // where a navigation was under way
      if (await page.evaluate(() => globalThis.__pwned !== undefined)) this.#complain("pwned", page.url());
    }
    return this.#complaints;
  }
}

// Where tests take place: a context with one page, and whose turn it is.
class Place {
  static #all = new Map(); // by what its context is made with

  static async for({ width, javaScript, scheme, fresh, context = {} }) {
    const key = JSON.stringify([javaScript, context]);
    const known = fresh ? undefined : Place.#all.get(key);
    const place = known ?? new Place();
    if (!known) await place.#make({ javaScriptEnabled: javaScript, locale: "en-GB", ...context });
    if (!fresh) Place.#all.set(key, place);
    await resize(place.page, width);
    await place.page.emulateMedia({ colorScheme: scheme, media: null, reducedMotion: null });
    return place;
  }

  async #make(context) {
    this.made = context;
    this.context = await browser.newContext(context);
    this.context.setDefaultTimeout(kStepMs);
    await this.context.exposeBinding("__policyReport", (_, text) => this.session?.hears.policy(text));
    await this.context.addInitScript(() =>
      addEventListener("securitypolicyviolation", (event) =>
        globalThis.__policyReport(`${event.violatedDirective} ${event.blockedURI}`)),
    );
    this.page = await this.context.newPage();
    for (const event of ["console", "weberror", "dialog", "request", "requestfailed", "response"])
      this.context.on(event, (what) => this.session?.hears[event](what));
  }

  // For the next test, unless this one failed or was to be alone.
  async clear(again) {
    this.session = undefined;
    if (!again) {
      for (const [key, place] of Place.#all) if (place === this) Place.#all.delete(key);
      return this.context.close();
    }
    const { context, page } = this;
    for (const other of context.pages()) if (other !== page) await other.close();
    page.removeAllListeners();
    await page.unrouteAll();
    await page.evaluate(() => {
      sessionStorage.clear();
      localStorage.clear();
    });
    await page.goto("about:blank");
    await context.clearCookies();
    if (!this.made.permissions) await context.clearPermissions();
  }
}

function describe({ width, javaScript, scheme }) {
  const words = [`${width} px`];
  if (!javaScript) words.push("without JavaScript");
  if (scheme === "dark") words.push("dark");
  return words.join(", ");
}

// Defines one test; `body` gets the Session.
export function webTest(name, options, body) {
  const all = { service: "sample", width: 1280, javaScript: true, scheme: "light", fresh: false, ...options };
  test(`${name} (${describe(all)})`, { timeout: kTestMs }, async () => {
    const place = await Place.for(all);
    const session = new Session(place, all);
    place.session = session;
    let failed;
    await Promise.resolve(session).then(body).catch((error) => (failed = error));
    const complaints = await session.end().catch((error) => [error.message]);
    await place.clear(!failed && complaints.length === 0 && !all.fresh);
    if (failed && complaints.length > 0) failed.message += `\nBesides:\n${complaints.join("\n")}`;
    if (failed) throw failed;
    assert.deepEqual(complaints, [], "the page complained");
  });
}

// Every combination of the lists given: variants({width: [1280, 375], javaScript: [true, false]}).
export function variants(lists) {
  return Object.entries(lists).reduce(
    (all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

// A feature as a person uses it: on a desk and on a phone, with and without JavaScript, unless told.
export function featureTest(name, body, { width = [1280, 375], javaScript = [true, false], ...rest } = {}) {
  for (const variant of variants({ width, javaScript })) webTest(name, { ...rest, ...variant }, body);
}
