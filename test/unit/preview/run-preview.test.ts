import assert from "node:assert/strict";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { RangeQuery } from "../../../nodes/kit/store.ts";
import type { PreviewJob } from "../../../nodes/preview/preview-job.ts";
import { runPreview } from "../../../nodes/preview/run-preview.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const START = Date.UTC(2026, 0, 5);
const HOUR = 3_600_000;
const HOURS = 12;

const node = (id: string, wires: string[][], settings: object = {}) => ({
  ...{ id, type: `twinloom-${id}`, z: "t", name: id, wires },
  ...settings,
});
type Changed = Readonly<Record<string, object>>;
const flow = (changed: Changed = {}) => [
  { id: "type", type: "twinloom-asset-type", kind: "centrifugal-pump", definition: "", place: "", ...changed["type"] },
  { id: "store", type: "twinloom-store", driver: "influx1", url: "http://127.0.0.1:9", database: "d" },
  node("sensor-source", [["feature-extractor"], []], { assetType: "type", protocol: "mqtt", store: "store" }),
  node("feature-extractor", [["link"], []], { assetType: "type", ...changed["feature-extractor"] }),
  { id: "link", type: "junction", z: "t", wires: [["twin-state"]] },
  node("twin-state", [[], [], ["work-order-sink"]], { assetType: "type", store: "store", ...changed["twin-state"] }),
  node("work-order-sink", [[], [], ["twin-state"]], { ...changed["work-order-sink"] }),
];

/** Bearing temperature once a minute: 60 Cel, and 95 Cel in the sixth hour. */
const range = async ({ tags, field, fromMs, toMs, everyMs }: RangeQuery) => {
  const times: number[] = [];
  for (let time = Math.max(fromMs, START); time < Math.min(toMs, START + HOURS * HOUR); time += 60_000)
    times.push(time);
  const isHot = (time: number) => time >= START + 5 * HOUR && time < START + 6 * HOUR;
  const value = (time: number) =>
    field === "quality" ? 0 : tags["channel"] === "speed" ? 1480 : isHot(time) ? 95 : 60;
  const all = everyMs === undefined ? times : times.filter((time) => time % everyMs === 0);
  return { timesMs: Float64Array.from(all), values: Float64Array.from(all.map(value)) };
};

const read = { range, listDocuments: async () => [], getDocument: async () => undefined };

