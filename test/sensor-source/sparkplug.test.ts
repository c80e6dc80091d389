import assert from "node:assert/strict";
import { connectAsync } from "mqtt";
import type { Point } from "../../nodes/kit/store.ts";
import { startSource } from "../support/live-source.ts";
import { findMosquitto, type Mosquitto, startMosquitto } from "../support/mosquitto.ts";
import { type EdgeMetric, sparkplugPython, startEdge } from "../support/sparkplug/edge-process.ts";
import { until } from "../support/until.ts";
import { spindleType } from "./spindle-type.ts";

const T0 = Date.UTC(2026, 0, 1);

const row = (tag: string, channel: string) => ({ tag, channel, unit: "", scale: 1, offset: 0, asset: "" });

describe("Sparkplug B from pysparkplug through Mosquitto", () => {
  let python = "";
  let broker: Mosquitto;
  let edge: ReturnType<typeof startEdge> | undefined;
  let source: ReturnType<typeof startSource> | undefined;
  const stored: Point[] = [];
  const store = {
    write: async (points: readonly Point[]) => void stored.push(...points),
  };

  before(async function () {
    if (!findMosquitto()) {
      console.log("      skipped: mosquitto is not installed (apt-get install mosquitto)");
      this.skip();
    }
    try {
      python = await sparkplugPython();
    } catch (error) {
      console.log(`      skipped: it needs Python with venv, and PyPI: ${error}`);
      this.skip();
    }
    broker = await startMosquitto();
  });
  afterEach(async () => {
    await edge?.close();
    await source?.close();
    stored.length = 0;
  });
  after(async () => broker?.remove());

  const open = async (settings: Record<string, unknown>): Promise<ReturnType<typeof startSource>> => {
    const all = { protocol: "mqtt", mqttUrl: broker.url, mqttPayload: "sparkplug", batchMs: 20, ...settings };
    source = startSource(all, { assetType: spindleType, store });
    const opened = source;
    await until("the subscription", () => opened.lastStatus()?.text === "waiting for data");
    return opened;
  };
  const connect = async (bdSeq: number): Promise<ReturnType<typeof startEdge>> => {
    const started = startEdge(python);
    edge = started;
    started.tell({ do: "connect", port: Number(new URL(broker.url).port), bdSeq });
    await until("the edge node's connection", () => started.told.some(({ connected }) => connected));
    return started;
  };
  const metrics = (time: number): EdgeMetric[] => [
    { name: "Drive/Speed", alias: 1, type: "INT64", value: 9000, time, unit: "rpm" },
    { name: "Drive/Temperature", alias: 2, type: "FLOAT", value: 212, time, unit: "°F" },
    { name: "Drive/Name", alias: 3, type: "STRING", value: "left", time },
  ];
  const tags = [row("Drive/Speed", "speed"), row("plant/edge-1/spindle-1/Drive/Temperature", "bearingTemperature")];

  it("takes births and data by alias, converted from the unit that the metric names", async () => {
    const opened = await open({ tags });
    const node = await connect(1);
    node.tell({ do: "birth", time: T0, metrics: [], devices: { "spindle-1": metrics(T0) } });
    const data = [
      { alias: 1, type: "INT64", value: -2, time: T0 + 10 },
      { alias: 2, type: "FLOAT", value: 32, time: T0 + 10 },
    ];
    node.tell({ do: "data", time: T0 + 10, device: "spindle-1", metrics: data });
    await until("both readings", () => opened.samples("bearingTemperature", "spindle-1").length === 2);
    assert.deepEqual(opened.samples("speed", "spindle-1"), [
      [T0, 9000, 0],
      [T0 + 10, -2, 0],
    ]);
    const temperatures = opened.samples("bearingTemperature").map(([, value]) => value);
    assert.ok(Math.abs((temperatures[0] ?? 0) - 100) < 1e-9 && Math.abs(temperatures[1] ?? 1) < 1e-9);
    assert.deepEqual(opened.refused(), []);
  });

  it("asks for a rebirth where it missed the birth or a message, and loses no reading by that", async () => {
    const witness = await connectAsync(broker.url);
    let births = 0;
    witness.on("message", () => births++);
    await witness.subscribeAsync("spBv1.0/plant/DBIRTH/#");
    const node = await connect(1);
    node.tell({ do: "birth", time: T0, metrics: [], devices: { "spindle-1": metrics(T0) } });
    await until("the birth before anybody listens", () => births === 1);
    await witness.endAsync();
    const opened = await open({ tags });
    const send = (ms: number): void => {
      const data = [{ alias: 1, type: "INT64", value: ms, time: T0 + ms }];
      node.tell({ do: "data", time: T0 + ms, device: "spindle-1", metrics: data });
    };
    send(10);
    await until("the first request", () => node.told.some(({ rebirth }) => rebirth));
    node.tell({ do: "birth", time: T0 + 20, metrics: [], devices: { "spindle-1": metrics(T0 + 20) } });
    await until("the birth", () => opened.samples("speed").length === 1);
    node.tell({ do: "lose" });
    send(30);
    await until("the gap", () => opened.failures.some(({ code }) => code === "TWIN-SPARKPLUG-003"));
    node.tell({ do: "birth", time: T0 + 40, metrics: [], devices: { "spindle-1": metrics(T0 + 40) } });
    await until("the second birth", () => opened.samples("speed").length === 3);
    assert.deepEqual(
      opened.samples("speed").map(([time, value]) => [time - T0, value]),
      [
        [20, 9000],
        [30, 30],
        [40, 9000],
      ],
    );
    assert.ok(opened.failures.some(({ code }) => code === "TWIN-SPARKPLUG-002"));
  });

  it("makes all channels of a dead device bad, and of a crashed edge node, and good again at the birth", async () => {
    const opened = await open({ tags });
    const node = await connect(7);
    const [own] = metrics(T0);
    node.tell({ do: "birth", time: T0, metrics: [own], devices: { "spindle-1": metrics(T0) } });
    node.tell({ do: "death", time: T0 + 50, device: "spindle-1" });
    await until("the device's death", () => opened.samples("speed", "spindle-1").length === 2);
    assert.deepEqual(opened.samples("speed", "spindle-1").at(-1), [T0 + 50, 9000, 2]);
    assert.equal(opened.samples("speed", "edge-1").length, 1);
    node.tell({ do: "crash" });
    await until("the edge node's death", () => opened.samples("speed", "edge-1").length === 2);
    const [deathMs, value, quality] = opened.samples("speed", "edge-1")[1] ?? [];
    assert.ok(deathMs !== undefined && deathMs > T0 && value === 9000 && quality === 2);

    const again = await connect(8);
    // Nothing has changed since: its time is that of before the death.
    again.tell({ do: "birth", time: deathMs + 1000, metrics: [own], devices: {} });
    await until("the rebirth", () => opened.samples("speed", "edge-1").length === 3);
    assert.deepEqual(opened.samples("speed", "edge-1").at(-1), [deathMs + 1000, 9000, 0]);
  });

  it("stores historical samples, and keeps them out of the live data", async () => {
    const opened = await open({ tags });
    const node = await connect(1);
    node.tell({ do: "birth", time: T0, metrics: [], devices: { "spindle-1": metrics(T0) } });
    const data = [{ alias: 1, type: "INT64", value: 8000, time: T0 + 10, historical: true }];
    node.tell({ do: "data", time: T0 + 20, device: "spindle-1", metrics: data });
    await until("the stored one", () => stored.some(({ timeMs }) => timeMs === T0 + 10));
    assert.deepEqual(stored.find(({ timeMs }) => timeMs === T0 + 10)?.fields, { value: 8000, quality: 0 });
    assert.deepEqual(opened.samples("speed"), [[T0, 9000, 0]]);
  });
});
