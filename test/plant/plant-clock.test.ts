import assert from "node:assert/strict";
import fc from "fast-check";
import { createPlantClock } from "../../scripts/plant/plant-clock.ts";

const WALL_MS = Date.UTC(2026, 6, 1);
const HOUR_MS = 3_600_000;

describe("plant clock", () => {
  it("runs one hour a second from its beginning", () => {
    const clock = createPlantClock(WALL_MS - 1000 * HOUR_MS, WALL_MS, 1);
    assert.equal(clock(WALL_MS + 500).untilMs, WALL_MS - 999.5 * HOUR_MS);
    assert.deepEqual(clock(WALL_MS + 1000), { untilMs: WALL_MS - 999 * HOUR_MS, stepMs: 300_000 });
  });

  it("never runs ahead of the wall clock, nor backwards while that goes on", () => {
    const property = fc.property(
      fc.integer({ min: 0, max: 50 }),
      fc.double({ min: 0.001, max: 100, noNaN: true }),
      fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 40 }),
      (hoursBack, hoursPerSecond, gaps) => {
        const clock = createPlantClock(WALL_MS - hoursBack * HOUR_MS, WALL_MS, hoursPerSecond);
        let wallMs = WALL_MS;
        let before = WALL_MS - hoursBack * HOUR_MS;
        for (const gap of gaps) {
          wallMs += gap;
          const { untilMs } = clock(wallMs);
          assert.ok(untilMs <= wallMs && untilMs >= before);
          before = untilMs;
        }
      },
    );
    fc.assert(property);
  });

  it("goes on in real time, with a scan a second, once it has caught up", () => {
    const clock = createPlantClock(WALL_MS - HOUR_MS, WALL_MS, 1);
    clock(WALL_MS + 1500);
    assert.deepEqual(clock(WALL_MS + 2000), { untilMs: WALL_MS + 2000, stepMs: 1000 });
  });

  it("does not make up for the time in which the computer slept", () => {
    const clock = createPlantClock(WALL_MS - 100_000 * HOUR_MS, WALL_MS, 1);
    assert.equal(clock(WALL_MS + 8 * HOUR_MS).untilMs, WALL_MS - 99_998 * HOUR_MS);
  });

  it("scans a slow plant in finer steps", () => {
    const clock = createPlantClock(WALL_MS - 100 * HOUR_MS, WALL_MS, 0.1);
    assert.equal(clock(WALL_MS + 100).stepMs, 30_000);
  });
});
