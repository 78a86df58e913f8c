// What a first visit costs: everything that comes over the wire for it, as it is sent. HTML is there
// after one round trip: no redirect, nothing fetched for its content, small enough for the first
// packets that a server may send without hearing back (RFC 6928: ten segments).
import assert from "node:assert/strict";
import { webTest } from "./harness.mjs";

const kFirstFlight = 10 * 1460;
const kVisits = [
  { name: "start page", path: "/" },
  { name: "first results", path: "/search?q=haze" },
];
const kBudgets = [
  { javaScript: false, bytes: 30_000 },
  { javaScript: true, bytes: 60_000 },
];

// Sizes on the wire, headers and compression included, in the order of arrival.
async function transfers({ page, context, open }, path) {
  const protocol = await context.newCDPSession(page);
  const requests = new Map();
  await protocol.send("Network.enable");
  protocol.on("Network.requestWillBeSent", ({ requestId, request, redirectResponse, initiator }) =>
    requests.set(requestId, { url: request.url, redirected: Boolean(redirectResponse), by: initiator.type }));
  protocol.on("Network.responseReceived", ({ requestId, response, type }) =>
    Object.assign(requests.get(requestId), {
      type, cached: response.fromDiskCache, encoding: response.headers["Content-Encoding"] ?? response.headers["content-encoding"],
    }));
  protocol.on("Network.dataReceived", ({ requestId, dataLength }) => {
    const request = requests.get(requestId);
    request.plainBytes = (request.plainBytes ?? 0) + dataLength; // of the body, as it is when unpacked
  });
  protocol.on("Network.loadingFinished", ({ requestId, encodedDataLength }) =>
    Object.assign(requests.get(requestId), { bytes: encodedDataLength }));
  await open(path);
  await page.waitForLoadState("networkidle");
  return [...requests.values()].filter(({ url }) => !url.startsWith("data:"));
}

for (const { name, path } of kVisits)
  for (const { javaScript, bytes } of kBudgets)
    webTest(`${name}: at most ${bytes} bytes`, { javaScript, fresh: true }, async (session) => {
      const all = await transfers(session, path);
      const total = all.reduce((sum, each) => sum + each.bytes, 0);
      const parts = all.map((each) => `${each.type} ${each.bytes}`).join(", ");
      console.log(`${name}, ${javaScript ? "with" : "without"} JavaScript: ${total} bytes (${parts})`);
      const kinds = all.map(({ type }) => type);
      assert.ok(kinds.includes("Stylesheet"), parts);
      assert.equal(kinds.includes("Script"), javaScript, parts);
      for (const each of all) {
        assert.ok(each.bytes > 0 && !each.cached && !each.redirected, JSON.stringify(each));
        assert.ok(each.plainBytes > 0, JSON.stringify(each));
        if (each.plainBytes >= 1024) assert.equal(each.encoding, "gzip", each.url);
      }
      assert.ok(total <= bytes, `${total} bytes: ${parts}`);
    });

webTest("results need one round trip and no script", { javaScript: false, fresh: true }, async (session) => {
  const [html, ...others] = await transfers(session, "/search?q=haze");
  assert.equal(html.type, "Document");
  assert.ok(html.bytes <= kFirstFlight, `${html.bytes} bytes of HTML`);
  assert.ok((await session.page.locator("ol.hits > li").count()) >= 4);
  assert.deepEqual(others.filter(({ type }) => !["Stylesheet", "Other", "Image"].includes(type)), []);
});
