import assert from "node:assert/strict";
import { createRandom } from "../../../models/random/random.ts";
import { type CompareOptions, compare } from "../../../models/simulation/compare.ts";
import type { Scenario } from "../../../models/simulation/scenario-result.ts";
import { START_MS } from "./life-of.ts";
import { linearWear } from "./linear-wear.ts";

const machines = (seatDamage: number, count = 100, seed = 5) => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => ({ ...linearWear.initial(linearWear.parameters, random), seatDamage }));
};

const options = (more: Partial<CompareOptions> = {}): CompareOptions => ({
  startMs: START_MS,
  horizonHours: 300,
  lifeHorizonHours: 4000,
  stepSeconds: 3600,
  random: createRandom(1),
  confidence: 0.9,
  repair: { plannedHours: 4, unplannedHours: 48 },
  prices: {
    perThroughputUnit: 1,
    perKwh: 0,
    perDowntimeHour: 50,
    plannedRepair: 2000,
    unplannedRepair: 20_000,
    chargeWear: true,
  },
  ...more,
});

const against = (seatDamage: number, scenarios: readonly Scenario[], more: Partial<CompareOptions> = {}, count = 100) =>
  compare(linearWear, linearWear.parameters, machines(seatDamage, count), scenarios, options(more));
const faster: Scenario = { name: "faster", factors: { speed: 1.15 } };
const maintained: Scenario = { name: "maintained", maintenanceAfterHours: 10, maintainComponent: "seat" };

describe("compare", () => {
  it("finds no difference at all for a scenario that changes nothing", () => {
    const [same] = against(0.3, [{ name: "same", factors: { speed: 1 } }], { loadRelativeSd: 0.1 }).outcomes;
    assert.ok(same);
    assert.deepEqual(same.difference.money, { mean: 0, low: 0, high: 0 });
    assert.deepEqual(same.componentLifeHours["seat"]?.difference, { mean: 0, low: 0, high: 0 });
  });

  it("shortens life by the model's law at 15 % more speed, sample by sample", () => {
    const exact = { loadRelativeSd: 0, rates: { share: 0 } };
    const { asItIs, outcomes } = against(0.1, [faster], exact);
    const was = asItIs.componentLifeHours["seat"]?.mean ?? 0;
    const is = outcomes[0]?.componentLifeHours["seat"]?.absolute.mean ?? 0;
    assert.ok(Math.abs(is / was - 1.15 ** -3) < 1e-3);
    assert.ok(Math.abs((outcomes[0]?.difference.throughput.mean ?? 0) - 300 * 15) < 1);
  });

  it("knows a difference far better with common random numbers than with independent ones", () => {
    const noise = { loadRelativeSd: 0.1 };
    const width = ({ low, high }: { low: number; high: number }) => high - low;
    const common = against(0.1, [{ name: "a little faster", factors: { speed: 1.02 } }], noise, 200);
    const paired = width(common.outcomes[0]?.difference.money ?? { low: 0, high: 0 });
    const one = width(common.asItIs.money);
    const other = width(common.outcomes[0]?.absolute.money ?? { low: 0, high: 0 });
    assert.ok(paired < 0.2 * Math.hypot(one, other), `${paired} against ${Math.hypot(one, other)}`);
  });

  it("ranks by money: maintenance before a failure, then going on, then wearing it out faster", () => {
    const { outcomes } = against(0.6, [faster, { name: "going on", factors: { speed: 1 } }, maintained]);
    assert.deepEqual(
      outcomes.map(({ rank, scenario }) => [rank, scenario.name]),
      [
        [1, "maintained"],
        [2, "going on"],
        [3, "faster"],
      ],
    );
    assert.equal(outcomes[0]?.probabilityOfFailure["seat"], 0);
    assert.ok((outcomes[2]?.probabilityOfFailure["seat"] ?? 0) > 0.5);
  });

  it("does not maintain a machine as new for nothing", () => {
    const { outcomes } = against(0, [maintained, { name: "going on", factors: { speed: 1 } }]);
    assert.equal(outcomes[0]?.scenario.name, "going on");
  });

  it("prices a maintenance, its standstill and a failure as the settings say", () => {
    const exact = { loadRelativeSd: 0, rates: { share: 0 }, prices: { ...options().prices, chargeWear: false } };
    const free = compare(linearWear, linearWear.parameters, machines(0, 1), [maintained], options(exact));
    const { throughput, quality, money } = free.outcomes[0]?.absolute ?? assert.fail();
    assert.ok(Math.abs(throughput.mean - 296 * 100) < 1e-6);
    assert.ok(Math.abs(money.mean - (throughput.mean * quality.mean - 4 * 50 - 2000)) < 1e-6);
  });

  it("widens the intervals with the confidence", () => {
    const width = (confidence: number) => {
      const { low, high } = against(0.3, [faster], { confidence }).asItIs.componentLifeHours["seat"] ?? assert.fail();
      return high - low;
    };
    assert.ok(width(0.5) < width(0.9) && width(0.9) < width(0.99));
  });

  it("gives the same comparison for the same seed", () => {
    assert.deepEqual(against(0.5, [faster, maintained]), against(0.5, [faster, maintained]));
  });

  for (const [why, scenario, code] of [
    ["a load that does not exist", { name: "x", factors: { heat: 2 } }, "TWIN-SIMULATION-002"],
    ["a value outside the load's range", { name: "x", values: { speed: 151 } }, "TWIN-SIMULATION-003"],
    ["a factor that leads outside the load's range", { name: "x", factors: { speed: 1.6 } }, "TWIN-SIMULATION-003"],
    ["a value that is no number", { name: "x", values: { speed: Number.NaN } }, "TWIN-SIMULATION-003"],
    ["maintenance in the past", { name: "x", maintenanceAfterHours: -1 }, "TWIN-SIMULATION-004"],
    ["a component that does not exist", { name: "x", maintainComponent: "belt" }, "TWIN-SIMULATION-005"],
  ] as const) {
    it(`refuses ${why}`, () => {
      assert.throws(() => against(0.1, [scenario], {}, 1), { code });
    });
  }

  it("names what exists when it refuses an unknown load", () => {
    assert.throws(
      () => against(0.1, [{ name: "x", factors: { heat: 2 } }], {}, 1),
      /no load heat; linear-wear has speed/,
    );
  });
});
