import assert from "node:assert/strict";
import { addStep, emptyHistory, historyVector } from "../../../models/prognosis/history-features.ts";
import { readHistory } from "../../../models/prognosis/read-history.ts";

const history = emptyHistory(2, 0);
for (let hour = 0; hour < 30; hour++) addStep(history, hour * 3_600_000, [hour, Number.NaN], 1);
const kept = () => JSON.parse(JSON.stringify(history));

describe("a kept history", () => {
  it("comes back as it was, with what was never measured", () => {
    assert.deepEqual(readHistory(kept(), 2, "bearing"), history);
    assert.deepEqual(historyVector(readHistory(kept(), 2, "bearing")), historyVector(history));
  });

  for (const [what, value, bases] of [
    ["it is a text", "history", 2],
    ["it has no trend", { ...kept(), trend: undefined }, 2],
    ["a number is missing", { ...kept(), steps: null }, 2],
    ["it is of another model", kept(), 3],
  ] as const) {
    it(`is refused if ${what}`, () => {
      assert.throws(() => readHistory(value, bases, "bearing"), { code: "TWIN-PROGNOSIS-004", message: /bearing/ });
    });
  }
});
