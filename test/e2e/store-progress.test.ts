import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { hasBrowser, openBrowser, screenshot } from "../support/browser.ts";
import { findInfluxd, type Influxd, startInfluxd } from "../support/influxd.ts";
import { packageRoot, type RunningNodeRed, startNodeRed } from "../support/node-red.ts";
import { openWindow, problemsOf } from "../support/operator-page.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

/** The operator pages with a store on a server, and a torque each tenth of a second. */
const flow = (url: string): object[] => [
  ...JSON.parse(readFileSync(join(packageRoot, "examples/operator-pages.json"), "utf8")),
  { id: "tl-store", type: "twinloom-store", file: "pages.db", driver: "influx1", url, database: "pages" },
  { id: "own", type: "tab", label: "own" },
  { id: "spindle", type: "twinloom-asset-type", kind: "cnc-spindle" },
  {
    ...{ id: "tick", type: "inject", z: "own", repeat: "0.1", once: true, onceDelay: 0.1, topic: "torque" },
    ...{
      props: [{ p: "payload", v: '{"time":$millis(),"values":{"torque":$random()}}', vt: "jsonata" }],
      wires: [["in"]],
    },
  },
  {
    ...{ id: "in", type: "twinloom-sensor-source", z: "own", protocol: "wire", asset: "spindle-1", store: "tl-store" },
    ...{ assetType: "spindle", batchMs: 20, wires: [[], []] },
  },
];

describe("the Plant page of a store whose server is away", () => {
  const folder = temporaryFolder();
  let server: Influxd | undefined;
  let red: RunningNodeRed | undefined;
  let browser: Browser | undefined;

  after(async () => {
    await browser?.close();
    await red?.stop();
    await server?.remove();
    folder.remove();
  });

  it("says how much waits and since when, and nothing more once all is sent", async function () {
    if (!hasBrowser() || !findInfluxd()) {
      console.log("      skipped: Chromium or influxd is not installed");
      return this.skip();
    }
    server = await startInfluxd();
    await server.stop();
    red = await startNodeRed({ userDir: folder.path, flows: flow(server.url), env: { TWINLOOM_HOME: folder.path } });
    browser = await openBrowser();
    const page = await openWindow(browser);
    const problems = problemsOf(page);
    await page.goto(`${red.url}/dashboard/plant`);
    const words = page.locator("[data-store]");
    await words
      .filter({ hasText: /does not answer\. [\d,]+ points wait for it \(\d+\.\d MB\), the oldest for \d+ s/ })
      .waitFor();
    await screenshot(page, "store-away");
    await server.start();
    await words.waitFor({ state: "detached" });
    assert.deepEqual(problems, []);
  });
});
