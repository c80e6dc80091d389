import { TwinError } from "../errors/twin-error.ts";
import { isUnit, unitConverter } from "../telemetry/units.ts";
import { unitsNamed } from "../telemetry/units-named.ts";
import { templateErrors } from "./errors.ts";
import { machines } from "./machines.ts";
import { rowsOf, textOf } from "./read-values.ts";
import type { Row, Template, Values } from "./template.ts";

const LIMITS = ["alarmBelow", "warnBelow", "warnAbove", "alarmAbove"] as const;

/** What is wrong with the tags beyond their single cells: units, names, limits, references. */
export const checkTags = (template: Template, values: Values): TwinError[] => {
  const rows = rowsOf(values, "tags");
  const problems = rows.flatMap((row, index) => [
    ...nameProblems(template, rows, index),
    ...unitProblems(template, values, row, index),
    ...tagProblems(template, values, rows, index),
    ...limitProblems(template, row, index),
  ]);
  return [...problems, ...referenceProblems(template, values, rows)];
};

const whereOf = (index: number): string => `row ${index + 1} of tags`;

const nameProblems = ({ name: template, machine }: Template, rows: readonly Row[], index: number): TwinError[] => {
  const channel = textOf(rows[index], "channel");
  const where = whereOf(index);
  const type = machines[machine].type;
  if (type && type.channels[channel]?.kind !== "scalar") {
    const known = Object.keys(type.channels).filter((name) => type.channels[name]?.kind === "scalar");
    const details = { template, where, channel, machine: type.label, known: known.join(", ") };
    return [new TwinError(templateErrors.unknownChannel, details)];
  }
  const first = rows.findIndex((row) => row["channel"] === channel);
  return first < index ? [new TwinError(templateErrors.twice, { template, where, channel })] : [];
};

const unitProblems = (template: Template, values: Values, row: Row, index: number): TwinError[] => {
  const where = `${whereOf(index)} (${textOf(row, "channel")})`;
  const unit = textOf(row, "unit");
  if (unit === "") return [new TwinError(templateErrors.noUnit, { template: template.name, where })];
  const own = machines[template.machine].type?.channels[textOf(row, "channel")]?.unit ?? unit;
  const details = { template: template.name, where, unit, own };
  try {
    unitConverter(unit, own);
  } catch (error) {
    if (!(error instanceof TwinError)) throw error;
    if (isUnit(unit)) return [new TwinError(templateErrors.otherUnit, details)];
    // what people write in place of the code
    const [code = ""] = unitsNamed(unit);
    const reason = code === "" ? error.message : `that is no UCUM code; it is ${code} there`;
    return [new TwinError(templateErrors.badUnit, { ...details, reason, code, kind: code === "" ? "none" : "named" })];
  }
  const isNamed = values["protocol"] === "mqtt" && textOf(row, "tag") === "";
  return isNamed && unit !== own ? [new TwinError(templateErrors.unitOfNamed, details)] : [];
};

/** In MQTT all rows or none have a tag; elsewhere all. */
const tagProblems = (template: Template, values: Values, rows: readonly Row[], index: number): TwinError[] => {
  const row = rows[index] ?? {};
  const key = values["protocol"] === "modbus" ? "address" : "tag";
  if (row[key] !== undefined) return [];
  if (values["protocol"] === "mqtt" && rows.every((one) => one[key] === undefined)) return [];
  const where = `${whereOf(index)} (${textOf(row, "channel")})`;
  return [new TwinError(templateErrors.noTag, { template: template.name, where })];
};

const limitProblems = ({ name: template }: Template, row: Row, index: number): TwinError[] => {
  const where = `${whereOf(index)} (${textOf(row, "channel")})`;
  const crossed = (names: readonly string[]): TwinError[] => {
    const set = names.flatMap((name) => (typeof row[name] === "number" ? [{ name, value: row[name] }] : []));
    return set.slice(1).flatMap(({ name: upper, value: high }, at) => {
      const { name: lower = "", value: low = high } = set[at] ?? {};
      const isOrdered = low < high || (low === high && isSameSide(lower, upper));
      return isOrdered
        ? []
        : [new TwinError(templateErrors.limitsCrossed, { template, where, lower, low, upper, high })];
    });
  };
  const between = row["healthy"] === undefined ? [] : crossed(["alarmBelow", "healthy", "alarmAbove"]);
  return [...crossed(LIMITS), ...crossed(["lowest", "highest"]), ...between];
};

/** Warning and alarm of one side may be the same value. */
const isSameSide = (lower: string, upper: string): boolean => lower.slice(-5) === upper.slice(-5);

const referenceProblems = (
  { name: template, machine }: Template,
  values: Values,
  rows: readonly Row[],
): TwinError[] => {
  const channel = values["runningChannel"];
  if (machine !== "any" || typeof channel !== "string" || channel === "") return [];
  if (rows.some((row) => row["channel"] === channel)) return [];
  const known = rows.map((row) => textOf(row, "channel")).join(", ");
  const where = "the parameter runningChannel (Running channel)";
  return [new TwinError(templateErrors.noSuchReference, { template, where, value: channel, known })];
};
