import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { hasBrowser, openBrowser, openEditor, screenshot } from "../support/browser.ts";
import { openDialog, pressDeploy, pressDone } from "../support/editor-form.ts";
import { type RunningNodeRed, startNodeRed } from "../support/node-red.ts";
import { type PymodbusServer, pymodbusPython, startPymodbusServer } from "../support/pymodbus-server.ts";

const row = (tag: string, address: number, more: Record<string, unknown>) => ({
  ...{ tag, channel: "", unit: "", scale: 1, offset: 0, asset: "", address },
  ...more,
});
const source = (modbusPort: number) => ({
  ...{ id: "n1", type: "twinloom-sensor-source", z: "t", x: 300, y: 100, wires: [[], []], name: "", configVersion: 1 },
  ...{ protocol: "wire", modbusHost: "127.0.0.1", modbusPort, modbusUnitId: 1 },
  tags: [
    row("drive/speed", 2, { dataType: "float32", wordOrder: "big", channel: "speed" }),
    row("drive/torque", 16, { dataType: "int16", scale: 0.1 }),
    row("nowhere", 900, { dataType: "int16" }),
    row("running", 3, { table: "coil" }),
    row("away", 0, { dataType: "float32", unitId: "9" }),
  ],
});

describe("the test-read, in a browser", () => {
  let device: PymodbusServer;
  let red: RunningNodeRed;
  let browser: Browser;

  before(async function () {
    const python = hasBrowser() ? await pymodbusPython() : undefined;
    if (!python) {
      console.warn("no Chromium or no pymodbus: the test-read is not tested");
      this.skip();
    }
    device = await startPymodbusServer(python, "tcp");
    red = await startNodeRed({ flows: [{ id: "t", type: "tab", label: "t" }, source(device.port)] });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await red?.stop();
    await device?.kill();
  });

  it("shows what the device says beside each row of the unsaved table, and sets the word order that is pressed", async () => {
    const page = await openEditor(browser, red.url);
    const form = await openDialog(page, "n1", false);
    await form.locator('.form-row[data-field="protocol"] select').selectOption("modbus");
    await form.getByRole("button", { name: "Read now" }).click();
    const rows = form.locator(".twinloom-read");
    await rows.nth(4).waitFor();
    assert.match((await rows.nth(0).textContent()) ?? "", /^1000 44B9 = /);
    assert.match((await rows.nth(1).textContent()) ?? "", /^FFE7 = -2.5 /);
    assert.match((await rows.nth(2).textContent()) ?? "", /illegal data address/);
    assert.equal(((await rows.nth(3).textContent()) ?? "").trim(), "1 = 1");
    assert.match((await rows.nth(4).textContent()) ?? "", /unit 9: no answer/);
    await rows.nth(0).getByRole("button", { name: "Other word orders" }).click();
    // As Python's struct reads the same bytes.
    const orders = rows.nth(0).locator("span button");
    assert.deepEqual(await orders.allTextContents(), [
      "ABCD: 2.5296491e-29",
      "CDAB: 1480.5",
      "BADC: 1.5358287e-39",
      "DCBA: -0.0001869204",
    ]);
    await screenshot(page, "test-read");
    await rows.nth(0).getByRole("button", { name: "CDAB: 1480.5" }).click();
    assert.equal(await form.locator('[data-column="wordOrder"]').nth(0).inputValue(), "littleWords");
    await pressDone(page, false);
    await pressDeploy(page);
    const flow = await red.json<Record<string, unknown>[]>("/flows");
    assert.partialDeepStrictEqual(flow.find(({ id }) => id === "n1")?.["tags"], [{ wordOrder: "littleWords" }]);
  });

  it("says why where nothing can be read", async () => {
    const page = await openEditor(browser, red.url);
    const form = await openDialog(page, "n1", false);
    await device.kill();
    await form.getByRole("button", { name: "Read now" }).click();
    await form.getByText("TWIN-SOURCE-040").waitFor();
    await pressDone(page, false);
  });
});
