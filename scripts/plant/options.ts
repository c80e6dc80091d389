import { parseArgs } from "node:util";
import { TwinError } from "../../models/errors/twin-error.ts";
import { plantErrors } from "./errors.ts";

const DAYS_BACK = 365;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export interface PlantOptions {
  readonly host: string;
  readonly ports: { readonly opcua: number; readonly modbus: number; readonly mqtt: number };
  readonly seed: number;
  readonly startMs: number;
  readonly hoursPerSecond: number;
  readonly tickMs: number;
  /** Where the plant keeps itself; empty: nowhere. */
  readonly stateFile: string;
  readonly withParent: boolean;
}

/** Of each number: its default, the environment variable that may give it, and its range. */
const NUMBERS = {
  "opcua-port": { default: "4840", env: "TWINLOOM_OPCUA_PORT", min: 1, max: 65535, whole: true },
  "modbus-port": { default: "5020", env: "TWINLOOM_MODBUS_PORT", min: 1, max: 65535, whole: true },
  "mqtt-port": { default: "1884", env: "TWINLOOM_MQTT_PORT", min: 1, max: 65535, whole: true },
  seed: { default: "1", env: "TWINLOOM_PLANT_SEED", min: 0, max: 2 ** 31 - 1, whole: true },
  "hours-per-second": { default: "1", env: "TWINLOOM_PLANT_SPEED", min: 0.001, max: 100, whole: false },
  "tick-ms": { default: "200", env: "TWINLOOM_PLANT_TICK_MS", min: 10, max: 2000, whole: true },
} as const;
type NumberName = keyof typeof NUMBERS;

/**
 * A flag counts before its environment variable, which counts before the default.
 *
 * @throws TwinError TWIN-PLANT-002 naming the option
 */
export const readOptions = (
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  nowMs: number,
): PlantOptions => {
  const given = parse(args);
  const number = (name: NumberName): number => {
    const { min, max, whole, env: variable, default: otherwise } = NUMBERS[name];
    const text = given[name] ?? env[variable] ?? otherwise;
    const value = Number(text);
    if (text.trim() && value >= min && value <= max && (!whole || Number.isInteger(value))) return value;
    const wanted = `a ${whole ? "whole number" : "number"} from ${min} to ${max}`;
    throw new TwinError(plantErrors.badOption, { option: `--${name}`, value: text, wanted });
  };
  return {
    host: given.host ?? "127.0.0.1",
    ports: { opcua: number("opcua-port"), modbus: number("modbus-port"), mqtt: number("mqtt-port") },
    seed: number("seed"),
    startMs: startOf(given.start, nowMs),
    hoursPerSecond: number("hours-per-second"),
    tickMs: number("tick-ms"),
    stateFile: given.state ?? "",
    withParent: given["with-parent"] ?? false,
  };
};

const parse = (args: readonly string[]) => {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        host: text,
        "opcua-port": text,
        "modbus-port": text,
        "mqtt-port": text,
        seed: text,
        start: text,
        "hours-per-second": text,
        "tick-ms": text,
        state: text,
        "with-parent": { type: "boolean" },
      },
    }).values;
  } catch (cause) {
    const value = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(plantErrors.badOption, { option: "An option", value, wanted: "those of the plant" }, cause);
  }
};

/** The whole hour at which the plant begins: long ago, so that it does not soon catch up with the wall clock. */
const startOf = (text: string | undefined, nowMs: number): number => {
  const startMs = text === undefined ? nowMs - DAYS_BACK * DAY_MS : Date.parse(text);
  if (!(startMs <= nowMs)) {
    throw new TwinError(plantErrors.badOption, {
      option: "--start",
      value: text ?? "",
      wanted: "an ISO 8601 time in the past",
    });
  }
  return Math.floor(startMs / HOUR_MS) * HOUR_MS;
};
