import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { type PlantProcess, startPlant } from "../plant/plant-process.ts";
import { hasBrowser, openBrowser, openEditor, screenshot } from "../support/browser.ts";
import { openDialog, pressDeploy, pressDone, type } from "../support/editor-form.ts";
import { freePort } from "../support/free-port.ts";
import { type RunningNodeRed, startNodeRed } from "../support/node-red.ts";
import { PATIENCE_MS } from "../support/patience.ts";

const source = {
  ...{ id: "n1", type: "twinloom-sensor-source", z: "t", x: 300, y: 100, wires: [[], []], name: "" },
  ...{ configVersion: 1, protocol: "opcua" },
};

describe("the OPC UA tag browser, in a browser", () => {
  let plant: PlantProcess;
  let red: RunningNodeRed;
  let browser: Browser;

  before(async function () {
    if (!hasBrowser()) {
      console.warn("no Chromium: the OPC UA tag browser is not tested");
      this.skip();
    }
    plant = await startPlant();
    const opcuaEndpoint = `opc.tcp://127.0.0.1:${await freePort()}`;
    red = await startNodeRed({
      flows: [
        { id: "t", type: "tab", label: "t" },
        { ...source, opcuaEndpoint },
      ],
    });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await red?.stop();
    await plant?.stop();
  });

  it("says with its code why a server can't be browsed", async () => {
    const page = await openEditor(browser, red.url);
    const form = await openDialog(page, "n1", false);
    await form.getByRole("button", { name: "Browse the server" }).click();
    await form.getByText("TWIN-SOURCE-040").waitFor();
    await page.close();
  });

  it("shows the server of the unsaved settings as a tree, with live values, and makes rows of what is ticked", async () => {
    const page = await openEditor(browser, red.url);
    page.setDefaultTimeout(PATIENCE_MS);
    const form = await openDialog(page, "n1", false);
    await type(form, "opcuaEndpoint", `opc.tcp://127.0.0.1:${plant.ports.opcua}`);
    await form.getByRole("button", { name: "Browse the server" }).click();
    await form.getByRole("button", { name: "pump-1" }).click();
    const flow = form.getByRole("row").filter({ has: page.getByRole("checkbox", { name: "flow", exact: true }) });
    await flow.getByRole("checkbox").check();
    assert.match(await flow.innerText(), /m³\/h \(m3\/h\)\s+Double, read\s+flow/);
    await form.getByRole("checkbox", { name: "motorPower" }).check();
    const value = flow.locator(".twinloom-tree-value");
    await page.waitForFunction("/^[0-9.]+$/.test(document.querySelectorAll('.twinloom-tree-value')[1].textContent)");
    const before = await value.innerText();
    await value.filter({ hasNotText: before }).waitFor();
    await screenshot(page, "tag-browser");
    await form.getByRole("button", { name: "Add to the tags (2)" }).click();
    assert.ok(await flow.getByRole("checkbox").isDisabled());
    await form.getByRole("button", { name: "pump-1" }).click();
    await flow.waitFor({ state: "detached" });
    await pressDone(page, false);
    await pressDeploy(page);
    const flows = await red.json<Record<string, unknown>[]>("/flows");
    assert.partialDeepStrictEqual(flows.find(({ id }) => id === "n1")?.["tags"], [
      { tag: "nsu=urn:twinloom:plant;s=pump-1.flow", channel: "flow", unit: "m3/h", scale: 1, element: "", asset: "" },
      { tag: "nsu=urn:twinloom:plant;s=pump-1.motorPower", channel: "motorPower", unit: "kW", scale: 1 },
    ]);
    await page.close();
  });
});
