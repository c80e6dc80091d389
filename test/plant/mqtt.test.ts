import assert from "node:assert/strict";
import { connectAsync, type MqttClient } from "mqtt";
import { MAINTENANCE_TAG } from "../../models/maintenance/maintenance-event.ts";
import { until } from "../support/until.ts";
import { type PlantProcess, startPlant } from "./plant-process.ts";

interface Telemetry {
  readonly time: number;
  readonly values: Readonly<Record<string, number>>;
}

describe("plant over MQTT", () => {
  let plant: PlantProcess;
  let client: MqttClient;
  const heard = new Map<string, string[]>();
  const all = (topic: string): readonly string[] => heard.get(topic) ?? [];
  const newest = (asset: string): Telemetry | undefined => {
    const text = all(`plant/${asset}/telemetry`).at(-1);
    return text ? JSON.parse(text) : undefined;
  };

  before(async () => {
    // fast enough for a whole life within seconds
    plant = await startPlant(["--hours-per-second", "100", "--tick-ms", "50"]);
    client = await connectAsync(`mqtt://127.0.0.1:${plant.ports.mqtt}`);
    client.on("message", (topic, payload) => {
      const before = heard.get(topic);
      if (before) before.push(payload.toString());
      else heard.set(topic, [payload.toString()]);
    });
    await client.subscribeAsync(["plant/+/telemetry", "plant/+/waveform/+", "plant/+/refused"], { qos: 1 });
  });
  after(async () => {
    await client?.endAsync(true);
    await plant?.stop();
  });

  it("sends the spindle's and the extruder's scalars, a scan every five minutes of plant time", async () => {
    await until(
      "telemetry of two machines",
      () => all("plant/spindle-1/telemetry").length > 30 && newest("extruder-1") !== undefined,
    );
    const times = all("plant/spindle-1/telemetry").map((text) => (JSON.parse(text) as Telemetry).time);
    for (const [i, time] of times.entries()) if (i > 0) assert.equal(time - (times[i - 1] ?? 0), 300_000);
    assert.deepEqual(Object.keys(newest("spindle-1")?.values ?? {}), [
      "speed",
      "torque",
      "motorPower",
      "bearingTemperature",
    ]);
    assert.ok((newest("extruder-1")?.values["barrelTemperature"] ?? 0) > 150);
    assert.equal(newest("pump-1"), undefined);
  });

  it("sends the spindle's vibration as 4,096 little-endian float32", async () => {
    await until("a waveform", () => all("plant/spindle-1/waveform/vibration").length > 0);
    const waveform = JSON.parse(all("plant/spindle-1/waveform/vibration")[0] ?? "");
    assert.equal(waveform.unit, "m/s2");
    assert.equal(waveform.sampleRateHz, 25_600);
    const bytes = Buffer.from(waveform.samples, "base64");
    assert.equal(bytes.length, 4 * 4096);
    let squares = 0;
    for (let at = 0; at < bytes.length; at += 4) squares += bytes.readFloatLE(at) ** 2;
    const rms = Math.sqrt(squares / 4096);
    assert.ok(rms > 1 && rms < 30, `RMS ${rms}`);
  });

  it("obeys an input of any machine, whatever that machine's own protocol", async () => {
    await client.publishAsync("plant/extruder-1/set/screwSpeed", "50", { qos: 1 });
    await until("the set speed", () => Math.abs((newest("extruder-1")?.values["screwSpeed"] ?? 0) - 50) < 2);
    await client.publishAsync("plant/extruder-1/set/screwSpeed", "plan", { qos: 1 });
    await until("the old speed", () => (newest("extruder-1")?.values["screwSpeed"] ?? 0) > 65);
    await client.publishAsync("plant/pump-1/set/speed", "2500", { qos: 1 });
    await until("the log's line", () => plant.lines.some(({ event, asset }) => event === "set" && asset === "pump-1"));
  });

  it("keeps a failed machine down until maintenance is done on it", async () => {
    await until("the failure", () =>
      plant.lines.some(({ event, asset }) => event === "failed" && asset === "spindle-1"),
    );
    await until("the standstill", () => newest("spindle-1")?.values["speed"] === 0);
    const failedAt = newest("spindle-1")?.time ?? 0;
    await until("20 more hours", () => (newest("spindle-1")?.time ?? 0) > failedAt + 20 * 3_600_000);
    assert.equal(newest("spindle-1")?.values["speed"], 0);
    const event = { schema: MAINTENANCE_TAG, asset: "spindle-1", component: "frontBearing", time: failedAt };
    await client.publishAsync("plant/spindle-1/maintenance", JSON.stringify(event), { qos: 1 });
    await until("the restart", () => (newest("spindle-1")?.values["speed"] ?? 0) > 5000);
  });

  const wrong: readonly (readonly [topic: string, payload: string, code: string])[] = [
    ["plant/pump-1/set/speed", "fast", "TWIN-PLANT-007"],
    ["plant/pump-1/set/speed", "99000", "TWIN-PLANT-006"],
    ["plant/pump-1/set/colour", "1", "TWIN-PLANT-005"],
    ["plant/pump-9/set/speed", "2000", "TWIN-PLANT-004"],
    ["plant/fan-1/maintenance", "impeller", "TWIN-PLANT-007"],
    ["plant/fan-1/maintenance", "{}", "TWIN-PLANT-007"],
    ["plant/fan-1/maintenance", '{"component":"gearbox"}', "TWIN-ASSET-001"],
  ];
  for (const [topic, payload, code] of wrong) {
    it(`answers ${payload} on ${topic} with ${code}`, async () => {
      const answers = `${topic.split("/").slice(0, 2).join("/")}/refused`;
      const count = all(answers).length;
      await client.publishAsync(topic, payload, { qos: 1 });
      await until("an answer", () => all(answers).length > count);
      assert.equal(JSON.parse(all(answers).at(-1) ?? "").code, code);
    });
  }
});
