import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { WAITING_WAVEFORMS } from "../../models/telemetry/waiting-waveform.ts";
import { editorStatuses } from "../support/editor-statuses.ts";
import { eventually } from "../support/eventually.ts";
import { createFlowTap, type FlowNode } from "../support/flow-tap.ts";
import { freePort } from "../support/free-port.ts";
import { type RunningNodeRed, startNodeRed } from "../support/node-red.ts";
import { startQueueingBroker } from "../support/queueing-broker.ts";
import { mountSmallDisk, type SmallDisk } from "../support/small-disk.ts";
import { sqliteDocuments } from "../support/sqlite-documents.ts";
import { sqliteSamples } from "../support/sqlite-samples.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const START_MS = Date.UTC(2026, 0, 5);
const MESSAGES = 40;
/** Machine, and the store that its source writes to. */
const LINES = [
  ["spindle-1", "embedded"],
  ["spindle-2", "outbox"],
] as const;

const flow = (mqttUrl: string, disk: string, closedPort: number): FlowNode[] => [
  { id: "tab", type: "tab", label: "full" },
  { id: "spindle", type: "twinloom-asset-type", kind: "cnc-spindle" },
  { id: "embedded", type: "twinloom-store", file: join(disk, "embedded.db") },
  {
    ...{ id: "outbox", type: "twinloom-store", file: join(disk, "outbox.db"), driver: "influx1", database: "plant" },
    ...{ url: `http://127.0.0.1:${closedPort}` },
  },
  ...LINES.flatMap(([asset, store]): FlowNode[] => [
    {
      ...{ id: `source-${store}`, type: "twinloom-sensor-source", z: "tab", protocol: "mqtt", mqttUrl, asset, store },
      ...{ mqttTopics: `plant/${asset}/#`, assetType: "spindle", batchMs: 20, wires: [[`features-${store}`], []] },
    },
    {
      ...{ id: `features-${store}`, type: "twinloom-feature-extractor", z: "tab", assetType: "spindle", store },
      ...{ windowMinutes: 0.1, latenessSeconds: 0, wires: [[`twin-${store}`], []] },
    },
    {
      ...{ id: `twin-${store}`, type: "twinloom-twin-state", z: "tab", assetType: "spindle", store },
      wires: [[`out-${store}`], [], []],
    },
    { id: `out-${store}`, type: "link out", z: "tab", mode: "link", links: [], wires: [] },
  ]),
];

