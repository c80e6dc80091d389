import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { allRevisions } from "../../scripts/revisions/history.ts";
import { keptFlow } from "../../scripts/revisions/running-flow.ts";
import { hasBrowser, openBrowser, screenshot } from "../support/browser.ts";
import { pressDeploy } from "../support/editor-form.ts";
import { eventually } from "../support/eventually.ts";
import { openSignedIn } from "../support/signed-in-page.ts";
import { ownPlace, type StartedTwinloom, startTwinloom } from "../support/started-twinloom.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const flow = [
  { id: "t", type: "tab", label: "Pump" },
  { id: "f", type: "function", z: "t", name: "sum", func: "return msg;", outputs: 1, x: 300, y: 100, wires: [["d"]] },
  { id: "d", type: "debug", z: "t", name: "seen", x: 500, y: 100, wires: [] },
];

describe("the sidebar of revisions, in a browser", () => {
  const folder = temporaryFolder();
  const home = join(folder.path, "home");
  let twinloom: StartedTwinloom;
  let browser: Browser;
  let page: Page;

  before(async function () {
    if (!hasBrowser()) {
      console.warn("no Chromium: the sidebar of revisions is not tested");
      this.skip();
    }
    mkdirSync(home);
    writeFileSync(join(home, "flows.json"), JSON.stringify(flow));
    twinloom = await startTwinloom(await ownPlace(home), ["--no-plant"]);
    browser = await openBrowser();
    page = await openSignedIn(browser, twinloom.url, admin());
  });
  after(async () => {
    await browser?.close();
    await twinloom?.stop();
    folder.remove();
  });

  const admin = () => ({ name: "admin", password: twinloom.passwords["admin"] ?? "" });
  const newest = () => allRevisions(home).whole[0];
  const sidebar = () => page.locator(".twinloom-revisions-tab");
  const showSidebar = () => page.evaluate('RED.sidebar.show("twinloom-revisions")');
  const set = (code: string) =>
    page.evaluate(`(() => {
      const node = RED.nodes.node("f");
      node.func = ${JSON.stringify(code)};
      node.changed = true;
      RED.nodes.dirty(true);
    })()`);

  it("sends the message with the deploy, and tells in words what that has changed", async () => {
    await showSidebar();
    await sidebar().getByLabel("Message for the next deploy").fill("doppelt, für Anna");
    await set("msg.payload *= 2;\nreturn msg;");
    await pressDeploy(page);
    await sidebar()
      .getByRole("button", { name: /doppelt, für Anna/ })
      .click();
    await sidebar().getByText("+ msg.payload *= 2;").waitFor();
    assert.deepEqual([newest()?.user, newest()?.message], ["admin", "doppelt, für Anna"]);
    assert.equal(await sidebar().getByLabel("Message for the next deploy").inputValue(), "");
    await screenshot(page, "revisions-sidebar");
  });

  it("labels a revision", async () => {
    await sidebar().getByRole("button", { name: "Label…" }).click();
    await page.getByLabel(/Label for revision/).fill("v1");
    await page.getByRole("button", { name: "Save" }).click();
    await sidebar().locator(".twinloom-revision-badge", { hasText: "v1" }).waitFor();
  });

  it("goes back in one step, and the editor shows the flow that runs then", async () => {
    await sidebar()
      .getByRole("button", { name: /Taken over/ })
      .click();
    await sidebar().getByRole("button", { name: "Roll back to this…" }).click();
    await page.getByLabel("Why? (optional)").fill("too loud");
    await page.getByLabel(/Label for revision/).waitFor({ state: "detached" });
    await screenshot(page, "revisions-rollback");
    const reloaded = page.waitForEvent("load");
    await page.getByRole("button", { name: "Roll back", exact: true }).click();
    await reloaded;
    await eventually("the flow of before", () =>
      page.evaluate('window.RED?.nodes?.node?.("f")?.func === "return msg;"'),
    );
    assert.match(newest()?.message ?? "", /^Rolled back to [0-9a-f]{12}: too loud$/);
    assert.equal(keptFlow(home).find(({ id }) => id === "f")?.["func"], "return msg;");
  });

  it("shows why a deploy was refused, and deploys it all the same only with a reason", async () => {
    await page.locator("#red-ui-loading-progress").waitFor({ state: "hidden" });
    await page.evaluate(`(() => {
      const twin = { id: "w", type: "twinloom-twin-state", z: "t", name: "twin", assetType: "", deadbandPercent: 70, x: 300, y: 200, wires: [[], [], []] };
      RED.nodes.import([twin], { generateIds: false, addFlow: false });
      RED.nodes.dirty(true);
    })()`);
    await page.locator("#red-ui-header-button-deploy").click();
    // Node-RED itself asks first where a node isn't configured
    await page.getByRole("button", { name: "Confirm deploy" }).click();
    const why = page.getByLabel(/Why should it be deployed all the same/);
    await why.waitFor();
    const refusal = page.locator(".red-ui-notification", { has: why });
    await refusal.getByText(/twin \(Pump\): .*Asset type/).waitFor();
    await refusal.getByRole("button", { name: "Deploy all the same" }).click();
    assert.notEqual(newest()?.override?.reason, "on trial");
    await page.waitForTimeout(500);
    await screenshot(page, "revisions-refused");
    assert.equal(await page.locator(".red-ui-notification").filter({ hasText: "TWIN-REV-011" }).count(), 0);
    await why.fill("on trial");
    await refusal.getByRole("button", { name: "Deploy all the same" }).click();
    await page.getByRole("button", { name: "Confirm deploy" }).click();
    await eventually("the deploy in spite", () => newest()?.override?.reason === "on trial");
  });

  it("speaks German too", async () => {
    const german = await openSignedIn(browser, twinloom.url, admin(), "de");
    await german.evaluate('RED.sidebar.show("twinloom-revisions")');
    await german.getByText("Nachricht zur nächsten Übernahme").waitFor();
    await german.locator(".twinloom-revision-head").first().click();
    await german.getByText("Hierhin zurück").or(german.getByText("Marke…")).first().waitFor();
    await screenshot(german, "revisions-german");
    await german.context().close();
  });
});
