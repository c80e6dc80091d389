import assert from "node:assert/strict";
import type { Browser, Locator, Page } from "playwright-core";
import { hasBrowser, openBrowser, openEditor, screenshot } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { type RunningNodeRed, startNodeRed } from "../support/node-red.ts";

const type = (id: string, kind: string) => ({
  ...{ id, type: "twinloom-asset-type", name: kind, kind, definition: "", place: "", configVersion: 1 },
});
const node = (id: string, room: string, x: number, y: number, wires: string[][], settings: object) => ({
  ...{ id, type: `twinloom-${room}`, z: "t", name: id, x, y, wires, configVersion: 1 },
  ...settings,
});
const flow = [
  { id: "t", type: "tab", label: "Pump" },
  type("pumpType", "centrifugal-pump"),
  type("fanType", "induction-fan"),
  node("source", "sensor-source", 150, 100, [[], []], { assetType: "pumpType" }),
  node("forecast", "rul-predictor", 600, 100, [[]], { assetType: "pumpType" }),
  node("pumpFeatures", "feature-extractor", 150, 240, [["fanTwin"], []], { assetType: "pumpType" }),
  node("fanTwin", "twin-state", 600, 240, [[], [], []], { assetType: "fanType" }),
  node("kelvin", "sensor-source", 150, 380, [["plain"], []], {
    assetType: "pumpType",
    tags: [{ tag: "T1", channel: "bearingTemperature", unit: "bar", scale: 1, offset: 0, asset: "" }],
  }),
  node("plain", "feature-extractor", 600, 380, [[], []], { assetType: "pumpType" }),
];

describe("a wire between what doesn't fit, in a browser", () => {
  let red: RunningNodeRed;
  let browser: Browser;
  let page: Page;

  before(async function () {
    if (!hasBrowser()) {
      console.warn("no Chromium: wires that don't fit are not tested");
      this.skip();
    }
    red = await startNodeRed({ flows: flow });
    browser = await openBrowser();
    page = await openEditor(browser, red.url);
  });
  after(async () => {
    await browser?.close();
    await red?.stop();
  });

  const wrong = (): Locator => page.locator(".red-ui-flow-link.twinloom-wire-wrong");
  const marked = (count: number) =>
    eventually(
      `${count} marked wires`,
      async () => (await wrong().count()) === count,
      () => wrong().count(),
    );
  const notice = (text: string | RegExp): Locator => page.locator(".red-ui-notification", { hasText: text });
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  const centre = async (port: Locator) => {
    const box = await port.boundingBox();
    assert.ok(box);
    return [box.x + box.width / 2, box.y + box.height / 2] as const;
  };
  /** As a user does: from the first output of one node to the input of the other. */
  const wire = async (from: string, to: string) => {
    const output = page.locator(`[id="${from}"] .red-ui-flow-port-output .red-ui-flow-port`).first();
    const input = page.locator(`[id="${to}"] .red-ui-flow-port-input .red-ui-flow-port`).first();
    const [start, end] = [await centre(output), await centre(input)];
    await page.mouse.move(...start);
    await page.mouse.down();
    await page.mouse.move((start[0] + end[0]) / 2, end[1] + 20, { steps: 5 });
    await page.mouse.move(...end, { steps: 5 });
    await page.mouse.up();
  };
  const types = (): Promise<string[]> =>
    page.evaluate("RED.nodes.createCompleteNodeSet().map(({ type }) => type)") as Promise<string[]>;

  it("is marked when the flow is opened, with the reason, and nobody is interrupted", async () => {
    await marked(2);
    const titles = await wrong().locator("title").allTextContents();
    assert.ok(
      titles.some((title) =>
        /pumpFeatures is of the asset type centrifugal-pump, and wired to fanTwin of induction-fan/.test(title),
      ),
      titles.join(),
    );
    assert.ok(
      titles.some((title) =>
        /tag T1 is in bar, which can't become the Cel of the channel bearingTemperature/.test(title),
      ),
      titles.join(),
    );
    assert.equal(await page.locator(".red-ui-notification").count(), 0);
  });

  it("is marked as soon as it is made, and one press puts the missing node in, which one undo takes back", async () => {
    await wire("source", "forecast");
    await notice("source sends telemetry to forecast, which takes twin states.").waitFor();
    await marked(3);
    await page.waitForTimeout(500);
    await screenshot(page, "wrong-wire");
    await press("Insert twin state");
    await marked(2);
    await notice("source sends telemetry").waitFor({ state: "detached" });
    assert.equal((await types()).filter((one) => one === "twinloom-twin-state").length, 2);
    await screenshot(page, "wrong-wire-mended");
    await page.evaluate('RED.actions.invoke("core:undo")');
    await marked(3);
    assert.equal((await types()).filter((one) => one === "twinloom-twin-state").length, 1);
    await page.evaluate(
      'RED.nodes.removeLink(RED.nodes.filterLinks({ source: { id: "source" } })[0]); RED.view.redraw(true)',
    );
    await marked(2);
  });

  it("is mended by the type or the unit that the other end has, once it is selected", async () => {
    const select = (id: string) =>
      page.evaluate(`RED.view.select({ links: RED.nodes.filterLinks({ source: { id: "${id}" } }) })`);
    await select("pumpFeatures");
    await press("Make fanTwin a centrifugal-pump");
    await marked(1);
    assert.equal(await page.evaluate('RED.nodes.node("fanTwin").assetType'), "pumpType");
    await select("kelvin");
    await press("Take Cel for its unit");
    await marked(0);
    await page.evaluate('RED.actions.invoke("core:undo"); RED.actions.invoke("core:undo")');
    await marked(2);
    assert.equal(await page.evaluate('RED.nodes.node("fanTwin").assetType'), "fanType");
  });
});
