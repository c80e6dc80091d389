import assert from "node:assert/strict";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { hasBrowser, openBrowser, openEditor, screenshot } from "../support/browser.ts";
import { openDialog, reasonOfRow, type } from "../support/editor-form.ts";
import { recordHotWeek } from "../support/hot-week.ts";
import { type RunningNodeRed, startNodeRed } from "../support/node-red.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const node = (id: string, x: number, y: number, wires: string[][], settings: object = {}) => ({
  ...{ id, type: `twinloom-${id}`, z: "t", name: "", x, y, wires, configVersion: 1 },
  ...settings,
});
const flow = [
  { id: "t", type: "tab", label: "Pump" },
  {
    id: "type",
    type: "twinloom-asset-type",
    name: "pump",
    kind: "centrifugal-pump",
    definition: "",
    place: "",
    configVersion: 1,
  },
  { id: "store", type: "twinloom-store", name: "week", driver: "embedded", file: "week.db", configVersion: 1 },
  node("sensor-source", 150, 100, [["feature-extractor"], []], { assetType: "type", asset: "pump-1", store: "store" }),
  node("feature-extractor", 350, 100, [["twin-state"], []], { assetType: "type", latenessSeconds: 0 }),
  node("twin-state", 550, 100, [[], [], []], { assetType: "type", store: "store" }),
];

describe("the preview in an edit dialog, in a browser", function () {
  this.timeout(240_000);
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
    await answer.locator("p").first().waitFor({ timeout: 60_000 });
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
    await form.getByText("am Tag, wie jetzt").waitFor({ timeout: 60_000 });
    await screenshot(german, "preview-german");
  });
});
