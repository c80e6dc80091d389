import assert from "node:assert/strict";
import { sampleDistribution } from "../../../models/prognosis/sample-distribution.ts";
import { accuracyPage } from "../../../scripts/accuracy/accuracy-page.ts";
import type { Accuracy, SubsetAccuracy } from "../../../scripts/accuracy/measure-accuracy.ts";
import { scoreForecasts } from "../../../scripts/datasets/cmapss/score-forecasts.ts";

/** Two cuts of each engine, `late` cycles too late; of engine 71, 20 more. */
const subset = (name: string, late: number): SubsetAccuracy => ({
  dataset: "cmapss",
  subset: name,
  protocol: `protocol of ${name}`,
  dataHash: "abc",
  model: "",
  seconds: 7,
  ...scoreForecasts(
    [1, 71].map((unit) =>
      [30, 60].map((truth) => {
        const centre = truth + late + (unit === 71 ? 20 : 0);
        const distribution = sampleDistribution([centre - 1, centre, centre + 1], 125);
        return { unit, cycle: 100, truth, expected: centre, distribution, reason: "" };
      }),
    ),
  ),
});

const found: Accuracy = {
  machine: { cpu: "a processor", cores: 2, memoryGb: 4, node: "v24", nodeRed: "5", loadBefore: 0.1, commit: "c0ffee" },
  date: "2026-01-02T03:04:05Z",
  seed: 3,
  turbofans: [subset("FD002", 1), subset("FD004", 2)],
  bearings: {
    dataset: "femto",
    protocol: "leaving one out",
    dataHash: "def",
    model: "",
    trainedOn: [],
    measure: "As a share of life.",
    bearings: 1,
    normalisedRmse: 0.123,
    normalisedRmseOfConstantGuess: 0.289,
    onsetsSeen: 0,
    coverage: { 90: 0.875 },
    meanWidth: { 90: 0.5 },
    meanWidth90BeforeOnset: 0.6,
    meanWidth90AfterOnset: 0.2,
    winkler90: 1,
    perBearing: [
      {
        bearing: "Bearing1_1",
        lifeHours: 7.5,
        snapshots: 10,
        normalisedRmse: 0.123,
        normalisedRmseOfConstantGuess: 0.289,
        coverage90: 0.875,
        firstOnset: null,
        minutesFromOnsetToEnd: null,
        onsetHours: {},
        shown: [],
      },
    ],
  },
};

describe("the page on accuracy", () => {
  const page = accuracyPage(found);
  const cells = (words: string): string[] => {
    const line = page.split("\n").find((one) => one.startsWith(`| ${words} |`)) ?? "";
    return line
      .split("|")
      .slice(2, -1)
      .map((cell) => cell.trim());
  };

  it("has a column for each subset, with what was measured beside what is quoted for the very subset", () => {
    assert.deepEqual(cells("protocol"), ["cross-validation", "cross-validation"]);
    const error = (late: number): string => Math.sqrt((late ** 2 + (late + 20) ** 2) / 2).toFixed(2);
    assert.deepEqual(cells("**RMSE, clipped**"), [`**${error(1)}**`, `**${error(2)}**`]);
    assert.deepEqual(cells("*FFVE, as published*"), ["12.55", "14.08"]);
  });

  it("says what the figures are without the engines that look like two lives, to the score of one cut each", () => {
    const score = Math.expm1(2 / 10);
    assert.match(page, new RegExp(`Scored without them: RMSE 2.00, NASA score ${score.toFixed(0)}, .* fewer 2.00`));
  });

  it("names the aims that are missed, by the figures themselves", () => {
    assert.match(page, /- FD004: RMSE, RMSE at 50 cycles or fewer, coverage of 50 %, .*86 % in each third/);
    assert.doesNotMatch(page, /- FD00[24]: .*NASA score/);
  });

  it("says by which command, on what machine and in sight of which tests", () => {
    assert.match(page, /evaluate public --data DIR --seed 3 --write` on 2026-01-02/);
    assert.match(page, /commit c0ffee on a processor, 2 cores/);
    assert.match(page, /## Choices made by looking at a test set\n\n- /);
    assert.match(page, /\| Bearing1_1 \| 7.50 h \| 0.123 \| 0.289 \| 87.5 % \| not seen \|/);
  });
});
