import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { type Reason, reasonOf } from "../../nodes/kit/editor/reason-of.ts";
import { formDefinitionOf } from "../../scripts/build/form-definition-of.ts";
import { reasons } from "../../scripts/build/reasons.ts";
import { rooms } from "../../scripts/build/rooms.ts";
import { loadSchema } from "../../scripts/build/write-room.ts";
import { hasBrowser, openBrowser, openEditor, screenshot } from "../support/browser.ts";
import { inputOf, openDialog, pressDeploy, pressDone, reasonOfRow, rowOf, type } from "../support/editor-form.ts";
import { flowOfRooms, idOf } from "../support/flow-of-rooms.ts";
import { packageRoot, type RunningNodeRed, startNodeRed } from "../support/node-red.ts";
import { trialOf } from "../support/trial-values.ts";

const definitions = await Promise.all(
  (await rooms(packageRoot)).map(async (room) =>
    formDefinitionOf(room, await loadSchema(join(packageRoot, "nodes", room))),
  ),
);

describe("the edit dialog of every node, in a browser", () => {
  let red: RunningNodeRed;
  let browser: Browser;
  let home: string;

  before(async function () {
    if (!hasBrowser()) {
      console.warn("no Chromium at /usr/bin/chromium (or TWINLOOM_CHROMIUM): the forms are not tested in a browser");
      this.skip();
    }
    home = await mkdtemp(join(tmpdir(), "twinloom-forms-"));
    red = await startNodeRed({ env: { TWINLOOM_HOME: home }, flows: flowOfRooms(definitions) });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await red?.stop();
    if (home) await rm(home, { recursive: true, force: true });
  });

  describe("in English and the light theme", () => {
    let page: Page;
    before(async () => {
      page = await openEditor(browser, red.url);
    });

    for (const definition of definitions) {
      it(`of ${definition.room} says what is wrong below the field, and keeps what is right`, async () => {
        const id = idOf(definition.room);
        const isConfig = definition.category === "config";
        const trial = trialOf(definition);
        assert.ok(trial, `${definition.room} has no field that can be wrong`);
        const { field, wrong, right } = trial;
        const reason = reasonOf(field, wrong);
        assert.ok(reason);

        const form = await openDialog(page, id, isConfig);
        await type(form, field.name, wrong);
        assert.equal(await reasonOfRow(form, field.name).textContent(), english(reason));
        assert.equal(await inputOf(form, field.name).getAttribute("aria-invalid"), "true");
        await rowOf(form, field.name).scrollIntoViewIfNeeded();
        await screenshot(page, `form-${definition.room}`);

        await type(form, field.name, right);
        assert.equal(await reasonOfRow(form, field.name).textContent(), "");
        await pressDone(page, isConfig);
        await pressDeploy(page);
        const saved = await red.json<Record<string, unknown>[]>("/flows");
        const kept = saved.find((node) => node["id"] === id)?.[field.name];
        assert.deepEqual(kept, field.control === "number" ? Number(right) : right);

        const again = await openDialog(page, id, isConfig);
        assert.equal(await inputOf(again, field.name).inputValue(), right);
        await pressDone(page, isConfig);
      });
    }
  });

  it("of rul-predictor shows at which probability the costs of the two mistakes let it call", async () => {
    const page = await openEditor(browser, red.url);
    const form = await openDialog(page, idOf("rul-predictor"), false);
    await type(form, "missCost", "50000");
    await type(form, "falseAlarmCost", "2000");
    assert.equal(await inputOf(form, "urgencyPercent").inputValue(), "3.85");
    await pressDone(page, false);
    await page.close();
  });

  describe("in German and the dark theme", () => {
    let page: Page;
    before(async () => {
      page = await openEditor(browser, red.url, { language: "de-DE", dark: true });
    });

    for (const { room, category } of definitions) {
      it(`of ${room} has a label on every field`, async () => {
        const form = await openDialog(page, idOf(room), category === "config");
        await screenshot(page, `form-${room}-de-dark`);
        for (const label of await form.locator("label:visible, h4:visible").allTextContents()) {
          assert.ok(label.trim(), "a label is empty");
          assert.doesNotMatch(label, /^(fields|groups|choices)\./);
        }
        await pressDone(page, category === "config");
      });
    }
  });
});

const english = ({ key, params }: Reason): string => {
  const words: Readonly<Record<string, string>> = reasons["en-US"];
  return (words[key] ?? "").replace(/__(\w+)__/g, (_whole, name: string) => String(params[name]));
};
