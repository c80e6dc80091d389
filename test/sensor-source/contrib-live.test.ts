import assert from "node:assert/strict";
import { createRequire } from "node:module";
import type { Telemetry } from "../../models/telemetry/telemetry.ts";
import { type PlantProcess, startPlant } from "../plant/plant-process.ts";
import { eventually } from "../support/eventually.ts";
import { createFlowTap, type FlowNode } from "../support/flow-tap.ts";
import { type RunningNodeRed, startNodeRed } from "../support/node-red.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const PALETTES = ["node-red-contrib-opcua", "node-red-contrib-modbus"];
const missing = PALETTES.filter((name) => {
  try {
    return !createRequire(import.meta.url).resolve(`${name}/package.json`);
  } catch {
    return true;
  }
});

const row = { unit: "", scale: 1, offset: 0, asset: "", pointer: "", dataType: "float32", wordOrder: "big" };
const source = (id: string, kind: string, asset: string, tags: readonly object[]): FlowNode[] => [
  { id: `${id}-type`, type: "twinloom-asset-type", kind },
  {
    ...{ id: `${id}-source`, type: "twinloom-sensor-source", z: "t", protocol: "wire", asset, tags, batchMs: 50 },
    ...{ assetType: `${id}-type`, missingTime: "receive", wires: [["out"], []] },
  },
];

/** The plant, read by the nodes of the two palettes as their forms make them. */
const flow = ({ opcua, modbus }: PlantProcess["ports"]): FlowNode[] => [
  { id: "t", type: "tab", label: "t" },
  { id: "out", type: "link out", z: "t", mode: "link", links: ["tap-in"], wires: [] },
  ...source("pump", "centrifugal-pump", "pump-1", [
    { ...row, tag: "ns=1;s=pump-1.speed", channel: "speed", address: 0 },
  ]),
  ...source("fan", "induction-fan", "fan-1", [
    { ...row, tag: "speed", channel: "speed", address: 0 },
    { ...row, tag: "airflow", channel: "airflow", address: 2 },
  ]),
  {
    ...{ id: "endpoint", type: "OpcUa-Endpoint", endpoint: `opc.tcp://127.0.0.1:${opcua}`, secpol: "None" },
    ...{ secmode: "None", none: true, login: false, usercert: false },
  },
  {
    ...{ id: "once", type: "inject", z: "t", props: [{ p: "payload" }], once: true, onceDelay: 2, repeat: "" },
    ...{ payload: "", payloadType: "date", wires: [["item"]] },
  },
  {
    ...{ id: "item", type: "OpcUa-Item", z: "t", item: "ns=1;s=pump-1.speed", datatype: "Double", value: "" },
    wires: [["client"]],
  },
  {
    ...{ id: "client", type: "OpcUa-Client", z: "t", endpoint: "endpoint", action: "subscribe", time: 200 },
    ...{ timeUnit: "ms", deadbandtype: "a", deadbandvalue: 0, certificate: "n", wires: [["pump-source"], [], []] },
  },
  {
    ...{ id: "modbus", type: "modbus-client", clienttype: "tcp", tcpHost: "127.0.0.1", tcpPort: modbus },
    ...{ tcpType: "DEFAULT", unit_id: 1, commandDelay: 1, clientTimeout: 1000, reconnectTimeout: 2000 },
    ...{ reconnectOnTimeout: true, bufferCommands: true, parallelUnitIdsAllowed: true },
  },
  {
    ...{ id: "read", type: "modbus-read", z: "t", server: "modbus", unitid: "1", dataType: "HoldingRegister" },
    ...{ adr: "0", quantity: "4", rate: "500", rateUnit: "ms", delayOnStart: false, wires: [["fan-source"], []] },
  },
];

describe("a sensor source behind the nodes of the contrib palettes, in Node-RED", () => {
  const folder = temporaryFolder();
  let plant: PlantProcess | undefined;
  let red: RunningNodeRed | undefined;

  before(function () {
    if (missing.length === 0) return;
    console.warn(`      skipped: ${missing.join(", ")} not installed (optional)`);
    this.skip();
  });
  after(async () => {
    await red?.stop();
    await plant?.stop();
    folder.remove();
  });

  it("takes what they read of the plant's real servers", async () => {
    plant = await startPlant();
    const tap = createFlowTap(folder.path, ["out"], {});
    red = await startNodeRed({ settings: { nodesExcludes: [] }, flows: tap.into(flow(plant.ports)) });
    const telemetry = (asset: string): Telemetry[] =>
      tap.heard().flatMap(({ kind, payload }) => (kind === "message" && payload.asset === asset ? [payload] : []));
    for (const [asset, channels] of [
      ["pump-1", ["speed"]],
      ["fan-1", ["speed", "airflow"]],
    ] as const) {
      await eventually(
        `telemetry of ${asset}`,
        () => telemetry(asset).length >= 2,
        () => red?.log(),
        60_000,
      );
      const values = telemetry(asset).at(-1)?.values ?? {};
      assert.deepEqual(Object.keys(values).sort(), [...channels].sort());
      for (const channel of channels) assert.ok(Number.isFinite(values[channel]), `${asset} ${channel}`);
    }
    const errors = tap.heard().filter(({ kind }) => kind === "error");
    assert.deepEqual(errors, []);
  });
});
