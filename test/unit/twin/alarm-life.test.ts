import assert from "node:assert/strict";
import fc from "fast-check";
import { commandAlarm } from "../../../models/twin/alarm-command.ts";
import { type AlarmRule, nextAlarm } from "../../../models/twin/alarm-life.ts";
import type { Channel } from "../../../models/twin/asset-type.ts";
import type { AlarmMemory } from "../../../models/twin/twin-memory.ts";

const channel: Channel = {
  label: "Flow",
  unit: "m3/h",
  kind: "scalar",
  component: "impeller",
  normal: { min: 60, max: 160 },
  alarm: { min: 50, max: 180 },
};
const rule: AlarmRule = { deadbandPercent: 5, onDelayMs: 0, offDelayMs: 0 };

/** Runs values one second apart through the high side. */
const run = (values: readonly number[], used = rule, before?: AlarmMemory, startMs = 1000): AlarmMemory | undefined =>
  values.reduce<AlarmMemory | undefined>(
    (alarm, value, i) =>
      nextAlarm(
        alarm,
        { asset: "pump-1", name: "flow", channel, side: "high", value, timeMs: startMs + i * 1000, mayRise: true },
        used,
      ),
    before,
  );

describe("the life of an alarm", () => {
  it("is nothing inside the limits", () => {
    assert.equal(run([100, 159, 61]), undefined);
  });

  it("rises as medium beyond normal and high beyond alarm, with limit, unit and words", () => {
    const medium = run([165]);
    assert.deepEqual(
      [medium?.state, medium?.priority, medium?.limit, medium?.since, medium?.id],
      ["active", "medium", 160, 1000, "pump-1/flow/high"],
    );
    assert.equal(medium?.message, "Flow 165 m3/h is above 160 m3/h");
    assert.deepEqual([run([165, 181])?.priority, run([165, 181])?.limit], ["high", 180]);
  });

  it("keeps the time it rose when it gets graver, and asks for attention again", () => {
    const acknowledged = commandAlarm(run([165]) as AlarmMemory, { command: "acknowledge", by: "ann" });
    const graver = run([185], rule, acknowledged, 5000);
    assert.deepEqual([graver?.state, graver?.since, graver?.priority], ["active", 1000, "high"]);
  });

  it("stays within the deadband and clears beyond it", () => {
    assert.equal(run([165, 158, 156])?.state, "active");
    const cleared = run([165, 154]);
    assert.deepEqual([cleared?.state, cleared?.clearedAt], ["cleared", 2000]);
  });

  it("rises only after the on-delay and clears only after the off-delay", () => {
    const slow = { ...rule, onDelayMs: 2000, offDelayMs: 2000 };
    assert.equal(run([170, 170], slow)?.state, "cleared");
    assert.equal(run([170, 170, 170], slow)?.state, "active");
    assert.equal(run([170, 100, 170, 170], slow)?.since, 0, "a break begins the delay anew");
    assert.equal(run([170, 170, 170, 100, 100], slow)?.state, "active");
    assert.equal(run([170, 170, 170, 100, 100, 100], slow)?.state, "cleared");
  });

  it("is silent while shelved and active again when the shelf ends", () => {
    const shelved = commandAlarm(run([165]) as AlarmMemory, { command: "shelve", by: "ann", untilMs: 10_000 });
    assert.equal(run([166], rule, shelved, 9000)?.state, "shelved");
    assert.equal(run([166], rule, shelved, 10_000)?.state, "active");
  });

  it("takes only commands that fit its state", () => {
    const cleared = run([165, 100]) as AlarmMemory;
    const seen = commandAlarm(cleared, { command: "acknowledge", by: "ann" });
    assert.deepEqual([seen.state, seen.acknowledgedBy], ["cleared", "ann"], "it went before anybody saw it");
    assert.equal(commandAlarm(seen, { command: "acknowledge", by: "bob" }), seen);
    assert.equal(commandAlarm(cleared, { command: "unshelve", by: "ann" }), cleared);
  });

  it("stays shelved while its value comes and goes, and is then as its value is", () => {
    const shelved = commandAlarm(run([165]) as AlarmMemory, { command: "shelve", by: "ann", untilMs: 10_000 });
    const gone = run([100], rule, shelved, 2000);
    assert.deepEqual([gone?.state, gone?.clearedAt], ["shelved", 2000]);
    assert.equal(run([165], rule, gone, 3000)?.state, "shelved");
    assert.equal(run([100], rule, gone, 10_000)?.state, "cleared");
    const back = run([165], rule, gone, 10_000);
    assert.deepEqual([back?.state, back?.since, back?.acknowledgedBy], ["active", 10_000, undefined]);
  });

  it("does not take the time it was clearing for the delay to rise", () => {
    const slow = { ...rule, onDelayMs: 3000, offDelayMs: 60_000 };
    const active = run([165, 165, 165, 165], slow);
    assert.equal(active?.state, "active");
    const clearing = run([100, 100, 100], slow, active, 10_000);
    assert.equal(run([185], slow, clearing, 13_000)?.priority, "medium");
    assert.equal(run([185, 185, 185, 185], slow, clearing, 13_000)?.priority, "high");
  });

  it("does not rise or get graver where it may not, but clears", () => {
    const input = { asset: "pump-1", name: "flow", channel, side: "high" as const, timeMs: 9000, mayRise: false };
    assert.equal(nextAlarm(undefined, { ...input, value: 200 }, rule), undefined);
    const active = run([165]);
    assert.equal(nextAlarm(active, { ...input, value: 200 }, rule), active);
    assert.equal(nextAlarm(active, { ...input, value: 100 }, rule)?.state, "cleared");
  });

  it("rises again only after it has been back beyond the deadband, for any course of values", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 140, max: 179, noNaN: true }), { maxLength: 60 }), (values) => {
        let alarm: AlarmMemory | undefined;
        let armed = true;
        values.forEach((value, i) => {
          const next = run([value], rule, alarm, 1000 + i * 1000);
          if (next?.state === "active" && alarm?.state !== "active") {
            assert.ok(armed && value > 160);
            armed = false;
          }
          if (value + 5 <= 160) armed = true;
          alarm = next;
        });
      }),
    );
  });

  it("does not chatter: values within the deadband change nothing, whatever they are", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 155.001, max: 160, noNaN: true }), { maxLength: 40 }), (values) => {
        const alarm = run([165]);
        assert.deepEqual(run(values, rule, alarm, 2000), alarm);
      }),
    );
  });
});
