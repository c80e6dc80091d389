import assert from "node:assert/strict";
import { makeSeries, makeWaveform } from "../../../models/telemetry/series-view.ts";
import type { Telemetry } from "../../../models/telemetry/telemetry.ts";
import { toWaitingWaveform, WAITING_WAVEFORMS, waitingWaveformId } from "../../../models/telemetry/waiting-waveform.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { recordedMachines, wholeSpan } from "../../../scripts/backtest/recorded-machines.ts";
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

  it("come again as they were, with the readings up to them, so that their features are those of the live flow", async () => {
    const store = open("kept", 30);
    const extractor = startExtractor({ windowMinutes: 30 }, machineType, store);
    const [first, last] = live;
    extractor.send(telemetry({ speed: [[START, 1500]] }, { waveforms: first ? [first] : [] }));
    extractor.send(telemetry({ speed: [[START + 29 * MINUTE, 3000]] }));
    extractor.send(telemetry({}, { waveforms: last ? [last] : [] }));
    await extractor.close();
    const readings = [[START, 1500] as const, [START + 29 * MINUTE, 3000] as const];
    await store.write(
      readings.map(([timeMs, value]) => ({
        ...{ measurement: "telemetry", tags: { asset: "m-1", channel: "speed" } },
        ...{ fields: { value, quality: 0 }, timeMs },
      })),
    );
    const batches = await replayed(store);
    assert.deepEqual(
      batches.map(({ time, series = {}, waveforms = [] }) => [time - START, Object.keys(series), waveforms.length]),
      [
        [MINUTE, ["speed"], 1],
        [29 * MINUTE, ["speed"], 0],
        [2 * HOUR, [], 1],
      ],
    );
    assert.deepEqual(
      batches.flatMap(({ waveforms = [] }) => waveforms),
      live,
    );
    assert.deepEqual(batches[0]?.series?.["speed"], makeSeries("1/min", [START], [1500]));
    const again = startExtractor({ windowMinutes: 30 });
    for (const batch of batches) again.send(batch);
    assert.deepEqual(again.features, extractor.features);
    assert.ok("vibration.bpfo1" in (again.features[0]?.values ?? {}));
    await store.close();
  });

  it("are a history of their own where a machine sends nothing else", async () => {
    const store = open("alone", 30);
    const extractor = startExtractor({}, machineType, store);
    extractor.send(telemetry({}, { waveforms: live }));
    await extractor.close();
    const type = { id: "type", type: "twinloom-asset-type", kind: "own", definition: JSON.stringify(machineType) };
    const flow = { inlets: [{ id: "source", asset: "m-1", assetType: "type" }], twins: [], nodes: [type] };
    const machines = await recordedMachines(store, flow, []);
    assert.deepEqual(
      machines.map(({ asset, channels }) => [asset, channels]),
      [["m-1", []]],
    );
    assert.deepEqual(await wholeSpan(store, machines), { fromMs: START + MINUTE, toMs: START + 2 * HOUR + 1 });
    await store.close();
  });

  it("are there too while no feature extractor has taken them yet", async () => {
    const store = open("waiting", 30);
    for (const one of live) {
      const id = waitingWaveformId("m-1", one);
      const body = toWaitingWaveform("m-1", "", one);
      const { startTime: timeMs } = one;
      await store.putDocument({ collection: WAITING_WAVEFORMS, id, owner: "m-1", timeMs, body });
    }
    assert.deepEqual(
      (await replayed(store)).flatMap(({ waveforms = [] }) => waveforms),
      live,
    );
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
