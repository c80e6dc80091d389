import assert from "node:assert/strict";
import fc from "fast-check";
import { createRandom } from "../../../models/random/random.ts";
import { takeSkew } from "../../../models/sensors/clock-skew.ts";
import { decisionInterval, hasDrifted, newDriftChart, nextDriftChart } from "../../../models/sensors/drift-chart.ts";
import { reconcile } from "../../../models/sensors/reconcile.ts";
import { voteOf } from "../../../models/sensors/redundant.ts";
import { newSpikeMemory, takeSpike } from "../../../models/sensors/spike.ts";
import { isStuck, type StuckMemory, takeStuck } from "../../../models/sensors/stuck.ts";

const MINUTE_MS = 60_000;

/** Places of the values that are spikes, a minute apart. */
const spikesOf = (values: readonly number[], above: number): number[] => {
  const memory = newSpikeMemory();
  return values.flatMap((value, i) => (takeSpike(memory, i * MINUTE_MS, value, above) ? [i] : []));
};

describe("the Hampel identifier", () => {
  it("marks a lone jump and two in a row, and takes a third for a change of level", () => {
    const level = [5, 5.1, 4.9, 5, 5.1, 4.9, 5, 5.1];
    assert.deepEqual(spikesOf([...level, 9, 5, 5.1], 1), [8]);
    assert.deepEqual(spikesOf([...level, 9, 9.1, 5], 1), [8, 9]);
    assert.deepEqual(spikesOf([...level, 9, 9.1, 9, 9.1, 9], 1), [8, 9]);
  });

  it("widens with the scatter: what is off by less than six standard deviations is none", () => {
    const noisy = [0, 4, -4, 2, -2, 3, -3, 1, -1];
    assert.deepEqual(spikesOf([...noisy, 15], 1), []);
    assert.deepEqual(spikesOf([...noisy, 40], 1), [9]);
  });

  it("never marks a value within what is set as no jump, whatever came before", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true })), (values) => {
        assert.deepEqual(spikesOf(values, 1), []);
      }),
    );
  });

  it("forgets what is older than two hours", () => {
    const memory = newSpikeMemory();
    for (let i = 0; i < 10; i++) takeSpike(memory, i * MINUTE_MS, 5, 1);
    assert.equal(takeSpike(memory, 300 * MINUTE_MS, 9, 1), false);
  });
});

describe("a sensor that hangs", () => {
  const hanging = (): StuckMemory => {
    const memory: StuckMemory = { value: 7, sinceMs: 0, samples: 0 };
    for (let i = 0; i <= 60; i++) takeStuck(memory, i * MINUTE_MS, 7 + (i % 2) * 0.05, 0.1);
    return memory;
  };

  it("shows no change beyond its resolution while the machine runs and others move", () => {
    const now = 60 * MINUTE_MS;
    assert.equal(isStuck(hanging(), now, 1800, 0, now), true);
    assert.equal(isStuck(hanging(), now, 7200, 0, now), false, "not for so long");
    assert.equal(isStuck(hanging(), now, 1800, undefined, now), false, "the machine stands");
    assert.equal(isStuck(hanging(), now, 1800, now - 1000, now), false, "it has just started");
    assert.equal(isStuck(hanging(), now, 1800, 0, 0), false, "nothing else has moved");
  });

  it("begins anew with a change", () => {
    const memory = hanging();
    assert.equal(takeStuck(memory, 61 * MINUTE_MS, 7.5, 0.1), true);
    assert.equal(isStuck(memory, 62 * MINUTE_MS, 1800, 0, 62 * MINUTE_MS), false);
  });
});

describe("a clock that is off", () => {
  const skewOf = (lags: readonly number[], limitMs: number): number | undefined => {
    const memory = { lagsMs: [] };
    return lags.map((lag, i) => takeSkew(memory, i * 1000, i * 1000 + lag, limitMs)).at(-1);
  };
  const steady = (lag: number): number[] => Array.from({ length: 40 }, (_, i) => lag + (i % 7) * 30);

  it("is told by the smallest lag, behind or ahead", () => {
    assert.equal(skewOf(steady(90_000), 5000), 90_000);
    assert.equal(skewOf(steady(-90_000), 5000), -90_000);
    assert.equal(skewOf(steady(200), 5000), undefined);
  });

  it("is neither a slow network nor a backlog that is being delivered", () => {
    assert.equal(
      skewOf(
        Array.from({ length: 40 }, (_, i) => (i % 10 === 0 ? 100 : 20_000)),
        5000,
      ),
      undefined,
    );
    assert.equal(
      skewOf(
        Array.from({ length: 40 }, (_, i) => 3_600_000 - i * 80_000),
        5000,
      ),
      undefined,
    );
  });
});

