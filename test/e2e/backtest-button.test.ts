import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { allRevisions } from "../../scripts/revisions/history.ts";
import { readPlan } from "../../scripts/shadow/shadow-files.ts";
import { hasBrowser, openBrowser, screenshot } from "../support/browser.ts";
import { pressDeploy } from "../support/editor-form.ts";
import { eventually } from "../support/eventually.ts";
import { PATIENCE_MS } from "../support/patience.ts";
import { extruderFlow, recordExtruder } from "../support/recorded-extruder.ts";
import { openSignedIn } from "../support/signed-in-page.ts";
import { ownPlace, type StartedTwinloom, startTwinloom } from "../support/started-twinloom.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("the backtest button beside Deploy and the flow in shadow, in a browser", () => {
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
    page.setDefaultTimeout(PATIENCE_MS);
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

  it("runs an earlier revision in shadow from the sidebar, promotes it with a reason and ends the watch", async () => {
    await pressDeploy(page);
    const [deployed, first] = allRevisions(home).whole;
    await page.evaluate('RED.sidebar.show("twinloom-revisions")');
    const sidebar = page.locator(".twinloom-revisions-tab", { has: page.getByLabel("Message for the next deploy") });
    const panel = sidebar.getByRole("region", { name: "Flow in shadow" });
    await sidebar.getByRole("button", { name: /Taken over/ }).click();
    const begin = async (limits: string): Promise<void> => {
      await sidebar.getByRole("button", { name: "Run in shadow…" }).click();
      await page.getByLabel(/^Limits: by how much/).fill(limits);
      await page.getByRole("button", { name: "Run in shadow", exact: true }).click();
    };
    await begin("nonsense=1");
    await page.getByText(/^TWIN-SHADOW-012: The limit nonsense=1/).waitFor();
    await begin("orders=0, alarms=10%");
    await panel.getByText(`Revision ${first?.id} runs in shadow`).waitFor();
    assert.deepEqual(readPlan(home)?.limits, ["orders=0", "alarms=10%"]);
    assert.deepEqual([readPlan(home)?.by, readPlan(home)?.live], ["admin", deployed?.id]);
    await panel.getByRole("row", { name: /^alarms that rose/ }).waitFor();
    assert.equal(await sidebar.getByRole("button", { name: "Run in shadow…" }).count(), 0);
    await screenshot(page, "shadow-running");
    await screenshot(panel, "shadow-panel");

    await panel.getByRole("button", { name: "Promote…" }).click();
    await page.getByText(/^TWIN-SHADOW-006/).waitFor();
    await screenshot(page, "shadow-promote");
    await page.getByLabel(/Why should it be promoted all the same/).fill("an order sooner");
    const reloaded = page.waitForEvent("load");
    await page.getByRole("button", { name: "Promote all the same" }).click();
    await reloaded;
    await page.locator("#red-ui-loading-progress").waitFor({ state: "hidden" });
    const [promoted] = allRevisions(home).whole;
    assert.match(promoted?.message ?? "", /^Promoted from shadow: revision \w+; .*an order sooner$/);
    assert.equal(await page.evaluate('RED.nodes.node("orders").raiseAt'), "WARNING");

    await page.evaluate('RED.sidebar.show("twinloom-revisions")');
    await panel.getByText(`${promoted?.id} was promoted and is watched until`).waitFor();
    await screenshot(page, "shadow-watched");
    await panel.getByRole("button", { name: "End…" }).click();
    await page.getByRole("button", { name: "End it" }).click();
    await panel.getByText(/Last in shadow: .*stopped by hand/).waitFor();
    assert.equal(readPlan(home)?.phase, "ended");
  });
});
