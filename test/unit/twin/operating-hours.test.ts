import assert from "node:assert/strict";
import fc from "fast-check";
import { assetTypes } from "../../../models/assets/asset-types.ts";
import type { AssetType } from "../../../models/twin/asset-type.ts";
import { newTwinMemory } from "../../../models/twin/new-twin-memory.ts";
import { countHours, runningShare } from "../../../models/twin/operating-hours.ts";

const HOUR = 3_600_000;
const pump = assetTypes["centrifugal-pump"] as AssetType;
const started = () => ({ ...newTwinMemory("pump-1", pump), operatingState: "running" as const });

describe("operating hours", () => {
  it("count a stretch once, however often and overlapping it is told", () => {
    const memory = started();
    countHours(memory, { fromMs: HOUR, toMs: 3 * HOUR, share: 1 }, pump, 0);
    countHours(memory, { fromMs: HOUR, toMs: 3 * HOUR, share: 1 }, pump, 0);
    countHours(memory, { fromMs: 2 * HOUR, toMs: 4 * HOUR, share: 1 }, pump, 0);
    assert.equal(memory.operatingHours, 3);
  });

  it("count a short gap as the machine was before it, and a long one not", () => {
    const memory = started();
    countHours(memory, { fromMs: HOUR, toMs: 2 * HOUR, share: 1 }, pump, HOUR);
    countHours(memory, { fromMs: 3 * HOUR, toMs: 4 * HOUR, share: 1 }, pump, HOUR);
    assert.equal(memory.operatingHours, 3);
    countHours(memory, { fromMs: 6 * HOUR, toMs: 7 * HOUR, share: 1 }, pump, HOUR);
    assert.equal(memory.operatingHours, 4);
    const stopped = { ...memory, operatingState: "stopped" as const };
    countHours(stopped, { fromMs: 8 * HOUR, toMs: 9 * HOUR, share: 0 }, pump, HOUR);
    assert.equal(stopped.operatingHours, 4);
  });

  it("take of a window in part at speed the share that its mean shows", () => {
    const values = { "speed.min": 0, "speed.mean": 725, "speed.max": 2900 };
    assert.equal(runningShare(pump, values, true), 0.25);
    assert.equal(runningShare(pump, { ...values, "speed.min": 2800 }, false), 1);
    assert.equal(runningShare(pump, { "speed.max": 50 }, true), 0);
    assert.equal(runningShare(pump, { "speed.min": 0 }, true), 1, "the newest value where there are no statistics");
    const { running, ...never } = pump;
    assert.equal(runningShare(never, {}, undefined), 1, "a type that does not say when it runs");
  });

  it("never fall, and never run faster than time", () => {
    const stretch = fc.record({
      fromMs: fc.integer({ min: 1, max: 1e9 }),
      lengthMs: fc.integer({ min: 0, max: 1e7 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      running: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(stretch, { maxLength: 40 }), fc.integer({ min: 0, max: 1e7 }), (stretches, maxGapMs) => {
        const memory = newTwinMemory("pump-1", pump);
        let first = Number.POSITIVE_INFINITY;
        for (const { fromMs, lengthMs, share, running } of stretches) {
          const before = memory.operatingHours;
          first = Math.min(first, fromMs);
          countHours(memory, { fromMs, toMs: fromMs + lengthMs, share }, pump, maxGapMs);
          memory.operatingState = running ? "running" : "stopped";
          assert.ok(memory.operatingHours >= before);
          assert.ok(memory.operatingHours <= (memory.countedUntil - first) / HOUR + 1e-9);
        }
      }),
    );
  });
});
