import assert from "node:assert/strict";
import { makeSeries, makeWaveform } from "../../../models/telemetry/series-view.ts";
import type { Telemetry } from "../../../models/telemetry/telemetry.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { recordedTelemetry } from "../../../scripts/backtest/recorded-telemetry.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { HOUR, MINUTE, machineType, START, startExtractor, telemetry } from "../feature-extractor/extractor.ts";
import { sine } from "../signal/bearing-signal.ts";

const [FS, N] = [25_600, 4096];
const waveform = (startTime: number, amplitude: number) =>
  makeWaveform("vibration", "m/s2", FS, startTime, sine(N, FS, 3000, amplitude));

describe("waveforms of a machine's history", () => {
  const folder = temporaryFolder();
  after(folder.remove);
  const open = (name: string, waveformDays: number) =>
    openEmbeddedStore({ file: `${folder.path}/${name}.db`, waveformDays });
  const replayed = async (store: ReturnType<typeof open>) => {
    const span = { fromMs: START, toMs: START + 3 * HOUR };
    const batches: Telemetry[] = [];
    for await (const one of recordedTelemetry(store, "m-1", [{ channel: "speed", unit: "1/min" }], span))
      batches.push(one);
    return batches;
  };
  const live = [waveform(START + MINUTE, 1), waveform(START + 2 * HOUR, 3)];

  it("come again as they were, each in the hour of its first sample", async () => {
    const store = open("kept", 30);
    const extractor = startExtractor({}, machineType, store);
    for (const one of live) extractor.send(telemetry({}, { waveforms: [one] }));
    await extractor.close();
    await store.write([
      {
        measurement: "telemetry",
        tags: { asset: "m-1", channel: "speed" },
        fields: { value: 1500, quality: 0 },
        timeMs: START,
      },
    ]);
    const batches = await replayed(store);
    assert.deepEqual(
      batches.map(({ time, series = {}, waveforms = [] }) => [time - START, Object.keys(series), waveforms.length]),
      [
        [0, ["speed"], 1],
        [2 * HOUR, [], 1],
      ],
    );
    assert.deepEqual(
      batches.flatMap(({ waveforms = [] }) => waveforms),
      live,
    );
    assert.deepEqual(batches[0]?.series?.["speed"], makeSeries("1/min", [START], [1500]));
    await store.close();
  });

  it("are not there where the store keeps none", async () => {
    const store = open("none", 0);
    const extractor = startExtractor({}, machineType, store);
    for (const one of live) extractor.send(telemetry({}, { waveforms: [one] }));
    await extractor.close();
    assert.deepEqual(await replayed(store), []);
    await store.close();
  });
});
