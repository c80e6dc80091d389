import { writeRecording } from "../recording/write-recording.ts";
import { YEAR_ASSET, yearAssetType, yearCourse } from "./year-machine.ts";

export const YEAR_START_MS = Date.UTC(2025, 0, 1);
const HOUR_S = 3600;
/** Noise of each sensor, share of its level. */
const NOISE = 0.004;

/**
 * Records a pump with 20 channels at 1 Hz, hour by hour: its physics at every tenth minute, straight lines between them, and sensor noise.
 * The same each time.
 *
 * @returns how many readings it holds
 */
export const recordYear = (file: string, hours: number, told: (hour: number) => void = () => undefined): number => {
  const { id, channels } = yearAssetType();
  const course = yearCourse(YEAR_START_MS);
  const writer = writeRecording(file);
  const perStep = course.stepMs / 1000;
  let seed = 1;
  let before = course.levels();
  for (let hour = 0; hour < hours; hour++) {
    const fromMs = YEAR_START_MS + hour * HOUR_S * 1000;
    const timesMs = Float64Array.from({ length: HOUR_S }, (_, second) => fromMs + second * 1000);
    const all = course.names.map(() => new Float64Array(HOUR_S));
    for (let first = 0; first < HOUR_S; first += perStep) {
      course.step();
      const after = course.levels();
      for (const [channel, values] of all.entries()) {
        const [a = 0, b = 0] = [before[channel], after[channel]];
        for (let i = 0; i < perStep; i++) {
          seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
          const level = a + ((b - a) * i) / perStep;
          values[first + i] = level * (1 + NOISE * (seed / 2 ** 31 - 1));
        }
      }
      before = after;
    }
    writer.block(
      { asset: YEAR_ASSET, assetType: id, fromMs, toMs: fromMs + HOUR_S * 1000 },
      course.names.map((channel, i) => ({
        channel,
        unit: channels[channel]?.unit ?? "1",
        timesMs,
        values: all[i] ?? new Float64Array(),
      })),
    );
    told(hour);
  }
  writer.close();
  return hours * HOUR_S * course.names.length;
};
