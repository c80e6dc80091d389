import assert from "node:assert/strict";
import fc from "fast-check";
import { holdLive } from "../../../nodes/sensor-source/opcua/hold-live.ts";

describe("live values that wait for the history", () => {
  it("come out in their order, each once, whatever the room is", () => {
    const steps = fc.array(fc.constantFrom("value", "filled"), { maxLength: 50 });
    fc.assert(
      fc.property(fc.nat(5), steps, (limit, all) => {
        const given: number[] = [];
        const held = holdLive<number>(limit, (one) => given.push(one));
        let count = 0;
        for (const step of all) {
          if (step === "filled") held.giveAll();
          else if (!held.hold(count++)) given.push(count - 1);
        }
        held.giveAll();
        assert.deepEqual(
          given,
          Array.from({ length: count }, (_, i) => i),
        );
      }),
    );
  });

  it("are not more than there is room for", () => {
    const given: number[] = [];
    const held = holdLive<number>(2, (one) => given.push(one));
    assert.deepEqual([1, 2, 3].map(held.hold), [true, true, false]);
    assert.deepEqual(given, [1, 2]);
  });
});
