import { TwinError } from "../../../models/errors/twin-error.ts";
import { sourceErrors } from "../errors.ts";
import type { ChannelPlan } from "../plan.ts";
import { timeOfMs } from "../read-time.ts";
import { shown } from "../shown.ts";
import type { Source } from "../source.ts";
import { type LinePoint, parseLine } from "./parse-line.ts";

/** Milliseconds of a unit of time, by the names of InfluxDB 1 and 2. */
const MS_OF: Readonly<Record<string, number>> = {
  ...{ ns: 1e-6, n: 1e-6, us: 1e-3, µ: 1e-3, u: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 },
};

/** Milliseconds of a unit of time that a request names; undefined where there is no such unit. */
export const precisionMs = (precision: string): number | undefined =>
  Object.hasOwn(MS_OF, precision) ? MS_OF[precision] : undefined;

/**
 * Takes the lines of a text. The tag of a number is `measurement.field`, its field alone, or its measurement where the field is
 * `value`. With rows, only mapped names are meant.
 */
export const linesReader = (source: Source) => {
  const { plan, config } = source;

  const find = (measurement: string, field: string): ChannelPlan | undefined => {
    const short = field === "value" ? measurement : field;
    const names = plan.rows.length > 0 ? [`${measurement}.${field}`, short, field] : [short];
    for (const name of names) {
      const found = plan.find(name);
      if (found) return found;
    }
    return undefined;
  };

  const take = ({ measurement, tags, fields, time }: LinePoint, unitMs: number): void => {
    const asset = config.asset ? "" : (tags.get(config.pushAssetTag) ?? "");
    const at = time === undefined ? undefined : timeOfMs(time * unitMs, config.timeUnit);
    let mapped = 0;
    for (const [field, value] of fields) {
      const found = find(measurement, field);
      if (!found) continue;
      mapped++;
      source.take(found, asset, value, at, undefined, true);
    }
    if (mapped === fields.size || (mapped > 0 && plan.rows.length > 0)) return;
    source.refuse(new TwinError(sourceErrors.unmappedTag, { tag: measurement }), { tag: measurement, asset });
  };

  /** @param atLine told the number of each line before it is taken, from 1 */
  return (text: string, unitMs: number, atLine: (line: number) => void): void => {
    for (const [i, line] of text.split("\n").entries()) {
      if (/^\s*(#|$)/.test(line)) continue;
      atLine(i + 1);
      try {
        take(parseLine(line), unitMs);
      } catch (thrown) {
        const reason = `${thrown instanceof Error ? thrown.message : String(thrown)}: ${shown(line)}`;
        source.refuse(new TwinError(sourceErrors.badLine, { reason }, thrown), { tag: "line protocol" });
      }
    }
  };
};
