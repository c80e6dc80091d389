import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { hasBrowser, openBrowser, screenshot } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { extruderFlow, recordExtruder } from "../support/recorded-extruder.ts";
import { openSignedIn } from "../support/signed-in-page.ts";
import { ownPlace, type StartedTwinloom, startTwinloom } from "../support/started-twinloom.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("the backtest button beside Deploy, in a browser", function () {
  this.timeout(600_000);
  const folder = temporaryFolder();
  const home = join(folder.path, "home");
  let twinloom: StartedTwinloom;
  let browser: Browser;
  let page: Page;

  before(async function () {
    if (!hasBrowser()) {
      console.warn("no Chromium: the backtest button is not tested");
      this.skip();
    }
    mkdirSync(home);
    writeFileSync(join(home, "flows.json"), JSON.stringify(extruderFlow({ forecasts: false })));
    await recordExtruder(join(home, "live.db"));
    twinloom = await startTwinloom(await ownPlace(home), ["--no-plant"]);
    browser = await openBrowser();
    page = await openSignedIn(browser, twinloom.url, { name: "admin", password: twinloom.passwords["admin"] ?? "" });
  });
  after(async () => {
    await browser?.close();
    await twinloom?.stop();
    folder.remove();
  });

  it("tells what the unsaved flow would have decided otherwise, and opens the whole page", async () => {
    await page.evaluate(`(() => {
      const node = RED.nodes.node("orders");
      node.raiseAt = "CRITICAL";
      node.changed = true;
      RED.nodes.dirty(true);
    })()`);
    await page.locator(".twinloom-backtest-button").click();
    const tab = page.locator(".twinloom-revisions-tab", { hasText: "Both run on recorded history" });
    await tab.getByLabel("History").selectOption("all");
    await tab.getByRole("button", { name: "Run", exact: true }).click();
    await tab.getByText(/admin is running it since/).waitFor();
    const numbers = tab.locator(".twinloom-backtest-numbers");
    await eventually(
      "the result",
      async () => (await numbers.count()) === 1,
      () => tab.innerText(),
      300_000,
    );
    const orders = await numbers.getByRole("row", { name: /^work orders/ }).innerText();
    const [, before = "", after = ""] = /(\d+)\s+(\d+)/.exec(orders) ?? [];
    assert.ok(Number(before) > Number(after), orders);
    await tab.getByText("Fewer orders").waitFor();
    await screenshot(page, "backtest-result");
    const [opened] = await Promise.all([
      page.context().waitForEvent("page"),
      tab.getByRole("button", { name: "Open the full page" }).click(),
    ]);
    await opened.getByRole("heading", { name: "Orders that differ" }).waitFor();
    await screenshot(opened, "backtest-page");
    assert.equal(await page.evaluate("RED.nodes.dirty()"), true, "nothing was deployed");
  });
});
