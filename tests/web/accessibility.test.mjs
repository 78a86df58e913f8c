// Every page on a desk, on a phone and at 320 px, in light and in dark, with and without JavaScript.
import assert from "node:assert/strict";
import * as checks from "./checks.mjs";
import { kWidths, variants, webTest } from "./harness.mjs";
import { kPages, openPage } from "./pages.mjs";

const kSchemes = ["light", "dark"];
const kScripts = [true, false];

for (const row of kPages)
  for (const variant of variants({ width: kWidths, javaScript: kScripts, scheme: kSchemes }))
    webTest(`axe finds nothing: ${row.name}`, { service: row.service, ...variant }, async (session) => {
      await openPage(session, row);
      assert.deepEqual(await checks.axe(session.page), []);
      assert.deepEqual(await checks.overflow(session.page), []);
      assert.deepEqual(await checks.order(session.page), []);
    });

for (const row of kPages)
  for (const variant of variants({ width: [1280, 320], scheme: kSchemes }))
    webTest(`the focus is seen: ${row.name}`, { service: row.service, ...variant }, async (session) => {
      await openPage(session, row);
      assert.deepEqual(await checks.focus(session.page), []);
    });
