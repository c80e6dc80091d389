import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { nextStep } from "../../../models/shadow/next-step.ts";
import { readDuration } from "../../../models/shadow/read-duration.ts";
import { SHADOW_PLAN_TAG, type ShadowPlan } from "../../../models/shadow/shadow-plan.ts";
import { commitFlow } from "../../../scripts/revisions/commit-flow.ts";
import { headOf } from "../../../scripts/revisions/history.ts";
import { keptFlow } from "../../../scripts/revisions/running-flow.ts";
import { promoteShadow, returnLive } from "../../../scripts/shadow/change-live.ts";
import { readPlan, shadowFlowFile, writePlan } from "../../../scripts/shadow/shadow-files.ts";
import { shadowFolder } from "../../../scripts/shadow/shadow-places.ts";
import { shadowService } from "../../../scripts/shadow/shadow-service.ts";
import { type ShadowStatus, writeStatus } from "../../../scripts/shadow/shadow-status.ts";
import { isAtWork, shadowText } from "../../../scripts/shadow/shadow-text.ts";
import { smallFlow } from "../../support/released.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 4, 1);
const summary = (orders: number) => ({
  ...{ forecasts: 10, alarms: 0, orders, criticalOrders: 0, setpoints: 0, failures: 0, missed: 0, falseAlarms: 0 },
});
const passed = { limit: { name: "orders", by: 0, percent: false }, before: 1, after: 2 } as const;

