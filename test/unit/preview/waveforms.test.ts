import assert from "node:assert/strict";
import fc from "fast-check";
import { spreadEvenly } from "../../../models/preview/spread-evenly.ts";
import { makeWaveform } from "../../../models/telemetry/series-view.ts";
import { toWaitingWaveform, WAITING_WAVEFORMS, waitingWaveformId } from "../../../models/telemetry/waiting-waveform.ts";
import { chooseWaveforms } from "../../../nodes/preview/choose-waveforms.ts";
import { runPreview } from "../../../nodes/preview/run-preview.ts";
import { scratchStore } from "../../../nodes/preview/scratch-store.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { recordSpindleHours } from "../../support/spindle-hours.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const START = Date.UTC(2026, 0, 5);
const HOUR = 3_600_000;
const HOURS = 6;

const node = (room: string, wires: string[][], settings: object = {}) => ({
  ...{ id: room, type: `twinloom-${room}`, z: "t", name: room, wires, assetType: "type" },
  ...settings,
});
const flow = (extractor: object = {}) => [
  { id: "type", type: "twinloom-asset-type", kind: "cnc-spindle", definition: "", place: "" },
  node("sensor-source", [["feature-extractor", "listener"], []], { protocol: "wire" }),
  node("feature-extractor", [["twin-state"], []], { latenessSeconds: 0, ...extractor }),
  node("twin-state", [[], [], []]),
  node("listener", [[]], { type: "twinloom-twin-state" }),
];

describe("a preview on the waveforms of a history", () => {
  const folder = temporaryFolder();
  const store = openEmbeddedStore({ file: `${folder.path}/spindle.db`, waveformDays: 30 });
  let times: number[] = [];
  before(async () => {
    times = await recordSpindleHours(store, START, HOURS);
  });
  after(async () => {
    await store.close();
    folder.remove();
  });
  const preview = (target: string, changed: object) =>
    runPreview(
      {
        ...{ target, before: flow(), after: flow(changed), documents: [], homeFolder: folder.path },
        input: {
          ...{ kind: "history", asset: "spindle-1", channels: ["speed"] },
          ...{ fromMs: START, toMs: START + HOURS * HOUR },
        },
      },
      store,
    );

  it("has the vibration's features before and after, and says that all waveforms were used", async () => {
    const { pictures, findings, waveforms } = await preview("feature-extractor", { windowMinutes: 30 });
    assert.deepEqual(waveforms, { used: times.length, of: times.length });
    assert.deepEqual(findings[0], { key: "windows", before: HOURS - 1, after: 2 * HOURS - 1, differs: true });
    assert.ok(
      pictures.some(({ name }) => name.startsWith("vibration.")),
      JSON.stringify(pictures.map(({ name }) => name)),
    );
  });

  it("has them at the nodes behind, reckoned as the live flow has", async () => {
    const { pictures, waveforms } = await preview("twin-state", {});
    assert.equal(waveforms.used, times.length);
    const range = await store.range({
      ...{ measurement: "waveforms", tags: { asset: "spindle-1", channel: "vibration" }, field: "rms" },
      ...{ fromMs: START, toMs: START + HOUR },
    });
    const mean = range.values.reduce((sum, value) => sum + value, 0) / range.values.length;
    const drawn = pictures.find(({ name }) => name === "vibration.rms");
    assert.ok(drawn, JSON.stringify(pictures.map(({ name }) => name)));
    assert.ok(Math.abs((drawn.after?.values[0] ?? 0) - mean) < 1e-9 * mean);
  });

  it("reads none where nothing looks at them", async () => {
    assert.deepEqual((await preview("listener", {})).waveforms, { used: 0, of: 0 });
  });

  it("takes so many at most, of every channel its share, over the whole time, also those that nobody has taken yet", async () => {
    const many = scratchStore([]);
    for (let i = 0; i < 3000; i++) {
      const one = makeWaveform(i % 3 === 0 ? "y" : "x", "m/s2", 1000, START + 2 * i, [1]);
      const [id, body] = [waitingWaveformId("m", one), toWaitingWaveform("m", "", one)];
      await many.putDocument({ collection: WAITING_WAVEFORMS, id, owner: "m", timeMs: one.startTime, body });
    }
    const { chosen, of } = await chooseWaveforms(many, "m", { fromMs: START, toMs: START + HOUR }, () => true);
    assert.equal(of, 3000);
    const [x, y] = ["x", "y"].map((name) => chosen.filter(({ channel }) => channel === name).length);
    assert.deepEqual([x, y], [666, 333]);
    assert.deepEqual(
      chosen.map(({ startTime }) => startTime),
      chosen.map(({ startTime }) => startTime).toSorted((a, b) => a - b),
    );
    assert.ok((chosen[0]?.startTime ?? 0) < START + 12 && (chosen.at(-1)?.startTime ?? 0) === START + 2 * 2999);
  });

  it("takes fewer where they are long", async () => {
    const long = scratchStore([]);
    for (let i = 0; i < 6; i++) {
      const one = makeWaveform("x", "m/s2", 25_600, START + i, new Float32Array(1_048_576));
      const [id, body] = [waitingWaveformId("m", one), toWaitingWaveform("m", "", one)];
      await long.putDocument({ collection: WAITING_WAVEFORMS, id, owner: "m", timeMs: one.startTime, body });
    }
    const { chosen, of } = await chooseWaveforms(long, "m", { fromMs: START, toMs: START + HOUR }, () => true);
    assert.deepEqual([chosen.length, of], [4, 6]);
  });

  it("spreads what it takes evenly, the last one with it", () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 1, max: 60 }), (length, most) => {
        const all = Array.from({ length }, (_, i) => i);
        const some = spreadEvenly(all, most);
        assert.equal(some.length, Math.min(length, most));
        assert.equal(some.at(-1), all.at(-1));
        const gaps = some.slice(1).map((one, i) => one - (some[i] ?? 0));
        if (gaps.length > 0) assert.ok(Math.max(...gaps) - Math.min(...gaps) <= 1);
      }),
    );
  });
});
