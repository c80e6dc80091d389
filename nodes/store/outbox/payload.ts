import type { Point } from "../../kit/store.ts";
import { checkedTimeMs, checkIntegers, checkKey, checkNames, checkValue } from "../check-point.ts";

type Packed = readonly [
  Point["measurement"],
  Point["tags"],
  Point["fields"],
  Point["timeMs"],
  integers?: readonly string[],
];

/** Points as the outbox keeps them: JSON without repeated keys, about 90 bytes a point. */
export const packPoints = (points: readonly Point[]): string =>
  JSON.stringify(
    points.map(({ measurement, tags, fields, timeMs, integers }): Packed => {
      const whole = Math.round(timeMs);
      return integers ? [measurement, tags, fields, whole, integers] : [measurement, tags, fields, whole];
    }),
  );

export const unpackPoints = (payload: string): Point[] => {
  const packed: readonly Packed[] = JSON.parse(payload);
  return packed.map(([measurement, tags, fields, timeMs, integers]) =>
    integers ? { measurement, tags, fields, timeMs, integers } : { measurement, tags, fields, timeMs },
  );
};

/** Checks points as every driver does; names that were found good once are not read again. */
export const pointChecker = () => {
  const fieldsByTags = new Map<string, Set<string>>();

  /** @throws TwinError TWIN-STORE-006 to -008 */
  return (points: readonly Point[]): void => {
    for (const point of points) {
      const { measurement, tags, fields } = point;
      checkedTimeMs(point);
      checkIntegers(point);
      let key = measurement;
      for (const tag in tags) key += `\0${tag}\0${tags[tag]}`;
      let known = fieldsByTags.get(key);
      if (!known) {
        checkNames(measurement, tags);
        known = new Set();
        fieldsByTags.set(key, known);
      }
      for (const field in fields) {
        checkValue(measurement, field, fields[field]);
        if (known.has(field)) continue;
        checkKey(measurement, "field", field);
        known.add(field);
      }
    }
  };
};
