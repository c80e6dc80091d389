import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import type { Browser, Locator, Page } from "playwright-core";
import { hasBrowser, openBrowser, openEditor, screenshot } from "../support/browser.ts";
import { inputOf, openDialog, pressDeploy, pressDone, reasonOfRow, rowOf, type } from "../support/editor-form.ts";
import { type RunningNodeRed, startNodeRed } from "../support/node-red.ts";
import { samplePackage } from "../support/sample-package.ts";

const CONFIG = { id: "c1", type: "twinloom-sample-config", name: "press", configVersion: 1, path: "data" };
const SAMPLE = {
  id: "n1",
  type: "twinloom-sample",
  z: "t",
  x: 300,
  y: 100,
  wires: [[], []],
  name: "",
  configVersion: 2,
  assetType: "c1",
  windowHours: 24,
  samples: 10,
  temperatureLimit: 80,
  protocol: "none",
  topic: "",
  code: "abc",
  active: true,
  extra: "{}",
  limits: [{ channel: "speed", limit: 3, side: "above", active: true, pointer: "/value" }],
};
const WRITTEN_BY_HAND = { id: "n2", type: "twinloom-sample", z: "t", x: 300, y: 200, wires: [[], []], assetType: "c1" };
const FLOW = [{ id: "t", type: "tab", label: "test" }, CONFIG, SAMPLE, WRITTEN_BY_HAND];

