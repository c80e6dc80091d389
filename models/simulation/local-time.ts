import { TwinError } from "../errors/twin-error.ts";
import { simulationErrors } from "./errors.ts";

/** A moment as a wall clock shows it. */
export interface LocalTime {
  /** 0 Monday to 6 Sunday. */
  readonly weekday: number;
  /** `2026-12-24` */
  readonly date: string;
  readonly minuteOfDay: number;
}

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MS = 86_400_000;
/** 1 January 1970 was a Thursday; counted from Monday that is day 3. */
const EPOCH_WEEKDAY = 3;

/**
 * Wall-clock times of a time zone. Offsets are looked up once for each quarter of an hour, at which zones change.
 *
 * @param timeZone IANA name, `Europe/Berlin`
 * @throws TwinError TWIN-SIMULATION-009 if there is no such zone
 */
export const localTimes = (timeZone: string): ((timeMs: number) => LocalTime) => {
  const format = formatOf(timeZone);
  const offsets = new Map<number, number>();
  const offsetAt = (timeMs: number): number => {
    if (timeZone === "UTC") return 0;
    const quarter = Math.floor(timeMs / QUARTER_MS);
    const known = offsets.get(quarter) ?? offsetMs(format, quarter * QUARTER_MS);
    offsets.set(quarter, known);
    return known;
  };
  return (timeMs) => {
    const local = timeMs + offsetAt(timeMs);
    const day = Math.floor(local / DAY_MS);
    return {
      weekday: (((day + EPOCH_WEEKDAY) % 7) + 7) % 7,
      date: new Date(day * DAY_MS).toISOString().slice(0, 10),
      minuteOfDay: (local - day * DAY_MS) / MINUTE_MS,
    };
  };
};

const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const parts = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" } as const;
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone, hourCycle: "h23", calendar: "iso8601", ...parts });
  } catch (cause) {
    throw new TwinError(simulationErrors.unknownTimeZone, { timeZone }, cause);
  }
};

const offsetMs = (format: Intl.DateTimeFormat, timeMs: number): number => {
  const shown = Object.fromEntries(format.formatToParts(timeMs).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute) - timeMs;
};
