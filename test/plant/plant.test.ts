import assert from "node:assert/strict";
import { assetTypes } from "../../models/assets/index.ts";
import { machinePlans } from "../../scripts/plant/machine-plans.ts";
import { obeyMqtt } from "../../scripts/plant/obey-mqtt.ts";
import { createPlant, type PlantEvent, STEP_MS } from "../../scripts/plant/plant.ts";
import type { Scan } from "../../scripts/plant/scan.ts";

const START_MS = Date.UTC(2026, 0, 5);
const HOUR_MS = 3_600_000;
const newest = (scans: readonly Scan[], asset: string): Scan => {
  const found = scans.findLast((scan) => scan.asset === asset);
  assert.ok(found, asset);
  return found;
};

describe("demo plant", () => {
  it("is the same plant for the same seed, and another for another", () => {
    const day = (seed: number) => createPlant(seed, START_MS).advance(START_MS + 24 * HOUR_MS);
    assert.deepEqual(day(3), day(3));
    assert.notDeepEqual(day(3), day(4));
  });

  it("does not depend on how often it is asked", () => {
    const atOnce = createPlant(1, START_MS).advance(START_MS + 5 * HOUR_MS);
    const plant = createPlant(1, START_MS);
    const inPieces: Scan[] = [];
    for (let ms = 0; ms <= 5 * HOUR_MS; ms += 700_001) inPieces.push(...plant.advance(START_MS + ms));
    inPieces.push(...plant.advance(START_MS + 5 * HOUR_MS));
    assert.deepEqual(inPieces, atOnce);
  });

  it("scans every channel of every machine twelve times an hour, and the spindle's vibration once", () => {
    const scans = createPlant(1, START_MS).advance(START_MS + HOUR_MS);
    for (const [asset, { type }] of Object.entries(machinePlans)) {
      const own = scans.filter((scan) => scan.asset === asset);
      assert.deepEqual(
        own.map((scan) => scan.timeMs),
        Array.from({ length: 12 }, (_, i) => START_MS + (i + 1) * STEP_MS),
      );
      const channels = Object.entries(assetTypes[type]?.channels ?? {}).filter(([, { kind }]) => kind === "scalar");
      assert.deepEqual(
        Object.keys(own[0]?.values ?? {}),
        channels.map(([name]) => name),
      );
    }
    assert.deepEqual(
      scans.filter((scan) => scan.waveform).map((scan) => scan.asset),
      ["spindle-1"],
    );
  });

  it("ages to failure: the spindle within a few minutes of watching, every machine in the end", () => {
    const events: PlantEvent[] = [];
    const plant = createPlant(1, START_MS, (event) => events.push(event));
    plant.advance(START_MS + 2000 * HOUR_MS);
    assert.deepEqual(
      events.map((event) => event.event),
      ["failed", "failed", "failed", "failed"],
    );
    assert.equal(events[0]?.asset, "spindle-1");
    const hours = ((events[0]?.timeMs ?? 0) - START_MS) / HOUR_MS;
    assert.ok(hours > 120 && hours < 330, `${hours} h`);
  });

  it("obeys what is set, goes back to the plan when released, and refuses what is out of range", () => {
    const plant = createPlant(1, START_MS);
    plant.set("pump-1", "speed", 2000);
    const slow = newest(plant.advance(START_MS + HOUR_MS), "pump-1").values;
    plant.set("pump-1", "speed", Number.NaN);
    const planned = newest(plant.advance(START_MS + 2 * HOUR_MS), "pump-1").values;
    assert.ok(Math.abs((slow["speed"] ?? 0) - 2000) < 20 && Math.abs((planned["speed"] ?? 0) - 2900) < 20);
    assert.ok((slow["dischargePressure"] ?? 0) < (planned["dischargePressure"] ?? 0) - 1.5);
    assert.throws(() => plant.set("pump-1", "speed", 9000), { code: "TWIN-PLANT-006" });
    assert.throws(() => plant.set("pump-1", "colour", 1), { code: "TWIN-PLANT-005" });
    assert.throws(() => plant.set("pump-9", "speed", 2000), { code: "TWIN-PLANT-004" });
  });

  it("gives an input back to the plan when the time is over for which it was set", () => {
    const events: PlantEvent[] = [];
    const plant = createPlant(1, START_MS, (event) => events.push(event));
    const setFor = (text: string): void => obeyMqtt(plant, "plant/fan-1/set/speed", text);
    setFor(JSON.stringify({ value: 1300, until: START_MS + HOUR_MS }));
    plant.advance(START_MS + HOUR_MS - STEP_MS);
    assert.equal(plant.load("fan-1")["speed"], 1300);
    setFor(JSON.stringify({ value: 1310, until: START_MS + 2 * HOUR_MS }));
    const again = createPlant(1, START_MS);
    again.restore(JSON.parse(JSON.stringify(plant.memory())));
    for (const one of [plant, again]) {
      one.advance(START_MS + 2 * HOUR_MS - STEP_MS);
      assert.equal(one.load("fan-1")["speed"], 1310, "told again in time, it goes on");
      one.advance(START_MS + 2 * HOUR_MS);
      assert.equal(one.load("fan-1")["speed"], 1450);
    }
    assert.deepEqual(events.at(-1), {
      event: "released",
      asset: "fan-1",
      timeMs: START_MS + 2 * HOUR_MS,
      load: "speed",
    });
    setFor("1320");
    plant.advance(START_MS + 30 * HOUR_MS);
    assert.equal(plant.load("fan-1")["speed"], 1320, "a plain number has no end");
    for (const text of [
      '{"value":1300}',
      '{"value":null,"until":1}',
      `{"value":1300,"until":${START_MS}}`,
      "{",
      "[]",
      "",
    ])
      assert.throws(() => setFor(text), /TWIN-PLANT-007/, text);
  });

  it("wears a machine faster that is driven harder", () => {
    const spall = (cuttingForce: number) => {
      const plant = createPlant(1, START_MS);
      plant.set("spindle-1", "cuttingForce", cuttingForce);
      plant.advance(START_MS + 48 * HOUR_MS);
      return plant.machine("spindle-1").memory.state["spall"] ?? 0;
    };
    assert.ok(spall(400) > spall(250) + 0.02);
  });

  it("keeps a failed machine down until it is maintained, then starts it as new", () => {
    const plant = createPlant(1, START_MS);
    plant.advance(START_MS + 400 * HOUR_MS);
    const later = newest(plant.advance(START_MS + 500 * HOUR_MS), "spindle-1");
    assert.equal(later.values["speed"], 0);
    assert.equal(later.values["motorPower"], 0);
    plant.maintain("spindle-1", "frontBearing");
    const renewed = newest(plant.advance(START_MS + 501 * HOUR_MS), "spindle-1");
    assert.ok((renewed.values["speed"] ?? 0) > 5000);
    assert.ok((plant.machine("spindle-1").memory.state["spall"] ?? 1) < 0.01);
    assert.throws(() => plant.maintain("spindle-1", "gearbox"), { code: "TWIN-ASSET-001" });
  });

  it("varies the load by shift", () => {
    const plant = createPlant(1, START_MS);
    const force = (hour: number): number => {
      plant.advance(START_MS + hour * HOUR_MS);
      return plant.load("spindle-1")["cuttingForce"] ?? 0;
    };
    const [monday, night, sunday] = [force(9), force(24), force(6 * 24 + 12)];
    assert.ok(monday > night && night > sunday, `${monday} ${night} ${sunday}`);
  });

  it("goes on exactly where it was from its memory", () => {
    const whole = createPlant(2, START_MS);
    whole.set("fan-1", "damperOpening", 60);
    whole.advance(START_MS + 30 * HOUR_MS);
    const rest = createPlant(2, START_MS - 7 * HOUR_MS);
    rest.restore(JSON.parse(JSON.stringify(whole.memory())));
    assert.deepEqual(rest.advance(START_MS + 40 * HOUR_MS), whole.advance(START_MS + 40 * HOUR_MS));
  });
});
