import assert from "node:assert/strict";
import { makeWaveform } from "../../../models/telemetry/series-view.ts";
import { toWaitingWaveform, WAITING_WAVEFORMS, waitingWaveformId } from "../../../models/telemetry/waiting-waveform.ts";
import type { TwinStore } from "../../../nodes/kit/store.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { until } from "../../support/until.ts";
import { bearingSignal, ORDERS, sine } from "../signal/bearing-signal.ts";
import { closing, HOUR, MINUTE, machineType, START, startExtractor, telemetry } from "./extractor.ts";

const FS = 25_600;
const N = 4096;
const at = (startTime: number, amplitude = 1) =>
  makeWaveform("vibration", "m/s2", FS, startTime, sine(N, FS, 3000, amplitude));

describe("the history of waveforms", () => {
  const folder = temporaryFolder();
  let store: TwinStore;
  let files = 0;
  beforeEach(() => {
    store = openEmbeddedStore({ file: `${folder.path}/${++files}.db` });
  });
  afterEach(() => store.close());
  after(() => folder.remove());

  const kept = async (field: string, measurement = "waveforms") => {
    const query = { measurement, tags: { asset: "m-1" }, field, fromMs: 0, toMs: Date.UTC(2030) };
    const { timesMs, values } = await store.range(query);
    return [...timesMs].map((time, i) => [time - START, Number((values[i] ?? Number.NaN).toFixed(4))]);
  };
  const wait = (startTime: number, assetType = machineType.id, amplitude = 1): Promise<void> => {
    const waveform = at(startTime, amplitude);
    const id = waitingWaveformId("m-1", waveform);
    const body = toWaitingWaveform("m-1", assetType, waveform);
    return store.putDocument({ collection: WAITING_WAVEFORMS, id, owner: "m-1", timeMs: startTime, body });
  };
  const waiting = async () => (await store.listDocuments({ collection: WAITING_WAVEFORMS })).length;
  const rms = (amplitude: number) => Number((amplitude * Math.SQRT1_2).toFixed(4));

  it("has the features of each under its own time, though a window holds their mean", async () => {
    const extractor = startExtractor({}, machineType, store);
    await wait(START);
    extractor.send(telemetry({}, { waveforms: [at(START, 1), at(START + MINUTE, 3)] }));
    await extractor.close();
    assert.deepEqual(await kept("rms"), [
      [0, rms(1)],
      [MINUTE, rms(3)],
    ]);
    assert.equal(await waiting(), 0, "nothing waits any more");
  });

  it("takes one that comes after its window, while window and chart do not turn back for it", async () => {
    const extractor = startExtractor({}, machineType, store);
    extractor.send(telemetry({}, { waveforms: [at(START + 2 * HOUR, 2)] }));
    extractor.send(telemetry({}, { waveforms: [at(START, 1)] }));
    extractor.send(closing(START + 3 * HOUR));
    await extractor.close();
    assert.deepEqual(
      extractor.features.map(({ time }) => time - START),
      [3 * HOUR],
    );
    assert.deepEqual(
      extractor.spectra.map(({ time }) => time - START),
      [2 * HOUR],
    );
    assert.deepEqual(await kept("rms"), [
      [0, rms(1)],
      [2 * HOUR, rms(2)],
    ]);
    assert.deepEqual(await kept("vibration.rms", "features"), [[0, rms(1)]], "the trend has the late one");
    assert.deepEqual(extractor.failures, []);
  });

  it("finds the shaft speed of a late one in the store", async () => {
    const tags = { asset: "m-1", channel: "speed" };
    const speed = (timeMs: number, value: number, quality: number) =>
      store.write([{ measurement: "telemetry", tags, fields: { value, quality }, timeMs }]);
    await speed(START - 20_000, 1800, 0);
    await speed(START - 1000, 9000, 2);
    const extractor = startExtractor({}, machineType, store);
    extractor.send(telemetry({ speed: [[START + 2 * HOUR, 600]] }));
    const signal = { n: N, sampleRateHz: FS, shaftHz: 30, impactHz: 30 * ORDERS.bpfo, modulationHz: 0 };
    const faulty = makeWaveform("vibration", "m/s2", FS, START, bearingSignal({ ...signal, noise: 0.05, seed: 9 }));
    extractor.send(telemetry({}, { waveforms: [faulty] }));
    await extractor.close();
    const [[, line] = []] = await kept("bpfo1");
    const [[, peak] = []] = await kept("envelopePeak");
    assert.ok(line !== undefined && line > 0 && line === peak, `${line} of ${peak}`);
  });

  it("has those that an earlier run left, and leaves those of another asset type", async () => {
    for (let i = 0; i < 120; i++) await wait(START + i * MINUTE);
    await wait(START + HOUR / 2 + 1, "another-type");
    const extractor = startExtractor({}, machineType, store);
    await extractor.close();
    assert.equal((await kept("rms")).length, 120);
    assert.equal(await waiting(), 1);
  });

  it("is complete though the store was full when they came", async () => {
    let full = true;
    const shaky: TwinStore = {
      ...store,
      write: (points) => (full ? Promise.reject(new Error("disk full")) : store.write(points)),
    };
    const extractor = startExtractor({}, machineType, shaky);
    await wait(START);
    extractor.send(telemetry({}, { waveforms: [at(START)] }));
    await until("the failure", () => extractor.failures.length > 0);
    assert.equal(extractor.failures[0]?.code, "TWIN-FEATURES-009");
    full = false;
    extractor.clock.advance(60_000);
    await extractor.close();
    assert.deepEqual(await kept("rms"), [[0, rms(1)]]);
    assert.equal(await waiting(), 0);
  });
});
