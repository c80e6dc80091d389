import assert from "node:assert/strict";
import fc from "fast-check";
import { assetTypes } from "../../../models/assets/asset-types.ts";
import { MAINTENANCE_TAG } from "../../../models/maintenance/maintenance-event.ts";
import { createRandom } from "../../../models/random/random.ts";
import { applyFeatures } from "../../../models/twin/apply-features.ts";
import type { AssetType, Baseline } from "../../../models/twin/asset-type.ts";
import { assetTypeProblems } from "../../../models/twin/asset-type-problems.ts";
import { baselineRule, hasLeft, newBaseline, nextBaseline } from "../../../models/twin/baseline-chart.ts";
import { fitToType } from "../../../models/twin/fit-to-type.ts";
import { maintainTwin } from "../../../models/twin/maintain-twin.ts";
import { newTwinMemory } from "../../../models/twin/new-twin-memory.ts";
import { toTwinState } from "../../../models/twin/to-twin-state.ts";
import type { TwinRules } from "../../../models/twin/twin-rules.ts";
import { pumpFeatures, START_MS } from "../../support/features-of.ts";

const HOUR = 3_600_000;
const FEATURE = "vibrationVelocity.mean";
const ALARM = `pump-1/${FEATURE}/baseline-high`;
const typeWith = (...baselines: Baseline[]): AssetType => ({
  ...(assetTypes["centrifugal-pump"] as AssetType),
  baselines,
});
const rules: TwinRules = {
  deadbandPercent: 5,
  onDelayMs: 0,
  offDelayMs: 0,
  healthSmoothingHours: 6,
  maxGapMs: 2 * HOUR,
  alarmsOnlyRunning: true,
};
const silent = (): void => undefined;
const pump = typeWith({ feature: FEATURE });

/** A pump that vibrates with 1.6 mm/s give or take 1 %, and what a test changes in some hours. */
const startPump = (type = pump) => {
  let memory = newTwinMemory("pump-1", type);
  const random = createRandom(7);
  const steady = (): number => 1.6 * (1 + 0.01 * random.normal());
  const run = (fromHour: number, toHour: number, value = (_: number, level: number) => level, more = {}): string[] => {
    const changed: string[] = [];
    for (let hour = fromHour; hour < toHour; hour++) {
      const features = pumpFeatures(hour, { [FEATURE]: value(hour, steady()), ...more });
      const { alarms } = applyFeatures(memory, features, type, rules, silent);
      changed.push(...alarms.filter((id) => id.includes("/baseline-")).map((id) => `${hour} ${id}`));
    }
    return changed;
  };
  const restart = (): void => {
    memory = fitToType(JSON.parse(JSON.stringify(memory)), type);
  };
  return { run, restart, memory: () => memory, state: () => toTwinState(memory, type, "r1") };
};

