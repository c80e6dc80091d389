import assert from "node:assert/strict";
import { createRandom } from "../../../models/random/random.ts";
import { backOffMs } from "../../../nodes/store/outbox/back-off.ts";

describe("the wait before a server is asked again", () => {
  it("doubles from a quarter of a second to half a minute, half of it random", () => {
    const random = createRandom(1);
    for (let attempts = 1; attempts < 40; attempts++) {
      const fullMs = Math.min(250 * 2 ** (attempts - 1), 30_000);
      const waitMs = backOffMs(attempts, random);
      assert.ok(waitMs >= fullMs / 2 && waitMs <= fullMs, `${waitMs} of ${fullMs}`);
    }
  });

  it("is not the same for two edge boxes", () => {
    assert.notEqual(backOffMs(5, createRandom(1)), backOffMs(5, createRandom(2)));
  });

  it("is never shorter than the server asked for", () => {
    assert.equal(backOffMs(1, createRandom(1), 7000), 7000);
  });
});
