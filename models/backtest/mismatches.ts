/** One thing that is not as it was expected, by its place: `orders[0].urgency`. */
export interface Mismatch {
  readonly place: string;
  readonly expected: string;
  readonly got: string;
}

/**
 * Where a value differs from what is expected of it. An object is held to the fields that are named, an array to its length and each
 * entry, `{atLeast, atMost}` is a range for a number, and an ISO 8601 text stands for the epoch milliseconds of its time.
 */
export const mismatches = (place: string, expected: unknown, got: unknown): readonly Mismatch[] => {
  const differs = [{ place, expected: shown(expected), got: shown(got) }];
  if (isRange(expected)) return typeof got === "number" && isWithin(expected, got) ? [] : differs;
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length) return differs;
    return expected.flatMap((one, i) => mismatches(`${place}[${i}]`, one, got[i]));
  }
  if (typeof expected === "object" && expected !== null) {
    if (typeof got !== "object" || got === null) return differs;
    return Object.entries(expected).flatMap(([key, one]) =>
      mismatches(`${place}.${key}`, one, Object.hasOwn(got, key) ? Reflect.get(got, key) : undefined),
    );
  }
  if (typeof expected === "string" && typeof got === "number") {
    return ISO_TIME.test(expected) && Date.parse(expected) === got ? [] : differs;
  }
  return Object.is(expected, got) ? [] : differs;
};

const ISO_TIME = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

const RANGE_KEYS = new Set(["atLeast", "atMost"]);

const isRange = (value: unknown): value is { readonly atLeast?: number; readonly atMost?: number } => {
  if (typeof value !== "object" || value === null) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => RANGE_KEYS.has(key) && typeof Reflect.get(value, key) === "number");
};

const isWithin = (
  { atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY }: { atLeast?: number; atMost?: number },
  value: number,
): boolean => value >= atLeast && value <= atMost;

const LONGEST = 300;

const shown = (value: unknown): string => {
  if (value === undefined) return "nothing";
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
};