describe("a generated form, in a browser", () => {
  let folder: string;
  let red: RunningNodeRed;
  let browser: Browser;
  let page: Page;
  let form: Locator;

  const kept = async (): Promise<Record<string, unknown>> => {
    const flow = await red.json<Record<string, unknown>[]>("/flows");
    return flow.find(({ id }) => id === "n1") ?? {};
  };
  const save = async (): Promise<void> => {
    await pressDone(page, false);
    await pressDeploy(page);
  };

  before(async function () {
    if (!hasBrowser()) {
      console.warn("no Chromium at /usr/bin/chromium (or TWINLOOM_CHROMIUM): the form is not tested in a browser");
      this.skip();
    }
    folder = await samplePackage();
    red = await startNodeRed({ nodesDir: folder, flows: FLOW });
    browser = await openBrowser();
    page = await openEditor(browser, red.url);
  });
  after(async () => {
    await browser?.close();
    await red?.stop();
    if (folder) await rm(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    form = await openDialog(page, "n1", false);
  });
  afterEach(async () => {
    if (await form.isVisible()) await pressDone(page, false);
  });

  it("shows each field with its label, unit and help", async () => {
    const row = rowOf(form, "windowHours");
    assert.equal(await row.locator("label").first().textContent(), "Window");
    assert.equal(await row.locator(".twinloom-unit").textContent(), "h");
    assert.equal(await row.locator(".twinloom-help").textContent(), "Length of one window.");
    assert.equal(await rowOf(form, "temperatureLimit").locator(".twinloom-unit").textContent(), "°C");
    await screenshot(page, "form-every-kind");
  });

  it("binds every label to its input, and every input to its help and reason", async () => {
    for (const field of ["windowHours", "samples", "protocol", "code", "active", "extra", "assetType"]) {
      const row = rowOf(form, field);
      const target = await row.locator("label").first().getAttribute("for");
      const input = form.locator(`[id="${target}"]`);
      assert.equal(await input.count(), 1, field);
      assert.ok(await input.isVisible(), field);
      assert.equal(
        await input.getAttribute("aria-describedby"),
        `node-input-${field}-help node-input-${field}-reason`,
        field,
      );
    }
  });

  it("gives the reason at every key, for each rule", async () => {
    for (const [field, text, reason] of [
      ["windowHours", "0", "must be more than 0"],
      ["windowHours", "721", "must be at most 720"],
      ["windowHours", "", "must not be empty"],
      ["samples", "1.5", "must be a whole number"],
      ["samples", "ten", "must be a number"],
      ["code", "ABC", "must match ^[a-z]+$"],
    ] as const) {
      await type(form, field, text);
      assert.equal(await reasonOfRow(form, field).textContent(), reason, `${field}: ${text}`);
    }
    for (const [field, text] of [
      ["windowHours", "24"],
      ["samples", "10"],
      ["code", "abc"],
    ] as const) {
      await type(form, field, text);
      assert.equal(await reasonOfRow(form, field).textContent(), "");
    }
  });

  it("keeps an environment variable in place of a number", async () => {
    await rowOf(form, "windowHours").locator(".red-ui-typedInput-type-select").click();
    await page.locator(".red-ui-typedInput-options:visible a", { hasText: "env" }).click();
    await type(form, "windowHours", "WINDOW_HOURS");
    assert.equal(await reasonOfRow(form, "windowHours").textContent(), "");
    await save();
    assert.equal((await kept())["windowHours"], "$".concat("{WINDOW_HOURS}"));
    form = await openDialog(page, "n1", false);
    assert.equal(await inputOf(form, "windowHours").inputValue(), "WINDOW_HOURS");
  });

  it("shows a field and a column only while they count, and does not ask for what is hidden", async () => {
    assert.equal(await rowOf(form, "topic").isVisible(), false);
    assert.equal(await rowOf(form, "password").isVisible(), false);
    await inputOf(form, "protocol").selectOption("mqtt");
    assert.equal(await rowOf(form, "topic").isVisible(), true);
    assert.equal(await reasonOfRow(form, "topic").textContent(), "must not be empty");
    assert.equal(await rowOf(form, "limits").locator('input[data-column="pointer"]').isVisible(), true);
    await inputOf(form, "protocol").selectOption("none");
    assert.equal(await rowOf(form, "topic").isVisible(), false);
    assert.equal(await rowOf(form, "limits").locator('input[data-column="pointer"]').isVisible(), false);
  });

  it("edits a list row by row, and says which cell is wrong", async () => {
    const list = rowOf(form, "limits");
    await list.locator(".red-ui-editableList-addButton").click();
    assert.equal(await reasonOfRow(form, "limits").textContent(), "Row 2, Channel: must not be empty");
    await list.locator('input[data-column="channel"]').nth(1).fill("torque");
    await list.locator('input[data-column="limit"]').nth(1).fill("2.5");
    await list.locator('select[data-column="side"]').nth(1).selectOption("below");
    assert.equal(await reasonOfRow(form, "limits").textContent(), "");
    await save();
    assert.deepEqual((await kept())["limits"], [
      SAMPLE.limits[0],
      { channel: "torque", limit: 2.5, side: "below", active: true, pointer: "/value" },
    ]);
  });

  it("shows the default of a field that the flow does not have, as the deploy takes it", async () => {
    assert.equal(await page.evaluate('RED.nodes.node("n2").valid'), true);
    await pressDone(page, false);
    form = await openDialog(page, "n2", false);
    for (const [field, value] of [
      ["windowHours", "24"],
      ["samples", "10"],
      ["protocol", "none"],
    ] as const) {
      assert.equal(await inputOf(form, field).inputValue(), value);
    }
    assert.equal(await inputOf(form, "active").isChecked(), true);
    assert.deepEqual(await form.locator(".twinloom-reason:not(:empty)").allTextContents(), []);
  });

  it("keeps a secret out of the flow", async () => {
    await inputOf(form, "protocol").selectOption("mqtt");
    await type(form, "topic", "plant");
    await rowOf(form, "password").locator("input").fill("hush");
    await save();
    assert.ok(!JSON.stringify(await kept()).includes("hush"));
    assert.deepEqual(await red.json("/credentials/twinloom-sample/n1"), { has_password: true });
    form = await openDialog(page, "n1", false);
    assert.equal(await rowOf(form, "password").locator("input").inputValue(), "__PWRD__");
  });

  it("can be filled in with the keyboard alone", async () => {
    await form.locator("#node-input-name").focus();
    for (let n = 0; n < 30; n++) {
      await page.keyboard.press("Tab");
      if ((await page.evaluate("document.activeElement.id")) === "node-input-samples") break;
    }
    await page.keyboard.press("Control+a");
    await page.keyboard.type("0");
    assert.equal(await reasonOfRow(form, "samples").textContent(), "must be at least 1");
    await page.keyboard.type("7");
    await save();
    assert.equal((await kept())["samples"], 7);
  });
});