describe("a baseline that a machine has of its own", () => {
  it("says how long it learns still, then its level and limit", () => {
    const { run, state } = startPump();
    const key = `${FEATURE}/baseline-high`;
    run(0, 30);
    assert.deepEqual(state().baselines?.[key], { feature: FEATURE, hoursToLearn: 42, level: null, limit: null });
    run(30, 72);
    const { level, limit } = state().baselines?.[key] ?? {};
    assert.ok(Math.abs((level ?? 0) - 1.6) < 0.01, `level ${level}`);
    assert.ok(Math.abs((limit ?? 0) - 1.68) < 0.02, `limit ${limit}`);
  });

  it("alarms on a drift long before a fixed limit would, with component, level and words", () => {
    const { run, state } = startPump();
    const changed = run(0, 200, (hour, level) => level * (1 + 0.002 * Math.max(0, hour - 100)));
    assert.equal(changed.length, 1);
    const alarm = state().alarms.find(({ id }) => id === ALARM);
    assert.deepEqual(
      [alarm?.id, alarm?.state, alarm?.priority, alarm?.component],
      [ALARM, "active", "medium", "bearing"],
    );
    assert.match(alarm?.message ?? "", /^vibrationVelocity\.mean 1\.\d+ mm\/s has left its baseline of 1\.\d+ mm\/s$/);
    const rise = ((alarm?.since ?? 0) - START_MS) / HOUR - 100;
    assert.ok(rise > 25 && rise < 50, `rose ${rise} h after the drift began, when it was ${0.2 * rise} %`);
  });

  it("takes neither wild values nor some hours of another load for a drift", () => {
    const { run } = startPump();
    const wild = (hour: number, level: number): number => (hour % 17 === 0 ? 5 * level : level);
    assert.deepEqual(run(0, 72), []);
    assert.deepEqual(run(72, 300, wild), []);
    assert.deepEqual(
      run(300, 305, (_, level) => 1.08 * level),
      [],
    );
  });

  it("does not alarm on noise in a year", () => {
    for (const seed of [1, 2, 3]) {
      const random = createRandom(seed);
      const rule = baselineRule({ feature: FEATURE, changePercent: 0.001 });
      let chart = newBaseline();
      for (let hour = 0; hour < 8766; hour++) {
        chart = nextBaseline(chart, 10 + random.normal(), 1, rule);
        assert.ok(!hasLeft(chart, rule), `alarm after ${hour} h`);
      }
    }
  });

  it("does not learn from the hours to settle, nor from a machine that stands still", () => {
    const { run, memory } = startPump();
    run(0, 24, () => 9);
    run(24, 60, () => 0, { "speed.min": 0, "speed.mean": 0 });
    run(60, 100);
    const chart = memory().baselines?.[`${FEATURE}/baseline-high`];
    assert.equal(chart?.hours, 64);
    assert.ok(Math.abs((chart?.mean ?? 0) - 1.6) < 0.02, `mean ${chart?.mean}`);
  });

  it("goes on after a restart as if there had been none", () => {
    const drift = (hour: number, level: number): number => level * (1 + 0.002 * Math.max(0, hour - 100));
    const one = startPump();
    one.run(0, 200, drift);
    const other = startPump();
    for (const [from, to] of [
      [0, 50],
      [50, 110],
      [110, 130],
      [130, 200],
    ] as const) {
      other.run(from, to, drift);
      other.restart();
    }
    assert.deepEqual(other.memory().baselines, one.memory().baselines);
    assert.deepEqual(other.state().alarms, one.state().alarms);
  });

  it("learns anew after maintenance of its component, and its alarm clears", () => {
    const { run, memory, state } = startPump();
    run(0, 200, (hour, level) => (hour < 100 ? level : 1.3 * level));
    assert.equal(state().alarms.find(({ id }) => id === ALARM)?.state, "active");
    const event = { schema: MAINTENANCE_TAG, asset: "pump-1", time: START_MS + 200 * HOUR } as const;
    maintainTwin(memory(), { ...event, component: "impeller" }, pump);
    assert.equal(state().baselines?.[`${FEATURE}/baseline-high`]?.hoursToLearn, 0);
    maintainTwin(memory(), { ...event, component: "bearing" }, pump);
    assert.deepEqual(
      run(200, 400, (_, level) => 1.3 * level),
      [`200 ${ALARM}`],
    );
    assert.equal(state().alarms.find(({ id }) => id === ALARM)?.state, "cleared");
    assert.ok((state().baselines?.[`${FEATURE}/baseline-high`]?.level ?? 0) > 2);
  });

  it("clears by itself when the trend is back, even after months", () => {
    const { run, state } = startPump();
    run(0, 3000, (hour, level) => (hour < 100 ? level : 1.5 * level));
    run(3000, 3024);
    assert.equal(state().alarms.find(({ id }) => id === ALARM)?.state, "cleared");
  });

  it("watches the low side where a fall is the fault", () => {
    const { run } = startPump(typeWith({ feature: FEATURE, side: "low", component: "impeller" }));
    assert.deepEqual(
      run(0, 150, (hour, level) => (hour < 100 ? level : 1.5 * level)),
      [],
    );
    const fallen = run(150, 200, (_, level) => 0.7 * level);
    assert.deepEqual(
      fallen.map((one) => one.split(" ")[1]),
      [`pump-1/${FEATURE}/baseline-low`],
    );
  });

  it("gives the same alarms in any unit", () => {
    const rule = baselineRule({ feature: FEATURE });
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e3, noNaN: true }), fc.integer(), (unit, seed) => {
        const random = createRandom(seed);
        let [one, other] = [newBaseline(), newBaseline()];
        for (let hour = 0; hour < 150; hour++) {
          const value = 5 + 0.02 * hour + 0.3 * random.normal();
          one = nextBaseline(one, value, 1, rule);
          other = nextBaseline(other, unit * value, 1, rule);
        }
        assert.ok(Math.abs(other.sum - unit * one.sum) <= 1e-9 * unit);
      }),
      { numRuns: 20 },
    );
  });

  it("is refused where it points at nothing or is there twice", () => {
    const reasons = (...baselines: Baseline[]) =>
      assetTypeProblems(typeWith(...baselines)).map(({ path, reason }) => `${path} ${reason}`);
    assert.deepEqual(reasons({ feature: FEATURE }, { feature: FEATURE, side: "low" }), []);
    assert.deepEqual(reasons({ feature: "noise.mean" }), ["/baselines/0/feature there is no channel noise"]);
    assert.deepEqual(reasons({ feature: "flow" }), ["/baselines/0/feature flow is no feature, such as flow.mean"]);
    assert.deepEqual(reasons({ feature: FEATURE, component: "wing" }), [
      "/baselines/0/component there is no component wing",
    ]);
    assert.deepEqual(reasons({ feature: FEATURE }, { feature: FEATURE, side: "high" }), [
      `/baselines/1/feature ${FEATURE} has that baseline twice`,
    ]);
  });
});
