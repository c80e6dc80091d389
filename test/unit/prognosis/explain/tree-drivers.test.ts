import assert from "node:assert/strict";
import fc from "fast-check";
import { assetTypes } from "../../../../models/assets/index.ts";
import { treeDrivers } from "../../../../models/prognosis/explain/tree-drivers.ts";
import type { ModelFeature } from "../../../../models/prognosis/model-card.ts";
import type { AssetType } from "../../../../models/twin/asset-type.ts";

const spindle = assetTypes["cnc-spindle"] as AssetType;

const feature = (name: string, unit: string, mean: number, sd: number): ModelFeature => ({
  ...{ name, unit, min: 0, median: mean, max: 1000 },
  ...{ mean, sd },
});
const FEATURES = [
  feature("vibration.bpfo1/current", "m/s2", 3, 3),
  feature("vibration.bpfo1/change", "m/s2", 2, 2),
  feature("bearingTemperature.excess/current", "Cel", 4, 3),
  feature("bearingTemperature.excess/slopePerDay", "Cel/d", 0, 0.1),
  feature("vibration.kurtosis/slopePerDay", "1/d", 4, 1),
  feature("torque.mean/slopePerDay", "N.m/d", 0, 0.5),
  feature("vibration.band3/change", "m2/s4", 0, 20),
  feature("speed.mean/current", "1/min", 6000, 0),
  feature("operatingHours", "h", 500, 300),
];
const VECTOR = [15.3, 12, 9.4, -0.25, 3, 0.8, -7, 6000, 1234.5];
const told = (contributions: readonly number[], shownHours = 0) => {
  const base = 800;
  const forecast = contributions.reduce((sum, one) => sum + one, base);
  const explanation = { base, forecast, contributions: Float64Array.from(contributions) };
  return treeDrivers(spindle, { features: FEATURES, unit: "h" }, VECTOR, explanation, shownHours);
};

describe("the drivers of a forecast", () => {
  it("say what stands out and what it does, the strongest first, a base feature in one line", () => {
    const { drivers } = told([-300, -10.4, -120, 0, 0, 0, 0, 0, 4.26], 380);
    assert.deepEqual(
      drivers.map(({ text }) => text),
      [
        "Outer-race envelope +4.1σ (15.3 m/s2) takes 310 h off",
        "Front bearing temperature 9.4 Cel above expectation (+1.8σ) takes 120 h off",
        "1235 h run since the history began adds 4.3 h",
        "Everything else adds 0.0 h",
        "Calibration on machines it was not trained on adds 6.1 h",
      ],
    );
    assert.deepEqual(
      drivers.slice(0, 2).map((driver) => [driver.feature, driver.contributionHours]),
      [
        ["vibration.bpfo1", -310.4],
        ["bearingTemperature.excess", -120],
      ],
    );
  });

  it("are told by the history kind that pushes most in the direction of the whole", () => {
    const { drivers } = told([40, -90, 20, -50, 30, 25, 0, 10, 0]);
    assert.deepEqual(
      drivers.slice(0, 5).map(({ text }) => text),
      [
        "Outer-race envelope 12 m/s2 above its beginning (+5.0σ) takes 50 h off",
        "Front bearing temperature, against expectation, falling by 0.25 Cel a day (−2.5σ) takes 30 h off",
        "Front bearing acceleration kurtosis rising by 3 a day (−1.0σ) adds 30 h",
        "Torque rising by 0.8 N.m a day (+1.6σ) adds 25 h",
        "Spindle speed (6000 1/min) adds 10 h",
      ],
    );
  });

  it("leave at most five lines, and what is weak, to everything else", () => {
    const { drivers } = told([-60, 0, -50, 0, 40, 30, 20, 10, 0.4], 800);
    assert.deepEqual(
      drivers.map((driver) => driver.feature),
      [
        ...["vibration.bpfo1", "bearingTemperature.excess", "vibration.kurtosis", "torque.mean", "vibration.band3"],
        ...["everythingElse", "calibration"],
      ],
    );
    assert.equal(drivers[5]?.contributionHours, 10.4);
    assert.match(drivers[4]?.text ?? "", /^Front bearing acceleration energy in band 3 7 m2\/s4 below its beginning/);
  });

  it("add up to the forecast that is shown, whatever they are", () => {
    const hours = fc.double({ min: -2000, max: 2000, noNaN: true });
    const lists = fc.array(hours, { minLength: FEATURES.length, maxLength: FEATURES.length });
    fc.assert(
      fc.property(lists, fc.double({ min: 0, max: 5000, noNaN: true }), (contributions, shown) => {
        const { baseHours, drivers } = told(contributions, shown);
        const sum = drivers.reduce((total, { contributionHours = Number.NaN }) => total + contributionHours, baseHours);
        assert.ok(Math.abs(sum - shown) < 1e-6, `${sum}, not ${shown}`);
      }),
    );
  });
});
