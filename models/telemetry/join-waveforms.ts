import { cutTelemetry } from "./cut-telemetry.ts";
import { TELEMETRY_TAG, type Telemetry, type Waveform } from "./telemetry.ts";

/**
 * A recorded batch and the waveforms of its time in the order in which they were measured: the readings up to a waveform go with it, as a live
 * source would have sent them, so that its features are reckoned with the shaft speed of its own time and not with that of the batch's end.
 *
 * @param waveforms by the time of their first sample; they are taken one after another, so that one at a time is in memory
 */
export async function* joinWaveforms(
  asset: string,
  batch: Telemetry | undefined,
  waveforms: AsyncIterable<Waveform> | Iterable<Waveform>,
): AsyncGenerator<Telemetry> {
  const cut = cutTelemetry(batch);
  let together: Waveform[] = [];
  const joined = (): Telemetry => {
    const time = together[0]?.startTime ?? Number.NEGATIVE_INFINITY;
    const readings = cut(time) ?? { schema: TELEMETRY_TAG, asset, values: {} };
    return { ...readings, time, waveforms: together };
  };
  let some = false;
  for await (const one of waveforms) {
    some = true;
    if (together[0] && together[0].startTime !== one.startTime) {
      yield joined();
      together = [];
    }
    together.push(one);
  }
  if (together.length > 0) yield joined();
  const rest = some ? cut(Number.POSITIVE_INFINITY) : batch;
  if (rest) yield rest;
}
