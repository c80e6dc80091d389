import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const WEEK_START_MS = Date.UTC(2026, 0, 5);
/** Hours of the week in which the bearing is hot: twice for one, once for three. */
const HOT_HOURS = [
  [20, 21],
  [70, 71],
  [120, 123],
] as const;
/** Nothing gets hot at once: a sensor that jumps is an alarm of its own. */
const RAMP_HOURS = 0.25;

const heat = (hour: number): number =>
  Math.max(0, ...HOT_HOURS.map(([from, to]) => Math.min(1, 1 + Math.min(hour - from, to - hour) / RAMP_HOURS)));

/** Fills an embedded store with a week of a pump, a reading a minute, whose bearing gets hot three times. */
export const recordHotWeek = async (file: string): Promise<void> => {
  const store = openEmbeddedStore({ file });
  for (let hour = 0; hour < 168; hour++) {
    const points = Array.from({ length: 60 }, (_, minute) => {
      const timeMs = WEEK_START_MS + hour * HOUR_MS + minute * MINUTE_MS;
      const wave = Math.sin((hour * 60 + minute) / 200);
      const values = { speed: 1480 + 5 * wave, bearingTemperature: 55 + 40 * heat(hour + minute / 60) + 2 * wave };
      return Object.entries(values).map(([channel, value]) => ({
        ...{ measurement: "telemetry", tags: { asset: "pump-1", channel }, timeMs },
        fields: { value, quality: 0 },
      }));
    });
    await store.write(points.flat());
  }
  await store.close();
};