describe("a disk that is really full", () => {
  const folder = temporaryFolder();
  let disk: SmallDisk | undefined;
  let red: RunningNodeRed | undefined;
  let broker: Awaited<ReturnType<typeof startQueueingBroker>> | undefined;

  after(async () => {
    await red?.stop();
    await broker?.stop();
    disk?.remove();
    folder.remove();
  });

  it("is told of at the right nodes, stops nothing, and costs nothing that was acknowledged or was not", async function () {
    const small = mountSmallDisk(join(folder.path, "disk"), 4);
    if (!small) {
      console.log("      skipped: mounting a small disk needs root");
      return this.skip();
    }
    disk = small;
    const mqtt = await startQueueingBroker();
    broker = mqtt;
    const flows = flow(mqtt.url, small.path, await freePort());
    const tap = createFlowTap(
      folder.path,
      LINES.map(([, store]) => `out-${store}`),
      {},
    );
    const tapped = tap.into(flows);
    const start = () => startNodeRed({ userDir: folder.path, flows: tapped, env: { TWINLOOM_HOME: folder.path } });
    red = await start();
    let sent = 0;
    const samples = new Float32Array(1024).map((_, i) => Math.sin(i / 3));
    const bytes = Buffer.from(samples.buffer).toString("base64");
    const publish = async (): Promise<void> => {
      for (let i = 0; i < MESSAGES; i++) {
        const time = START_MS + 1000 * sent++;
        for (const [asset] of LINES) {
          await mqtt.publish(`plant/${asset}/telemetry`, { time, asset, values: { torque: sent } });
          const waveform = { time, asset, unit: "m/s2", sampleRateHz: 25_600, samples: bytes };
          if (i % 10 === 0) await mqtt.publish(`plant/${asset}/waveform/vibration`, waveform);
        }
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    /** A reading and, of every tenth, a waveform. */
    const all = () => LINES.length * (sent + sent / 10);
    const acknowledged = (count: number) =>
      eventually(
        `${count} acknowledgements`,
        () => mqtt.acknowledged.size === count,
        () => mqtt.acknowledged.size,
      );
    const heard = (from: number, node: string, code: string) =>
      eventually(
        `${code} at ${node}`,
        () =>
          tap
            .heard()
            .slice(from)
            .some((one) => one.node === node && one.text.includes(code)),
        () =>
          tap
            .heard()
            .slice(from)
            .filter(({ kind }) => kind === "error"),
      );

    await eventually("the subscriptions", () => mqtt.subscriptions() >= LINES.length);
    await publish();
    await acknowledged(all());
    const before = all();
    const editor = await editorStatuses(red.url);
    const newest = (node: string) => editor.seen.findLast((one) => one.node === node);
    const shows = (node: string, text: string) =>
      eventually(
        `"${text}" at ${node}`,
        () => newest(node)?.text.includes(text),
        () => editor.seen.filter((one) => one.node === node).slice(-5),
      );

    small.fill();
    const from = tap.heard().length;
    await publish();
    for (const [, store] of LINES) {
      await heard(from, `source-${store}`, "TWIN-STORE-002");
      await shows(`source-${store}`, "store away");
      await shows(store, "full");
      const last = START_MS + 1000 * (sent - 7);
      const told = () => tap.heard().some((one) => one.node === `out-${store}` && one.payload.time >= last);
      await eventually(`states of ${store} beside a full disk`, told);
    }
    assert.equal(mqtt.acknowledged.size, before, "nothing was acknowledged that is not on disk");

    small.free();
    await acknowledged(all());
    await shows("embedded", "ok");
    const recovered = () => LINES.every(([, store]) => !newest(`source-${store}`)?.text.includes("store away"));
    await eventually("sources without trouble", recovered);

    // Once more, and now the power goes too: the broker sends again what was not acknowledged.
    small.fill();
    await publish();
    for (const [, store] of LINES) await shows(`source-${store}`, "store away");
    editor.close();
    const unacknowledged = all() - mqtt.acknowledged.size;
    assert.ok(unacknowledged > 0);
    await red.stop("SIGKILL");
    red = await start();
    small.free();
    await acknowledged(all());
    const embedded = join(small.path, "embedded.db");
    const snapshots = () => sqliteSamples(embedded, "waveforms", "rms").map(([time]) => time);
    await eventually("the features of every waveform", () => snapshots().length >= sent / 10, snapshots);
    await red.stop("SIGKILL");

    const times = Array.from({ length: sent }, (_, i) => START_MS + 1000 * i);
    const waveformTimes = times.filter((_, i) => i % 10 === 0);
    const readings = sqliteSamples(embedded, "telemetry", "value").map(([time]) => time);
    assert.deepEqual([readings, snapshots()], [times, waveformTimes]);
    const outbox = join(small.path, "outbox.db");
    const left = sqliteDocuments(outbox, WAITING_WAVEFORMS).map(({ startTime }) => Number(startTime));
    assert.deepEqual(waiting(outbox, "telemetry"), times);
    assert.deepEqual(inOrder([...waiting(outbox, "waveforms"), ...left]), waveformTimes);
  });
});

const inOrder = (times: readonly number[]): number[] => [...new Set(times)].sort((a, b) => a - b);

/** Times of the points of a measurement that wait for InfluxDB, each once. */
const waiting = (file: string, wanted: string): number[] => {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = database.prepare("SELECT payload FROM outbox").all();
  database.close();
  const points = rows.flatMap(({ payload }) => JSON.parse(String(payload)) as [string, object, object, number][]);
  return inOrder(points.filter(([measurement]) => measurement === wanted).map(([, , , timeMs]) => timeMs));
};
