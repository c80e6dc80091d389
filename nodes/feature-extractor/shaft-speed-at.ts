import { QUALITY } from "../../models/telemetry/quality.ts";
import type { TwinStore } from "../kit/store.ts";
import type { ShaftSpeed } from "./channel-plan.ts";

/** Most waveforms have a speed so close to them; a wider look reads many samples. */
const CLOSE_MS = 60_000;

/**
 * The shaft speed in Hz that was measured closest to a time, out of the store: for a waveform that comes when the live speed is
 * another one. NaN if there is no good one within `maxAgeMs`, or the shaft stood.
 */
export const shaftSpeedAt = async (
  store: TwinStore,
  asset: string,
  speed: ShaftSpeed | undefined,
  timeMs: number,
  maxAgeMs: number,
): Promise<number> => {
  if (!speed) return Number.NaN;
  const within = async (ageMs: number): Promise<number> => {
    const query = { measurement: "telemetry", tags: { asset, channel: speed.channel } };
    const span = { fromMs: timeMs - ageMs, toMs: timeMs + ageMs + 1 };
    const values = await store.range({ ...query, ...span, field: "value" });
    const qualities = await store.range({ ...query, ...span, field: "quality" });
    const bad = new Set(qualities.timesMs.filter((_, i) => (qualities.values[i] ?? QUALITY.good) >= QUALITY.bad));
    let closest = Number.NaN;
    let closestMs = Number.POSITIVE_INFINITY;
    values.timesMs.forEach((at, i) => {
      const awayMs = Math.abs(at - timeMs);
      if (awayMs >= closestMs || bad.has(at)) return;
      closestMs = awayMs;
      closest = values.values[i] ?? Number.NaN;
    });
    return closest;
  };
  const near = await within(Math.min(CLOSE_MS, maxAgeMs));
  const found = Number.isNaN(near) && maxAgeMs > CLOSE_MS ? await within(maxAgeMs) : near;
  return found * speed.hzPerUnit > 0 ? found * speed.hzPerUnit : Number.NaN;
};
