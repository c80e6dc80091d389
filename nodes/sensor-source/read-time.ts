import type { SourceConfig } from "./schema.ts";

/** An ISO 8601 date and time; a date alone is no time of a measurement. */
const ISO = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)([.,]\d+)?(Z|[+-]\d{2}:?\d{2})?$/;

const PER_MS: Readonly<Record<SourceConfig["timeUnit"], number>> = { ms: 1, s: 1e-3, us: 1e3, ns: 1e6 };

/**
 * A source's time as epoch milliseconds: a number in the node's unit, a Date, or an ISO 8601 text (UTC where it names no
 * zone; fractions of a millisecond are kept).
 *
 * @returns undefined where there is none, NaN where it is no time
 */
export const readTime = (time: unknown, unit: SourceConfig["timeUnit"]): number | undefined => {
  if (typeof time === "number") return unit === "ms" ? time : time / PER_MS[unit];
  if (time === undefined || time === null || time === "") return undefined;
  if (time instanceof Date) return time.getTime();
  if (typeof time !== "string") return Number.NaN;
  const iso = ISO.exec(time.trim());
  if (iso) return Date.parse(`${iso[1]}T${iso[2]}${iso[4] ?? "Z"}`) + fractionMs(iso[3]);
  const text = time.trim();
  return /^-?\d+(\.\d+)?([eE]\+?\d+)?$/.test(text) ? readTime(Number(text), unit) : Number.NaN;
};

/** A time as the source would have sent it: `readTime` gives it back. */
export const timeOfMs = (timeMs: number, unit: SourceConfig["timeUnit"]): number => timeMs * PER_MS[unit];

const fractionMs = (fraction: string | undefined): number => (fraction ? Number(`0.${fraction.slice(1)}`) * 1000 : 0);
