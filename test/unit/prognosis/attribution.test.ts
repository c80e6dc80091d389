import assert from "node:assert/strict";
import { assetTypes } from "../../../models/assets/index.ts";
import { counterfactualRows, featureGroups } from "../../../models/prognosis/attribution.ts";
import { onnxDrivers } from "../../../models/prognosis/onnx-drivers.ts";
import { outsideTraining } from "../../../models/prognosis/outside-training.ts";
import type { AssetType } from "../../../models/twin/asset-type.ts";

const feature = (name: string, unit: string, median: number) => ({
  ...{ name, unit, min: 0, median, max: 10 },
  ...{ mean: median, sd: 2 },
});
const features = [
  feature("flow.mean/current", "m3/h", 5),
  feature("flow.mean/change", "m3/h", 0),
  feature("vibration.rms/current", "m/s2", 2),
  feature("flow.excess/current", "m3/h", 1),
  feature("operatingHours", "h", 7),
];
const vector = [8, -2, 4, 3, 9];
const pump = assetTypes["centrifugal-pump"] as AssetType;

describe("what drove a forecast", () => {
  it("takes the mean and the excess of a channel as one thing, and each feature of a waveform as its own", () => {
    assert.deepEqual(featureGroups(features), [
      { name: "flow", at: [0, 1, 3] },
      { name: "vibration.rms", at: [2] },
      { name: "operatingHours", at: [4] },
    ]);
  });

  it("asks for the forecast itself, and for one with each thing as on a typical machine", () => {
    const rows = counterfactualRows(vector, features, featureGroups(features));
    assert.deepEqual(Array.from(rows), [
      ...[8, -2, 4, 3, 9],
      ...[5, 0, 4, 1, 9],
      ...[8, -2, 2, 3, 9],
      ...[8, -2, 4, 3, 7],
    ]);
  });

  it("names the largest first, with a sign, and leaves out what did nothing", () => {
    const drivers = onnxDrivers(pump, features, vector, featureGroups(features), 100, [150, 100.4, 30]);
    assert.deepEqual(
      drivers.map((driver) => [driver.feature, driver.contributionHours, driver.text]),
      [
        ["operatingHours", 70, "9 h run since the history began: adds 70 h compared with a typical machine"],
        ["flow", -50, "Flow 8 m3/h, 2 below its beginning: takes 50 h compared with a typical machine"],
      ],
    );
  });

  it("tells which inputs are outside of what the model was trained on, beyond a tenth of the range", () => {
    assert.deepEqual(outsideTraining([11, -1, 11.1, -1.1, 5], features), [
      "vibration.rms/current",
      "flow.excess/current",
    ]);
  });
});
