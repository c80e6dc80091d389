import assert from "node:assert/strict";
import { createOwedWrites } from "../../../nodes/rul-predictor/owed-writes.ts";

describe("writes that a full store owes", () => {
  it("are made in order once there is room, but for the oldest of more than 5,000 states", async () => {
    const owed = createOwedWrites();
    const made: string[] = [];
    let full = true;
    const write = (name: string, states: number) =>
      owed.write(states, async () => {
        if (full) throw new Error("full");
        made.push(name);
      });
    for (const name of ["a", "b", "c"]) await assert.rejects(write(name, 2000), /full/);
    full = false;
    await write("d", 1);
    assert.deepEqual(made, ["b", "c", "d"]);
  });

  it("keep the newest, however large it is", async () => {
    const owed = createOwedWrites();
    let made = false;
    await owed.write(10_000, async () => {
      made = true;
    });
    assert.ok(made);
  });
});
