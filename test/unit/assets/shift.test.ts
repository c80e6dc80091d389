import assert from "node:assert/strict";
import { shiftAt } from "../../../models/assets/shared/shift.ts";

describe("shift plan", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["2026-07-20T05:59:00Z", "weekend"],
    ["2026-07-20T06:00:00Z", "early"],
    ["2026-07-20T14:00:00Z", "late"],
    ["2026-07-20T22:00:00Z", "night"],
    ["2026-07-21T05:59:00Z", "night"],
    ["2026-07-25T05:59:00Z", "night"],
    ["2026-07-25T06:00:00Z", "weekend"],
    ["2026-07-26T23:00:00Z", "weekend"],
  ];
  for (const [time, shift] of cases) {
    it(`${time} belongs to the ${shift} shift`, () => assert.equal(shiftAt(Date.parse(time)), shift));
  }
});
