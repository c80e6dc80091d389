import assert from "node:assert/strict";
import { SENSORS } from "../../../scripts/datasets/cmapss/columns.ts";
import type { Engine } from "../../../scripts/datasets/cmapss/engine.ts";
import { recipeOf } from "../../../scripts/datasets/cmapss/recipe-of.ts";

/** Forty cycles under one condition. */
const engine = (unit: number, sensor: (cycle: number, place: number) => number): Engine => ({
  unit,
  settings: Array.from({ length: 40 }, () => Float64Array.of(0, 0, 100)),
  sensors: Array.from({ length: 40 }, (_, cycle) => Float64Array.from(SENSORS, (_, place) => sensor(cycle, place))),
  cyclesLeft: 0,
});
const setOf = (sensor: (cycle: number, place: number) => number) => ({
  file: "train_FD001.txt",
  engines: [1, 2, 3].map((unit) => engine(unit, sensor)),
});

describe("the recipe of turbofan engines", () => {
  it("refuses sensors that never vary with a code, the file and what it takes", () => {
    assert.throws(
      () =>
        recipeOf(
          setOf(() => 500),
          "FD001",
        ),
      { code: "TWIN-CMAPSS-011", message: /^TWIN-CMAPSS-011: .* train_FD001\.txt .*sensors vary\. Give/ },
    );
  });

  it("leaves constant sensors out where the others vary", () => {
    const varying = (cycle: number, place: number) => (place < 3 ? 500 : Math.sin(cycle * (place + 1)) + cycle / 10);
    const { channels } = recipeOf(setOf(varying), "FD001");
    assert.deepEqual(
      channels.map(({ name }) => name),
      SENSORS.slice(3).map(({ name }) => name),
    );
  });
});
