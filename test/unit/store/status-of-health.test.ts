import assert from "node:assert/strict";
import type { StoreHealth } from "../../../nodes/kit/store.ts";
import { statusOfHealth } from "../../../nodes/store/status-of-health.ts";

const text = (state: StoreHealth["state"], backlog: number, endsInMs?: number) => {
  const outbox = { points: backlog, bytes: 1, oldestAgeMs: 1, sentPerSecond: 1, endsInMs, dropped: 0 };
  return statusOfHealth({ state, backlog, quarantined: 0, reason: "", outbox }).text;
};

describe("the status of a twin store", () => {
  it("says in words how it is", () => {
    assert.equal(text("ok", 0), "ok");
    assert.equal(text("away", 1234), "away, 1,234 waiting");
    assert.equal(text("behind", 25_300), "25 k waiting");
    assert.equal(text("behind", 25_300, 200_000), "25 k left, 3 min");
    assert.equal(text("full", 0), "disk full");
    assert.equal(text("full", 3_200_000), "full, 3 M waiting");
  });

  it("is always shorter than 20 characters", () => {
    for (const state of ["ok", "behind", "full", "away"] as const) {
      for (let backlog = 0; backlog < 1e9; backlog = backlog * 3 + 1) {
        for (const endsInMs of [undefined, 59_000, 3_599_000, 1e300]) {
          assert.ok(text(state, backlog, endsInMs).length < 20, text(state, backlog, endsInMs));
        }
      }
    }
  });
});
