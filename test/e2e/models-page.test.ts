import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import type { ModelEvent } from "../../models/registry/model-event.ts";
import { RETRAIN_RUN_TAG } from "../../models/registry/retrain-run.ts";
import { type Author, changeModel } from "../../nodes/kit/models/change-model.ts";
import { keepRetrainRun } from "../../nodes/kit/models/kept-retrain.ts";
import { readTrail } from "../../nodes/kit/models/model-trail.ts";
import { type Documents, openDocuments } from "../../nodes/store/sqlite/open-documents.ts";
import { registerModel } from "../../scripts/models/register-model.ts";
import { hasBrowser, openBrowser, screenshot } from "../support/browser.ts";
import { eventually } from "../support/eventually.ts";
import { writeModelVersion } from "../support/model-version.ts";
import { openWindow, problemsOf, signIn } from "../support/operator-page.ts";
import { ownPlace, type StartedTwinloom, startTwinloom } from "../support/started-twinloom.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const ann: Author = { by: "ann", reason: "trained on this year's failures", nowMs: Date.now(), source: "test" };

describe("the page of the models, in a browser", () => {
  const home = temporaryFolder();
  let twinloom: StartedTwinloom;
  let browser: Browser;
  let store: Documents;
  let shipped = "";
  let better = "";

  const open = async (user: string): Promise<{ page: Page; problems: readonly string[] }> => {
    const page = await openWindow(browser);
    const problems = problemsOf(page);
    await page.goto(`${twinloom.url}/dashboard/models`);
    await signIn(page, user, twinloom.passwords[user] ?? "");
    await page.locator('[data-subject="centrifugal-pump/bearing"]').waitFor();
    return { page, problems };
  };
  const row = (page: Page, hash: string): Locator => page.locator(`tr[data-model="${hash}"]`);
  const state = (page: Page, hash: string, text: string) => row(page, hash).locator("[data-state]", { hasText: text });
  const champions = async (): Promise<readonly ModelEvent[]> =>
    (await readTrail(store)).filter(({ component, action }) => component === "bearing" && action === "install");

  /** A version of the pump's bearing that was better on held-out lives runs as a shadow. */
  const addShadow = async (): Promise<void> => {
    await eventually("the shipped champions", async () => (await champions()).length > 0);
    shipped = (await champions())[0]?.hash ?? "";
    const folder = join(home.path, "made");
    better = writeModelVersion(folder, "centrifugal-pump-bearing", "retrained");
    const scores = { maeHours: 60, winklerHours: 300, coverage: 0.9 };
    const evaluation = {
      ...{ schema: "twinloom/model-evaluation@1", protocol: "12 held-out lives", champion: shipped, confidence: 0.9 },
      ...{ lives: 12, candidateScores: { ...scores, winklerHours: 210 }, championScores: scores },
    };
    writeFileSync(join(folder, "evaluation.json"), JSON.stringify(evaluation));
    await registerModel(store, home.path, folder, ann);
    await changeModel(store, { action: "shadow", hash: better }, ann);
  };

  before(async function () {
    if (!hasBrowser()) {
      console.warn("no Chromium at /usr/bin/chromium (or TWINLOOM_CHROMIUM): the page of the models is not tested");
      this.skip();
    }
    twinloom = await startTwinloom(await ownPlace(home.path), ["--speed", "5"]);
    store = openDocuments(join(home.path, "twinloom-store.db"));
    await addShadow();
    browser = await openBrowser();
  });
  after(async () => {
    store?.close();
    await browser?.close();
    await twinloom?.stop();
    home.remove();
  });

  it("shows an operator what there is, and lets only an engineer change it", async () => {
    const { page } = await open("operator");
    await state(page, shipped, "champion").waitFor();
    await row(page, better).locator("[data-verdict]", { hasText: "may be promoted" }).waitFor();
    assert.equal(await page.locator(".tl-panel button").count(), 0);
    await page.context().close();
  });

  it("promotes a better shadow and goes back, with a reason, in the audit trail by the engineer's name", async () => {
    const { page, problems } = await open("admin");
    await row(page, better).getByRole("button", { name: "Promote" }).click();
    await page.locator("form input").fill("better on held-out lives");
    assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 1400);
    await screenshot(page, "page-models");
    await page.locator("form").getByRole("button", { name: "Promote" }).click();
    await state(page, better, "champion").waitFor();
    await state(page, shipped, "retired").waitFor();
    await row(page, better).getByRole("button", { name: "Go back" }).click();
    await page.locator("form input").fill("two false alarms");
    await page.locator("form").getByRole("button", { name: "Go back" }).click();
    await state(page, shipped, "champion").waitFor();
    const lines = await page.locator("[data-audit] li").allTextContents();
    assert.match(lines[0] ?? "", /admin rollback: .*retired to champion, in place of .* two false alarms/);
    assert.match(lines[1] ?? "", /admin promote: .*shadow to champion, in place of .* better on held-out lives/);
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  it("says which model is retrained right now, and what came of the last time", async () => {
    const run = { schema: RETRAIN_RUN_TAG, subject: "centrifugal-pump/bearing", time: Date.now() } as const;
    const { page, problems } = await open("operator");
    await page.locator("[data-plan]", { hasText: "No candidates are made by themselves" }).waitFor();
    const told = page.locator('[data-subject="centrifugal-pump/bearing"] [data-retrain]');
    assert.equal(await told.count(), 0);
    await keepRetrainRun(store, { ...run, state: "running", reason: "" });
    await page.reload();
    await told.filter({ hasText: /^retraining/ }).waitFor();
    await screenshot(page, "page-models-retraining");
    await keepRetrainRun(store, { ...run, state: "failed", reason: "TWIN-RETRAIN-002: too few failures" });
    await page.reload();
    await told.filter({ hasText: /retrain failed.*TWIN-RETRAIN-002/ }).waitFor();
    assert.deepEqual(problems, []);
    await page.context().close();
  });

  it("fits a phone", async () => {
    const { page } = await open("admin");
    await page.setViewportSize({ width: 420, height: 900 });
    await page.locator(".tl").waitFor();
    assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 420);
    await page.context().close();
  });

  it("has the plant forecast by the champion that was promoted, without a deploy", async () => {
    await changeModel(store, { action: "shadow", hash: better }, { ...ann, nowMs: Date.now() });
    await changeModel(store, { action: "promote", hash: better }, { ...ann, nowMs: Date.now() });
    await eventually("a forecast of the promoted model", async () => {
      const newest = await store.listDocuments({ collection: "forecasts", owner: "pump-1", limit: 4 });
      return newest.some(({ body }) => (body as { model: { hash: string } }).model.hash === better);
    });
  });
});
