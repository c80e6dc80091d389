import assert from "node:assert/strict";
import { staleStatus } from "../../../nodes/kit/stale-status.ts";
import { fakeWorld } from "../../support/fake-world.ts";

const HOUR_MS = 3_600_000;
const RESULT = { level: "ok", text: "bearing 412 h" } as const;

describe("the status of a node that shows a result", () => {
  const open = () => {
    const fake = fakeWorld();
    return { ...fake, age: staleStatus(fake.world) };
  };

  it("gives way to the age of the data once none comes any more, and stands again with the next", () => {
    const { age, clock, statuses } = open();
    for (let i = 0; i < 5; i++) {
      age.seen(clock.nowMs());
      age.say(RESULT);
      clock.advance(10_000);
    }
    assert.deepEqual(statuses.at(-1), RESULT);
    clock.advance(290_000);
    assert.deepEqual(statuses.at(-1), { level: "warning", text: "stale 5 min" });
    age.seen(clock.nowMs());
    assert.deepEqual(statuses.at(-1), RESULT);
  });

  it("is not yellow between data that comes once an hour, from the first on", () => {
    const { age, clock, statuses } = open();
    for (let hour = 0; hour < 5; hour++) {
      age.seen(clock.nowMs());
      age.say(RESULT);
      clock.advance(HOUR_MS);
    }
    assert.ok(statuses.every(({ level }) => level === "ok"));
  });

  it("says of a plant in a time of its own how long nothing has come", () => {
    const { age, clock, statuses } = open();
    for (let i = 0; i < 5; i++) {
      age.seen(Date.UTC(2001, 0, 1) + i * HOUR_MS);
      clock.advance(5000);
    }
    clock.advance(115_000);
    assert.deepEqual(statuses.at(-1), { level: "warning", text: "stale 2 min" });
  });

  it("says nothing by itself before the first data, and nothing after its end", () => {
    const { age, clock, statuses } = open();
    clock.advance(10 * HOUR_MS);
    assert.deepEqual(statuses, []);
    age.seen(clock.nowMs());
    age.stop();
    clock.advance(10 * HOUR_MS);
    assert.deepEqual(statuses, []);
  });
});