describe("a drift chart", () => {
  /** Windows until the alarm, of normal offsets around `shift` with standard deviation 1. */
  const runLength = (shift: number, above: number, seed: number, most: number): number => {
    const random = createRandom(seed);
    let chart = newDriftChart();
    for (let i = 1; i <= most; i++) {
      chart = nextDriftChart(
        chart,
        { offset: shift + random.normal(), sd: 1, evidence: Number.POSITIVE_INFINITY },
        above,
      );
      if (hasDrifted(chart, 1, above)) return i;
    }
    return most;
  };

  it("keeps quiet for a hundred thousand windows of a sound sensor", () => {
    assert.equal(runLength(0, 2, 7, 100_000), 100_000);
  });

  it("finds an offset that counts within some windows, and four at the least", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const found = runLength(2, 2, seed, 1000);
      assert.ok(found <= 25, `${found} windows`);
      assert.ok(runLength(20, 20, seed, 1000) >= 4);
    }
  });

  it("waits longer the more a sensor scatters against what counts", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 5, noNaN: true }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (sd, more) => {
          assert.ok(decisionInterval(sd * more, 1) >= decisionInterval(sd, 1) - 1e-9);
        },
      ),
    );
  });
});

describe("reconciliation", () => {
  it("is the weighted mean of three readings of one quantity, with the spread of a weighted mean", () => {
    const fit = reconcile([10, 12, 20], [1, 2, 1], [{ start: 0, min: -100, max: 100 }], ([x = 0]) => [x, x, x]);
    const sum = 1 + 1 / 4 + 1;
    assert.ok(Math.abs((fit.values[0] ?? 0) - (10 + 12 / 4 + 20) / sum) < 1e-6);
    assert.ok(Math.abs(fit.sdOf(0) - Math.sqrt(1 / sum)) < 1e-6);
  });

  it("leaves out what has no say, and says what the others make of it", () => {
    const fit = reconcile(
      [10, 12, 999],
      [1, 1, Number.POSITIVE_INFINITY],
      [{ start: 0, min: -100, max: 100 }],
      ([x = 0]) => [x, x, 2 * x],
    );
    assert.ok(Math.abs((fit.computed[2] ?? 0) - 22) < 1e-4);
    assert.ok(Math.abs(fit.sdOf(2) - 2 / Math.sqrt(2)) < 1e-4);
    assert.ok(Math.abs(fit.cost - 2) < 1e-6);
  });

  it("finds the unknowns of a bent model inside of their bounds", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 0.9, noNaN: true }),
        fc.double({ min: 1, max: 9, noNaN: true }),
        (a, b) => {
          const model = ([x = 0, y = 0]: readonly number[]) => [Math.hypot(1, x), x * y, y * y];
          const { values } = reconcile(
            model([a, b]),
            [0.01, 0.01, 0.01],
            [
              { start: 0.5, min: 0, max: 1 },
              { start: 5, min: 0, max: 10 },
            ],
            model,
          );
          assert.ok(Math.abs((values[0] ?? 0) - a) < 0.02 && Math.abs((values[1] ?? 0) - b) < 0.02, `${values}`);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("redundant sensors", () => {
  it("vote by the median, so that one of three can't move it", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (wild) => {
        const votes = voteOf([
          { channel: "a", mean: 10, sd: 0.1 },
          { channel: "b", mean: 11, sd: 0.1 },
          { channel: "c", mean: wild, sd: 0.1 },
        ]);
        for (const { expected, either } of votes) assert.ok(expected >= 10 && expected <= 11 && !either);
      }),
    );
  });

  it("say nothing where there is one alone", () => {
    assert.deepEqual(voteOf([{ channel: "a", mean: 10, sd: 0.1 }]), []);
  });
});