describe("a preview", () => {
  const home = temporaryFolder();
  after(() => home.remove());

  const job = (
    target: string,
    before: Changed | undefined,
    after: Changed,
    more: Partial<PreviewJob> = {},
  ): PreviewJob => ({
    target,
    before: before ? flow(before) : [],
    after: flow(after),
    input: {
      ...{ kind: "history", asset: "pump-1", channels: ["bearingTemperature", "speed", "gone"] },
      ...{ fromMs: START, toMs: START + HOURS * HOUR },
    },
    documents: [],
    homeFolder: home.path,
    ...more,
  });

  it("runs the unsaved settings beside the deployed ones on what the store has", async () => {
    const extractor = { windowMinutes: 30, latenessSeconds: 0 };
    const changed = { "feature-extractor": extractor };
    const result = await runPreview(
      job("feature-extractor", { "feature-extractor": { latenessSeconds: 0 } }, changed),
      read,
    );
    assert.deepEqual(result.findings[0], { key: "windows", before: HOURS - 1, after: 2 * HOURS - 1, differs: true });
    assert.equal(result.messagesIn, HOURS);
    assert.equal(result.gap, undefined);
    const picture = result.pictures.find(({ name }) => name === "bearingTemperature.mean");
    assert.equal(picture?.unit, "Cel");
    assert.equal(Math.max(...(picture?.after?.values ?? [])), 95);
  });

  it("runs what leads to the node, and says how many alarms there would be with another asset type", async () => {
    const sensitive = await runPreview(job("twin-state", {}, {}), read);
    const alarms = sensitive.findings.find(({ key }) => key === "alarms");
    assert.ok((alarms?.after ?? 0) > 0 && alarms?.differs === false, JSON.stringify(sensitive.findings));
    assert.equal(sensitive.marks.after.length, alarms?.after);
    const other = await runPreview(job("twin-state", {}, { type: { kind: "induction-fan" } }), read);
    assert.equal(other.compared, true);
    assert.ok(other.findings.some(({ key, before }) => key === "alarms" && before === alarms?.after));
  });

  it("says how much of the history that was asked for has readings", async () => {
    const { input } = job("twin-state", {}, {});
    const week = { ...input, fromMs: START - (168 - HOURS) * HOUR };
    const { gap } = await runPreview(job("feature-extractor", {}, {}, { input: week }), read);
    assert.deepEqual(gap, { hours: 168, empty: 168 - HOURS });
  });

  it("gives the same twice", async () => {
    const twice = [1, 2].map(() =>
      runPreview(job("work-order-sink", {}, { "work-order-sink": { alarms: false } }), read),
    );
    const [first, second] = await Promise.all(twice);
    assert.deepEqual(first, second);
    assert.deepEqual(first?.findings[0], { key: "orders", before: 1, after: 0, differs: true });
  });

  it("refuses settings with the code, the field and the reason, and names a node before it that can't run", async () => {
    await assert.rejects(
      runPreview(job("feature-extractor", {}, { "feature-extractor": { windowMinutes: -1 } }), read),
      (error) => {
        assert.ok(error instanceof TwinError);
        assert.deepEqual([error.code, error.details["field"]], ["TWIN-KIT-001", "windowMinutes (Window)"]);
        assert.match(error.message, /must be >= 0.001/);
        return true;
      },
    );
    await assert.rejects(runPreview(job("twin-state", {}, { "feature-extractor": { windowMinutes: -1 } }), read), {
      code: "TWIN-PREVIEW-011",
    });
  });

  it("refuses an address that a deploy would refuse, and sends nothing to a right one", async () => {
    const sink = (endpoint: string) =>
      runPreview(job("work-order-sink", {}, { "work-order-sink": { endpoint } }), read);
    await assert.rejects(sink("ftp://cmms"), (error) => {
      assert.ok(error instanceof TwinError);
      assert.deepEqual([error.code, error.details["field"]], ["TWIN-ORDER-006", "endpoint"]);
      return true;
    });
    assert.deepEqual((await sink("http://127.0.0.1:9/orders")).findings[0]?.key, "orders");
  });

  it("says what is wrong with the asset type that the node uses, and passes over another's", async () => {
    const broken = { kind: "own", definition: "{" };
    await assert.rejects(runPreview(job("twin-state", undefined, { type: broken }), read), { code: "TWIN-TYPE-001" });
    const { after, ...rest } = job("twin-state", undefined, {});
    const other = { id: "other", type: "twinloom-asset-type", ...broken };
    assert.equal((await runPreview({ ...rest, after: [...after, other] }, read)).compared, false);
  });

  it("goes on alone where the deployed settings are wrong, and says so", async () => {
    const result = await runPreview(job("feature-extractor", { "feature-extractor": { windowMinutes: -1 } }, {}), read);
    assert.equal(result.compared, false);
    assert.match(result.beforeRefused, /^TWIN-KIT-001/);
    assert.ok(!("before" in (result.findings[0] ?? {})));
  });

  it("runs a source on its last messages with the unsaved mapping", async () => {
    const message = {
      payload: [
        { tag: "T1", value: 60, time: START },
        { tag: "T2", value: 1480, time: START },
      ],
    };
    const row = (unit: string) => ({ tag: "T1", channel: "bearingTemperature", unit });
    const source = (tags: object[]) =>
      flow().map((one) => (one.id === "sensor-source" ? { ...one, asset: "p", tags } : one));
    const result = await runPreview(
      {
        ...job("sensor-source", {}, {}),
        ...{
          before: source([row("Cel")]),
          after: source([row("[degF]"), { tag: "T2", channel: "speed", unit: "1/min" }]),
        },
        input: { kind: "messages", messages: [{ atMs: START + 9 * HOUR, message }] },
      },
      read,
    );
    assert.deepEqual(
      result.findings.map(({ key, before, after }) => [key, before, after]),
      [
        ["readings", 1, 2],
        ["refused", 50, 0],
      ],
    );
    assert.deepEqual([result.fromMs, result.toMs], [START, START], "the readings' time, not the arrival's");
    const temperature = result.pictures.find(({ name }) => name === "bearingTemperature");
    assert.deepEqual(temperature?.before?.values, [60]);
    assert.ok(Math.abs((temperature?.after?.values[0] ?? 0) - 140 / 9) < 1e-9);
  });
});
