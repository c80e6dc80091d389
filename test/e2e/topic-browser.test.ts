import assert from "node:assert/strict";
import { connectAsync } from "mqtt";
import type { Browser } from "playwright-core";
import { hasBrowser, openBrowser, openEditor, screenshot } from "../support/browser.ts";
import { openDialog, pressDeploy, pressDone } from "../support/editor-form.ts";
import { findMosquitto, type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { type RunningNodeRed, startNodeRed } from "../support/node-red.ts";

const source = (mqttUrl: string) => ({
  id: "n1",
  type: "twinloom-sensor-source",
  z: "t",
  x: 300,
  y: 100,
  wires: [[], []],
  name: "",
  configVersion: 1,
  protocol: "mqtt",
  mqttUrl,
});

describe("the topic browser, in a browser", () => {
  let broker: Mosquitto;
  let red: RunningNodeRed;
  let browser: Browser;

  before(async function () {
    if (!hasBrowser() || !findMosquitto()) {
      console.warn("no Chromium or no Mosquitto: the topic browser is not tested");
      this.skip();
    }
    broker = await startMosquitto();
    const plant = await connectAsync(broker.url);
    const body = { drive: { speed: { value: 9000, unit: "rpm" } } };
    await plant.publishAsync("plant/m1/telemetry", JSON.stringify(body), { retain: true });
    await plant.endAsync();
    red = await startNodeRed({ flows: [{ id: "t", type: "tab", label: "t" }, source(broker.url)] });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await red?.stop();
    await broker?.remove();
  });

  it("shows what arrives, and makes a row of the tags of a number that is pressed", async () => {
    const page = await openEditor(browser, red.url);
    const form = await openDialog(page, "n1", false);
    await form.getByRole("button", { name: "See what arrives" }).click();
    const add = form.getByRole("button", { name: "Add as tag: plant/m1/telemetry/drive/speed/value" });
    await add.click();
    await screenshot(page, "topic-browser");
    await pressDone(page, false);
    await pressDeploy(page);
    const flow = await red.json<Record<string, unknown>[]>("/flows");
    assert.partialDeepStrictEqual(flow.find(({ id }) => id === "n1")?.["tags"], [
      { tag: "plant/m1/telemetry", pointer: "/drive/speed/value", channel: "speed", unit: "/min", scale: 1 },
    ]);
  });
});
