import assert from "node:assert/strict";
import { obeyMqtt } from "../../scripts/plant/obey-mqtt.ts";
import { createPlant } from "../../scripts/plant/plant.ts";
import { readPlant, writePlant } from "../../scripts/plant/plant-file.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const START_MS = Date.UTC(2026, 0, 5);
const HOUR_MS = 3_600_000;
const TOPIC = "plant/extruder-1/sensor/barrelTemperature";

/** What the sensor shows beyond a sound one, after ten hours. */
const offBy = (...texts: string[]): number => {
  const [sound, faulty] = [createPlant(1, START_MS), createPlant(1, START_MS)];
  for (const text of texts) obeyMqtt(faulty, TOPIC, text);
  const [one, other] = [sound, faulty].map((plant) => {
    const scan = plant.advance(START_MS + 10 * HOUR_MS).findLast(({ asset }) => asset === "extruder-1");
    return scan?.values["barrelTemperature"] ?? 0;
  });
  return (other ?? 0) - (one ?? 0);
};

describe("a sensor of the plant", () => {
  it("drifts, is off or hangs by a message, and is mended by ok", () => {
    assert.ok(Math.abs(offBy("drift -0.05") + 0.5) < 1e-9);
    assert.ok(Math.abs(offBy("offset 3") - 3) < 1e-9);
    assert.notEqual(offBy("stuck 150"), 0);
    assert.equal(offBy("offset 3", "ok"), 0);
  });

  it("is still wrong after a restart from the plant's file", () => {
    const folder = temporaryFolder();
    const plant = createPlant(1, START_MS);
    obeyMqtt(plant, TOPIC, "offset 3");
    writePlant(`${folder.path}/plant.json`, plant.memory());
    const kept = readPlant(`${folder.path}/plant.json`, (error) => assert.fail(error));
    folder.remove();
    assert.deepEqual(kept?.machines["extruder-1"]?.sensorFaults?.["barrelTemperature"], {
      kind: "offset",
      amount: 3,
      sinceMs: START_MS,
    });
  });

  it("refuses what can't be read and channels that there are none of", () => {
    const plant = createPlant(1, START_MS);
    assert.throws(() => obeyMqtt(plant, TOPIC, "drift fast"), /TWIN-PLANT-007/);
    assert.throws(() => obeyMqtt(plant, "plant/extruder-1/sensor/heat", "ok"), /TWIN-PLANT-008/);
  });
});
