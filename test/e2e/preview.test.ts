import assert from "node:assert/strict";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { hasBrowser, openBrowser, openEditor, screenshot } from "../support/browser.ts";
import { openDialog, reasonOfRow, type } from "../support/editor-form.ts";
import { recordHotWeek } from "../support/hot-week.ts";
import { type RunningNodeRed, startNodeRed } from "../support/node-red.ts";
import { recordSpindleHours } from "../support/spindle-hours.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const node = (id: string, x: number, y: number, wires: string[][], settings: object = {}) => ({
  ...{ id, type: `twinloom-${id}`, z: "t", name: "", x, y, wires, configVersion: 1 },
  ...settings,
});
const assetType = (id: string, name: string, kind: string) => ({
  ...{ id, type: "twinloom-asset-type", name, kind, definition: "", place: "", configVersion: 1 },
});
const flow = [
  { id: "t", type: "tab", label: "Pump" },
  assetType("type", "pump", "centrifugal-pump"),
  { id: "store", type: "twinloom-store", name: "week", driver: "embedded", file: "week.db", configVersion: 1 },
  node("sensor-source", 150, 100, [["feature-extractor"], []], { assetType: "type", asset: "pump-1", store: "store" }),
  node("feature-extractor", 350, 100, [["twin-state"], []], { assetType: "type", latenessSeconds: 0 }),
  node("twin-state", 550, 100, [[], [], []], { assetType: "type", store: "store" }),
  assetType("spindle-type", "spindle", "cnc-spindle"),
  node("spindle-source", 150, 200, [["spindle-extractor"], []], {
    ...{ type: "twinloom-sensor-source", assetType: "spindle-type", asset: "spindle-1", store: "store" },
  }),
  node("spindle-extractor", 350, 200, [[], []], {
    ...{ type: "twinloom-feature-extractor", assetType: "spindle-type", latenessSeconds: 0 },
  }),
];

describe("the preview in an edit dialog, in a browser", () => {
  const folder = temporaryFolder();
  let red: RunningNodeRed;
  let browser: Browser;
  let page: Page;

  before(async function () {
    if (!hasBrowser()) {
      console.warn("no Chromium: the preview is not tested in the editor");
      this.skip();
    }
    await recordHotWeek(join(folder.path, "week.db"));
    const store = openEmbeddedStore({ file: join(folder.path, "week.db"), waveformDays: 30 });
    await recordSpindleHours(store, Date.UTC(2026, 0, 5), 24);
    await store.close();
    red = await startNodeRed({ flows: flow, userDir: folder.path });
    browser = await openBrowser();
    page = await openEditor(browser, red.url);
  });
  after(async () => {
    await browser?.close();
    await red?.stop();
    folder.remove();
  });

  const press = async (form: Locator, history: string): Promise<Locator> => {
    await form.getByLabel("Preview on").selectOption({ label: history });
    await form.getByRole("button", { name: "Preview", exact: true }).click();
    const answer = form.locator(".twinloom-preview-answer:not([aria-busy])");
    await answer.locator("p").first().waitFor();
    return answer;
  };

  const cancel = async () => {
    await page.locator("#node-dialog-cancel").click();
    await page.locator(".red-ui-tray").waitFor({ state: "detached" });
  };

  it("says what a changed setting would do to a week, draws it, and touches nothing", async () => {
    const form = await openDialog(page, "twin-state", false);
    const answer = await press(form, "a week of history");
    await answer.getByText("Nothing would change.").waitFor();
    await type(form, "onDelaySeconds", "5400");
    await press(form, "a week of history");
    await answer.getByText("3 alarms a week → 1").waitFor();
    assert.equal(await answer.locator("rect.twinloom-preview-before").count(), 3);
    assert.equal(await answer.locator("rect.twinloom-preview-after").count(), 1);
    assert.ok((await answer.locator("polyline.twinloom-preview-after").count()) > 0);
    await answer.locator("figure").last().scrollIntoViewIfNeeded();
    await screenshot(page, "preview");
    assert.equal(await page.evaluate("RED.nodes.dirty()"), false);
    await cancel();
  });

  it("draws the vibration of a spindle from the waveforms that the store keeps", async () => {
    const form = await openDialog(page, "spindle-extractor", false);
    await type(form, "windowMinutes", "30");
    const answer = await press(form, "a day of history");
    await answer.getByText("With all 144 waveforms of that time.").waitFor();
    await answer.getByText("vibration.rms").waitFor();
    await answer.locator("figure").last().scrollIntoViewIfNeeded();
    await screenshot(page, "preview-waveforms");
    await cancel();
  });

  it("puts the reason of a wrong setting below its field, and takes it away once that is changed", async () => {
    const form = await openDialog(page, "sensor-source", false);
    await form.getByRole("button", { name: "add" }).click();
    await form.locator('[data-column="channel"]').fill("bearingTemperature");
    await form.locator('[data-column="unit"]').fill("bar");
    const answer = await press(form, "the last messages");
    await answer.getByText("TWIN-SOURCE-003").waitFor();
    assert.match((await reasonOfRow(form, "tags").textContent()) ?? "", /^TWIN-SOURCE-003.*bar/);
    await screenshot(page, "preview-refused");
    await form.locator('[data-column="unit"]').fill("K");
    assert.equal(await reasonOfRow(form, "tags").textContent(), "");
    await press(form, "the last messages");
    await answer.getByText("TWIN-PREVIEW-003").waitFor();
    await cancel();
  });

  it("speaks German too, on both themes", async () => {
    const german = await openEditor(browser, red.url, { language: "de", dark: true });
    const form = await openDialog(german, "twin-state", false);
    await form.getByRole("button", { name: "Vorschau", exact: true }).click();
    await form.getByText("am Tag, wie jetzt").waitFor();
    await form.getByText(/\d\d\.\d\d\.\d\d, \d\d:\d\d – /).waitFor();
    await screenshot(german, "preview-german");
  });
});
