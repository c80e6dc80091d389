import assert from "node:assert/strict";
import { type FaultScore, stepsOf } from "../../../scripts/sensors/sensor-scores.ts";
import { sensorsPage } from "../../../scripts/sensors/sensors-page.ts";

const score = (more: Partial<FaultScore>): FaultScore => ({
  asset: "pump-1",
  channel: "flow",
  fault: "drift",
  found: "named",
  afterHours: 40,
  ratio: 0.954,
  ...more,
});

describe("the page about sensors", () => {
  it("counts what was found, and says of each sensor when, what was missed and what is not watched", () => {
    const page = sensorsPage({
      seed: 1,
      plants: 2,
      runningHours: 5120.6,
      falseAlarms: { range: 0, spike: 1, stuck: 0, drift: 2, skew: 0, calibration: 0 },
      faults: [
        score({}),
        score({ channel: "speed", found: "among", afterHours: 60, ratio: undefined }),
        score({ channel: "power", found: "missed", afterHours: undefined, ratio: undefined }),
      ],
    });
    assert.match(page, /5121 machine hours .*: 3 false alarms \(1 spike, 2 drift\)\./);
    assert.match(page, /\| drifting by what counts in 50 h \| 3 \| 1 \| 1 \| 1 \| 60\.0 h, 60\.0 h \|/);
    assert.match(page, /\| pump-1 flow \| – \| 40\.0 \| – \| – \| 0\.95 \|/);
    assert.match(page, /\| pump-1 speed \| – \| \(60\.0\) \| – \| – \| {2}\|/);
    assert.match(page, /\| pump-1 power \| – \| missed \|/);
  });

  it("is of every sensor that the demo plant's types watch", () => {
    assert.ok(stepsOf(0) > 80);
  });
});
