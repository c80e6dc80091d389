import assert from "node:assert/strict";
import type { StoreHealth } from "../../../nodes/kit/store.ts";
import { statusOfHealth } from "../../../nodes/store/status-of-health.ts";

const text = (state: StoreHealth["state"], backlog: number) =>
  statusOfHealth({ state, backlog, quarantined: 0, reason: "" }).text;

describe("the status of a twin store", () => {
  it("says in words how it is", () => {
    assert.equal(text("ok", 0), "ok");
    assert.equal(text("away", 1234), "away, 1,234 waiting");
    assert.equal(text("behind", 25_300), "25 k waiting");
    assert.equal(text("full", 0), "disk full");
    assert.equal(text("full", 3_200_000), "full, 3 M waiting");
  });

  it("is always shorter than 20 characters", () => {
    for (const state of ["ok", "behind", "full", "away"] as const) {
      for (let backlog = 0; backlog < 1e9; backlog = backlog * 3 + 1) assert.ok(text(state, backlog).length < 20);
    }
  });
});
