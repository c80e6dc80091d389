import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { TwinState } from "../../models/twin/twin-state.ts";
import assetType from "../../nodes/asset-type/node.ts";
import featureExtractor from "../../nodes/feature-extractor/node.ts";
import type { Red } from "../../nodes/kit/red.ts";
import { answerPreview, type PreviewAnswer } from "../../nodes/preview/answer-preview.ts";
import { previewThread } from "../../nodes/preview/preview-thread.ts";
import sensorSource from "../../nodes/sensor-source/node.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import twinStore from "../../nodes/store/node.ts";
import twinState from "../../nodes/twin-state/node.ts";
import workOrderSink from "../../nodes/work-order-sink/node.ts";
import { eventually } from "../support/eventually.ts";
import { pumpFeatures } from "../support/features-of.ts";
import { messagesOf, nodeHelper } from "../support/node-helper.ts";
import { recordSpindleHours } from "../support/spindle-hours.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const HOURS = 8;

const flow = (file: string) => [
  { id: "t", type: "tab", label: "t" },
  { id: "store", type: "twinloom-store", driver: "embedded", file },
  { id: "type", type: "twinloom-asset-type", kind: "centrifugal-pump", definition: "", place: "" },
  { ...{ id: "twin", type: "twinloom-twin-state", z: "t", name: "the pump" }, ...TWIN },
  { id: "orders", type: "twinloom-work-order-sink", z: "t", store: "store", wires: [["order"], [], ["twin"]] },
  { id: "state", type: "helper", z: "t" },
  { id: "order", type: "helper", z: "t" },
];
const SPINDLE = { assetType: "type", store: "store" };
const TWIN = { assetType: "type", store: "store", wires: [["state"], [], ["orders"]] };

describe("a preview beside a live flow", () => {
  const folder = temporaryFolder();
  const thread = previewThread();
  let red: Red;

  before((done) => void nodeHelper.startServer(done));
  after((done) => {
    void thread.close();
    nodeHelper.stopServer(done);
    folder.remove();
  });
  afterEach(() => nodeHelper.unload());

  const load = (file: string): Promise<void> => {
    const take = (given: Red): void => {
      red = given;
    };
    return nodeHelper.load([assetType, twinStore, twinState, workOrderSink, take], flow(join(folder.path, file)));
  };
  const preview = (id: string, settings: object, more: object = {}): Promise<PreviewAnswer> => {
    const nodes = flow("x.db").map((node) => (node.id === id ? { ...node, ...settings } : node));
    return answerPreview(red, thread, { id, flow: nodes, ...more });
  };
  /** Runs hours of a pump whose bearing gets hot in the fifth, and tells all that came out and what is on disk. */
  const live = async (beside: () => Promise<void>) => {
    await load("live.db");
    const [states, orders] = [messagesOf(nodeHelper.getNode("state")), messagesOf(nodeHelper.getNode("order"))];
    for (let hour = 0; hour < HOURS; hour++) {
      nodeHelper
        .getNode("twin")
        .receive({ payload: pumpFeatures(hour, { "bearingTemperature.mean": hour === 5 ? 95 : 48 }) });
      await eventually("the state of the hour", () => states.length === hour + 1);
      await beside();
    }
    await eventually("the order", () => orders.length > 0);
    await nodeHelper.unload();
    // the same file again: its name is part of the flow, whose revision is in each message
    for (const end of ["", "-wal", "-shm"]) rmSync(join(folder.path, `live.db${end}`), { force: true });
    return { states: states.map(({ payload }) => payload as TwinState), orders: orders.map(({ payload }) => payload) };
  };

  it("changes nothing of it: what comes out is the same with and without", async () => {
    const alone = await live(async () => undefined);
    const answers: PreviewAnswer[] = [];
    const beside = await live(async () => {
      answers.push(await preview("twin", { deadbandPercent: 20 }));
    });
    assert.deepEqual(beside, alone);
    assert.equal(answers.length, HOURS);
    const last = answers.at(-1);
    assert.deepEqual([last?.messagesIn, last?.compared], [HOURS, true]);
    assert.ok(last?.findings.some(({ key, before }) => key === "alarms" && (before ?? 0) > 0));
  });

  it("writes nothing to the live store", async () => {
    await load("still.db");
    const states = messagesOf(nodeHelper.getNode("state"));
    nodeHelper.getNode("twin").receive({ payload: pumpFeatures(0) });
    await eventually("the state", () => states.length === 1);
    const hash = (): string =>
      createHash("sha256")
        .update(readFileSync(join(folder.path, "still.db-wal")))
        .digest("hex");
    const before = hash();
    await preview("twin", { deadbandPercent: 20 });
    assert.equal(hash(), before);
  });

  it("refuses with code and field what a deploy would refuse", async () => {
    await load("refused.db");
    nodeHelper.getNode("twin").receive({ payload: pumpFeatures(0) });
    await assert.rejects(preview("twin", { deadbandPercent: 70 }), { code: "TWIN-KIT-001" });
    await assert.rejects(preview("twin", { assetType: "nowhere" }), { code: "TWIN-KIT-004" });
  });

  it("says why there is nothing to run on", async () => {
    await load("nothing.db");
    await assert.rejects(preview("orders", {}), { code: "TWIN-PREVIEW-003" });
    await assert.rejects(preview("orders", {}, { hours: 24 }), { code: "TWIN-PREVIEW-004" });
    await assert.rejects(answerPreview(red, thread, { id: "orders" }), { code: "TWIN-PREVIEW-002" });
    await assert.rejects(answerPreview(red, thread, null), { code: "TWIN-PREVIEW-002" });
    await assert.rejects(preview("orders", {}, { hours: 1e9 }), { code: "TWIN-PREVIEW-002" });
  });

  it("reads the waveforms that the store keeps", async () => {
    const file = join(folder.path, "spindle.db");
    const store = openEmbeddedStore({ file, waveformDays: 30 });
    const times = await recordSpindleHours(store, Date.UTC(2026, 0, 5), 3);
    await store.close();
    const nodes = [
      { id: "t", type: "tab", label: "t" },
      { id: "store", type: "twinloom-store", driver: "embedded", file },
      { id: "type", type: "twinloom-asset-type", kind: "cnc-spindle", definition: "", place: "" },
      { ...{ id: "in", type: "twinloom-sensor-source", z: "t", protocol: "wire" }, ...SPINDLE, wires: [["ex"], []] },
      { ...{ id: "ex", type: "twinloom-feature-extractor", z: "t" }, ...SPINDLE, wires: [[], []] },
    ];
    const take = (given: Red): void => {
      red = given;
    };
    await nodeHelper.load([assetType, twinStore, sensorSource, featureExtractor, take], nodes);
    const answer = await answerPreview(red, thread, { id: "ex", flow: nodes, hours: 6 });
    assert.deepEqual(answer.waveforms, { used: times.length, of: times.length });
    assert.ok(answer.pictures.some(({ name }) => name === "vibration.rms"));
  });

  it("is ended after its time with a reason, and the next one runs", async () => {
    await load("slow.db");
    nodeHelper.getNode("twin").receive({ payload: pumpFeatures(0) });
    const hasty = previewThread(1);
    const job = { id: "twin", flow: flow("x.db") };
    await assert.rejects(answerPreview(red, hasty, job), { code: "TWIN-PREVIEW-007" });
    await hasty.close();
    assert.equal((await answerPreview(red, thread, job)).messagesIn, 1);
  });
});
