import { assetTypes } from "../../models/assets/asset-types.ts";
import { makeWaveform } from "../../models/telemetry/series-view.ts";
import type { TwinStore } from "../../nodes/kit/store.ts";
import { startExtractor, telemetry } from "../unit/feature-extractor/extractor.ts";
import { bearingSignal } from "../unit/signal/bearing-signal.ts";

const MINUTE_MS = 60_000;
const [FS, N] = [12_800, 1024];
const EVERY_MINUTES = 10;

/**
 * Hours of a spindle in a store: its speed once a minute and a vibration every ten, which gets stronger. A feature extractor has taken them, as it
 * does live.
 *
 * @returns times of the waveforms, ms
 */
export const recordSpindleHours = async (store: TwinStore, startMs: number, hours: number): Promise<number[]> => {
  const type = assetTypes["cnc-spindle"];
  if (!type) throw new Error("there is no spindle");
  const extractor = startExtractor({}, type, store);
  const minutes = Array.from({ length: 60 * hours }, (_, minute) => ({
    ...{ minute, timeMs: startMs + minute * MINUTE_MS, speed: 6000 + minute },
  }));
  const tags = { asset: "spindle-1", channel: "speed" };
  await store.write(
    minutes.map(({ timeMs, speed }) => ({
      ...{ measurement: "telemetry", tags, fields: { value: speed, quality: 0 }, timeMs },
    })),
  );
  const shaken = minutes.filter(({ minute }) => minute % EVERY_MINUTES === 0);
  for (const { minute, timeMs, speed } of shaken) {
    const of = { n: N, sampleRateHz: FS, shaftHz: speed / 60, impactHz: 0, modulationHz: 0, noise: 1 + minute / 60 };
    const waveform = makeWaveform("vibration", "m/s2", FS, timeMs, bearingSignal({ ...of, seed: minute }));
    extractor.send(telemetry({ speed: [[timeMs, speed]] }, { asset: "spindle-1", waveforms: [waveform] }));
  }
  await extractor.close();
  return shaken.map(({ timeMs }) => timeMs);
};
