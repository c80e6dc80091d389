export type Shift = "early" | "late" | "night" | "weekend";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** 1 January 1970 was a Thursday; counted from Monday that is day 3. */
const EPOCH_WEEKDAY = 3;

/**
 * The shift at a time (UTC): early 06–14, late 14–22, night 22–06; the weekend lasts from Saturday 06:00 to Monday
 * 06:00. A shift belongs to the day on which it starts.
 */
export const shiftAt = (timeMs: number): Shift => {
  const sinceSix = timeMs - 6 * HOUR_MS;
  const day = Math.floor(sinceSix / DAY_MS);
  const weekday = (((day + EPOCH_WEEKDAY) % 7) + 7) % 7;
  if (weekday >= 5) return "weekend";
  const hour = (sinceSix - day * DAY_MS) / HOUR_MS;
  return hour < 8 ? "early" : hour < 16 ? "late" : "night";
};
