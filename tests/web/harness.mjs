// A browser test sees one page in a context of its own and, whatever it is about, fails when the page
// complained: errors or warnings on the console, errors of scripts, reports of the content security
// policy, failed requests, requests to anybody but the service, dialogs, and scripts of documents.
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

  constructor(context, options) {
    Object.assign(this, options); // service, width, javaScript, scheme, ...
    this.context = context;
    this.origin = services[this.service];
  }

  async start() {
    await this.context.exposeBinding("__policyReport", (_, text) => this.#complain("policy", text));
    await this.context.addInitScript(() =>
      addEventListener("securitypolicyviolation", (event) =>
        globalThis.__policyReport(`${event.violatedDirective} ${event.blockedURI}`)),
    );
    this.context.setDefaultTimeout(kStepMs);
    this.context.on("console", (message) => this.#onConsole(message));
    this.context.on("weberror", (error) => this.#complain("script", error.error().stack));
    this.context.on("dialog", (dialog) => {
      this.#complain("dialog", dialog.message());
      dialog.dismiss();
    });
    this.context.on("request", (request) => this.#onRequest(request));
    this.context.on("requestfailed", (request) => this.#onFailure(request));
    this.context.on("response", (response) => {
      const status = response.status();
      if (status >= 400 && this.#expected.get(response.url()) !== status)
        this.#complain("answer", `${status} ${response.url()}`);
    });
    this.page = await this.context.newPage();
  }

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
    if (!url.startsWith(`${this.origin}/`) && !/^(data|blob):/.test(url)) this.#complain("third party", url);
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
    await this.context.close();
    return this.#complaints;
  }
}

function describe({ width, javaScript, scheme }) {
  const words = [`${width} px`];
  if (!javaScript) words.push("without JavaScript");
  if (scheme === "dark") words.push("dark");
  return words.join(", ");
}

async function newSession(options) {
  const { width, javaScript, scheme, context = {} } = options;
  const made = await browser.newContext({
    viewport: sizeOf(width),
    javaScriptEnabled: javaScript,
    colorScheme: scheme,
    locale: "en-GB",
    ...context, // anything else that Playwright knows of a context
  });
  const session = new Session(made, options);
  await session.start();
  return session;
}

// Defines one test; `body` gets the Session.
export function webTest(name, options, body) {
  const all = { service: "sample", width: 1280, javaScript: true, scheme: "light", ...options };
  test(`${name} (${describe(all)})`, { timeout: kTestMs }, async () => {
    const session = await newSession(all);
    let failed;
    await Promise.resolve(session).then(body).catch((error) => (failed = error));
    const complaints = await session.end().catch((error) => [error.message]);
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
