import assert from "node:assert/strict";
import { readOptions } from "../../scripts/plant/options.ts";

const NOW_MS = Date.UTC(2026, 6, 1, 12, 34);

describe("options of the plant", () => {
  it("has a default for everything, and begins at a whole hour long ago", () => {
    const options = readOptions([], {}, NOW_MS);
    assert.deepEqual(options.ports, { opcua: 4840, modbus: 5020, mqtt: 1884 });
    assert.equal(options.host, "127.0.0.1");
    assert.equal(options.hoursPerSecond, 1);
    assert.equal(options.startMs, Date.UTC(2025, 6, 1, 12));
  });

  it("takes a flag before its environment variable", () => {
    const env = { TWINLOOM_MQTT_PORT: "2000", TWINLOOM_PLANT_SEED: "9" };
    const options = readOptions(["--mqtt-port", "3000"], env, NOW_MS);
    assert.equal(options.ports.mqtt, 3000);
    assert.equal(options.seed, 9);
  });

  const wrong: readonly (readonly [string, string])[] = [
    ["--opcua-port", "0"],
    ["--modbus-port", "70000"],
    ["--mqtt-port", "eighteen"],
    ["--seed", "1.5"],
    ["--hours-per-second", "0"],
    ["--tick-ms", ""],
    ["--start", "2031-01-01T00:00:00Z"],
    ["--start", "yesterday"],
  ];
  for (const [option, value] of wrong) {
    it(`names ${option} when it is "${value}"`, () => {
      assert.throws(() => readOptions([option, value], {}, NOW_MS), {
        code: "TWIN-PLANT-002",
        message: new RegExp(`${option} is`),
      });
    });
  }

  it("names an option that it does not know", () => {
    assert.throws(() => readOptions(["--colour", "red"], {}, NOW_MS), { code: "TWIN-PLANT-002", message: /--colour/ });
  });
});
