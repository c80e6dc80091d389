import assert from "node:assert/strict";
import { WAITING_WAVEFORMS } from "../../../models/telemetry/waiting-waveform.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { spindleType } from "../../sensor-source/spindle-type.ts";
import { manualClock } from "../../support/fake-world.ts";
import { startSource } from "../../support/live-source.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { until } from "../../support/until.ts";

const NOW = Date.UTC(2026, 5, 1);
const snapshot = (time: number) => ({ time, unit: "m/s2", sampleRateHz: 1000, samples: [1, 2, 3, time % 7] });

describe("waveforms at a source with a store", () => {
  const folder = temporaryFolder();
  const store = openEmbeddedStore({ file: `${folder.path}/store.db` });
  after(async () => {
    await store.close();
    folder.remove();
  });

  it("are on disk before they are sent on, late ones too, each once", async () => {
    const onDiskWhenSent: number[] = [];
    const settings = { asset: "spindle-1", batchSamples: 1 };
    const source = startSource(settings, { assetType: spindleType, clock: manualClock(NOW), store });
    const sent = () => source.telemetry().flatMap(({ waveforms = [] }) => waveforms.map(({ startTime }) => startTime));
    const duplicates = () => source.refused().filter(({ code }) => code === "TWIN-SOURCE-018");
    const times = [NOW - 50, NOW - 90, NOW - 50, NOW - 10];
    for (const time of times) {
      source.input({ topic: "vibration", payload: snapshot(time) });
      await until(`what becomes of ${time}`, () => sent().length + duplicates().length > onDiskWhenSent.length);
      onDiskWhenSent.push((await store.listDocuments({ collection: WAITING_WAVEFORMS })).length);
    }
    await source.close();
    assert.deepEqual(sent(), [NOW - 50, NOW - 90, NOW - 10]);
    assert.deepEqual(onDiskWhenSent, [1, 2, 2, 3]);
    assert.deepEqual(
      source.refused().map(({ code }) => code),
      ["TWIN-SOURCE-019", "TWIN-SOURCE-018"],
    );
  });
});
