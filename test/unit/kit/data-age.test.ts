import assert from "node:assert/strict";
import { dataAge } from "../../../nodes/kit/data-age.ts";
import { fakeWorld } from "../../support/fake-world.ts";

const HOUR_MS = 3_600_000;

describe("the age of a node's data", () => {
  it("is waiting until data comes", () => {
    const { world, statuses } = fakeWorld();
    dataAge(world, { staleAfterSeconds: 60 });
    assert.deepEqual(statuses, [{ level: "waiting", text: "no data yet" }]);
  });

  it("grows while nothing arrives and turns yellow when it is stale", () => {
    const { world, clock, statuses } = fakeWorld();
    const age = dataAge(world, { staleAfterSeconds: 60 });
    age.seen(clock.nowMs());
    clock.advance(2000);
    assert.deepEqual(statuses.at(-1), { level: "ok", text: "2 s old" });
    clock.advance(298_000);
    assert.deepEqual(statuses.at(-1), { level: "warning", text: "stale 5 min" });
  });

  it("is green again with new data", () => {
    const { world, clock, statuses } = fakeWorld();
    const age = dataAge(world, { staleAfterSeconds: 60 });
    age.seen(clock.nowMs());
    clock.advance(120_000);
    age.seen(clock.nowMs());
    clock.advance(1000);
    assert.deepEqual(statuses.at(-1), { level: "ok", text: "1 s old" });
  });

  it("waits as long for what comes once an hour as that takes, from its first message on", () => {
    const { world, clock, statuses } = fakeWorld();
    const age = dataAge(world, { staleAfterSeconds: 60 });
    for (let hour = 0; hour < 4; hour++) {
      age.seen(clock.nowMs() - 90_000, HOUR_MS);
      clock.advance(HOUR_MS);
    }
    assert.ok(statuses.every(({ level }) => level !== "warning"));
    assert.deepEqual(statuses.at(-1), { level: "ok", text: "1 h old" });
    clock.advance(2 * HOUR_MS);
    assert.deepEqual(statuses.at(-1), { level: "warning", text: "stale 3 h" });
  });

  it("does not take one outage for what is usual", () => {
    const { world, clock, statuses } = fakeWorld();
    const age = dataAge(world, { staleAfterSeconds: 60 });
    for (const gapMs of [5000, 5000, 24 * HOUR_MS, 5000, 5000]) {
      age.seen(clock.nowMs());
      clock.advance(gapMs);
    }
    clock.advance(120_000);
    assert.deepEqual(statuses.at(-1), { level: "warning", text: "stale 2 min" });
  });

  it("learns that windows of an accelerated plant come every second", () => {
    const { world, clock, statuses } = fakeWorld();
    const age = dataAge(world, { staleAfterSeconds: 60 });
    for (let hour = 0; hour < 4; hour++) {
      age.seen(Date.UTC(2025, 11, 1, hour), HOUR_MS);
      clock.advance(1000);
    }
    clock.advance(120_000);
    assert.deepEqual(statuses.at(-1), { level: "warning", text: "stale 2 min" });
  });

  it("says how far a late source is behind, and is stale only when it stands still", () => {
    const { world, clock, statuses } = fakeWorld();
    const age = dataAge(world, { staleAfterSeconds: 60 });
    age.seen(clock.nowMs() - 3 * HOUR_MS);
    clock.advance(1000);
    assert.deepEqual(statuses.at(-1), { level: "ok", text: "3 h behind" });
    clock.advance(120_000);
    assert.deepEqual(statuses.at(-1), { level: "warning", text: "stale 2 min" });
  });

  it("shows the time of a replay or an accelerated plant run, in the room there is", () => {
    const { world, clock, statuses } = fakeWorld();
    const age = dataAge(world, { staleAfterSeconds: 60 });
    for (const [hour, text] of [
      [8, "at 2025-12-01 08:00"],
      [9, "at 2025-12-01 09:00"],
    ] as const) {
      age.seen(Date.UTC(2025, 11, 1, hour));
      clock.advance(1000);
      assert.deepEqual(statuses.at(-1), { level: "ok", text });
      assert.ok(text.length < 20);
    }
  });

  it("is not made younger by a late sample", () => {
    const { world, clock, statuses } = fakeWorld();
    const age = dataAge(world, { staleAfterSeconds: 60 });
    age.seen(clock.nowMs());
    age.seen(clock.nowMs() - 10_000);
    clock.advance(3000);
    assert.deepEqual(statuses.at(-1), { level: "ok", text: "3 s old" });
  });

  it("ends with its node", () => {
    const { world, clock, statuses, close } = fakeWorld();
    dataAge(world, { staleAfterSeconds: 60 });
    close();
    clock.advance(10_000);
    assert.equal(statuses.length, 1);
  });

  it("leaves the status alone once it is stopped", () => {
    const { world, clock, statuses } = fakeWorld();
    const age = dataAge(world, { staleAfterSeconds: 60 });
    age.stop();
    clock.advance(10_000);
    assert.equal(statuses.length, 1);
  });
});