describe("a flow in shadow", () => {
  const folder = temporaryFolder();
  after(folder.remove);
  let homes = 0;

  /** A home folder with a live flow that says "old" and a shadow that says "new", compared over ten hours. */
  const home = (plan: Partial<ShadowPlan> = {}, status: Partial<ShadowStatus> = {}): string => {
    const place = join(folder.path, `home-${++homes}`);
    const live = commitFlow(place, smallFlow("old"), { user: "ann", message: "first" }).id;
    const id = "a1b2";
    writePlan(place, {
      ...{ schema: SHADOW_PLAN_TAG, id, phase: "shadow", name: "new.json", live, by: "ann", startMs: START_MS },
      ...{ warmUpMs: 0, lagMs: 0, limits: ["orders=0"], watchMs: 48 * HOUR_MS, ...plan },
    });
    writeFileSync(shadowFlowFile(place, id), JSON.stringify(smallFlow("new")));
    writeStatus(place, id, {
      ...{ beatMs: START_MS, pid: 1, cursorMs: START_MS + 10 * HOUR_MS, newestMs: START_MS + 11 * HOUR_MS },
      ...{
        machines: ["pump-1"],
        readings: 5,
        before: summary(1),
        after: summary(1),
        setpoints: { before: 0, after: 0 },
      },
      diff: {
        orders: { added: [], gone: [], changed: [], same: 1 },
        setpoints: { added: [], gone: [], changed: [], same: 0 },
        alarms: [],
        forecasts: { both: 10, onlyBefore: 0, onlyAfter: 0, meanChangeHours: 0, urgencies: [] },
      },
      ...{ passed: [], errors: {}, ...status },
    });
    return place;
  };
  const wordOf = (place: string): string =>
    (/"(\w+)"/.exec(String(keptFlow(place).find(({ id }) => id === "say")?.["func"])) ?? [])[1] ?? "";
  const BY_HAND = { by: "ann", why: "it is better" };

  it("reads time spans by their unit, and nothing else", () => {
    assert.deepEqual(["7d", "12h", "1.5h", "30m", "45s", "0s"].map(readDuration), [6048e5, 432e5, 54e5, 18e5, 45e3, 0]);
    for (const text of ["", "7", "d", "-1d", "1 d", "1w"]) assert.ok(Number.isNaN(readDuration(text)), text);
  });

  it("is promoted by itself only after its time, and never while a limit is passed", () => {
    const spans = fc.record({
      compared: fc.integer({ min: -5, max: 20 }),
      after: fc.option(fc.nat(10)),
      passed: fc.nat(2),
    });
    fc.assert(
      fc.property(spans, ({ compared, after: promoteAfter, passed: count }) => {
        const plan = {
          phase: "shadow",
          startMs: 0,
          watchMs: 0,
          ...(promoteAfter === null ? {} : { promoteAfterMs: promoteAfter }),
        } as const;
        const is = promoteAfter !== null && compared > 0 && compared >= promoteAfter && count === 0;
        assert.equal(nextStep(plan, compared, count), is ? "promote" : "wait");
      }),
    );
    const watch = { phase: "watch", startMs: 0, watchMs: 5 } as const;
    assert.deepEqual(
      [nextStep(watch, 0, 1), nextStep(watch, 1, 1), nextStep(watch, 4, 0), nextStep(watch, 5, 0)],
      ["wait", "return", "wait", "end"],
    );
  });

  it("becomes the live flow by hand, and the flow before runs on in shadow; both are written down", () => {
    const place = home();
    const revision = promoteShadow(place, BY_HAND);
    assert.deepEqual([wordOf(place), headOf(place), revision.user], ["new", revision.id, "ann"]);
    assert.match(revision.message, /^Promoted from shadow: new\.json; 1 orders before, 1 after, .*; it is better$/);
    const watched = readPlan(place) ?? assert.fail();
    assert.deepEqual([watched.phase, watched.live, watched.startMs], ["watch", revision.id, START_MS + 11 * HOUR_MS]);
    assert.throws(() => promoteShadow(place, BY_HAND), /TWIN-SHADOW-013/);
    const back = returnLive(place, watched, [passed]);
    assert.deepEqual([wordOf(place), back.user, readPlan(place)?.phase], ["old", "twinloom", "ended"]);
    assert.match(
      back.message,
      /^Returned by itself to the flow before \w+: orders went from 1 to 2, more than orders=0$/,
    );
  });

  it("is not promoted when a limit is passed, nothing was compared or the live flow is another, unless it is forced with a reason", () => {
    const over = home({}, { passed: [passed], after: summary(2) });
    assert.throws(
      () => promoteShadow(over, BY_HAND),
      /TWIN-SHADOW-003: new\.json is not promoted: orders went from 1 to 2/,
    );
    assert.throws(() => promoteShadow(over, { by: "ann", why: " ", force: true }), /TWIN-SHADOW-004/);
    promoteShadow(over, { ...BY_HAND, force: true });
    assert.equal(wordOf(over), "new");
    assert.throws(() => promoteShadow(home({}, { cursorMs: START_MS }), BY_HAND), /TWIN-SHADOW-006/);
    const changed = home();
    commitFlow(changed, smallFlow("other"), { user: "bob", message: "meanwhile" });
    assert.throws(() => promoteShadow(changed, BY_HAND), /TWIN-SHADOW-005/);
    assert.equal(wordOf(changed), "other");
  });

  it("is for the editor what it is at the command line: its state, what is in the way, its promotion, its end", async () => {
    const place = home({}, { passed: [passed], after: summary(2) });
    let loads = 0;
    const service = shadowService(place, async () => void loads++);
    const { plan, comparison, hindrance } = service.state();
    assert.deepEqual([plan?.name, comparison?.after.orders, comparison?.orders.same], ["new.json", 2, 1]);
    assert.equal(hindrance, "TWIN-SHADOW-003: new.json is not promoted: orders went from 1 to 2, more than orders=0.");
    await assert.rejects(() => service.promote("", false, "ann"), { code: "TWIN-SHADOW-003" });
    assert.deepEqual([loads, wordOf(place)], [0, "old"]);
    assert.equal((await service.promote("we need it", true, "ann")).user, "ann");
    assert.deepEqual([loads, wordOf(place), service.state().plan?.phase], [1, "new", "watch"]);
    assert.equal(service.end().plan?.end, "stopped by hand");
    assert.throws(service.end, { code: "TWIN-SHADOW-001" });
    const wish = { limits: ["speed=1"], promoteAfter: "", watch: "" };
    await assert.rejects(() => service.start("head", wish, "ann"), { code: "TWIN-SHADOW-012" });
    await assert.rejects(() => service.start("../secret.json", wish, "ann"), { code: "TWIN-REV-005" });
  });

  it("says in its status what differs, what is passed and whether somebody is at work on it", () => {
    const place = home({}, { passed: [passed], after: summary(2) });
    const plan = readPlan(place) ?? assert.fail();
    const text = shadowText(plan, undefined, START_MS);
    assert.match(text, /new\.json runs in shadow beside revision \w+\n.*orders=0/);
    assert.equal(isAtWork(undefined, 0), false);
  });

  it("is refused, not guessed, where its plan can't be read", () => {
    const place = join(folder.path, "damaged");
    mkdirSync(shadowFolder(place), { recursive: true });
    writeFileSync(join(shadowFolder(place), "plan.json"), '{"schema":');
    assert.throws(() => readPlan(place), /TWIN-SHADOW-009/);
    writeFileSync(join(shadowFolder(place), "plan.json"), '{"schema":"twinloom/shadow-plan@2"}');
    assert.throws(() => promoteShadow(place, BY_HAND), /TWIN-SHADOW-009/);
  });
});
