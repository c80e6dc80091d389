import { parseArgs } from "node:util";
import { TwinError } from "../../models/errors/twin-error.ts";
import { plantErrors } from "./errors.ts";

const DAYS_BACK = 120;
const DAY_MS = 86_400_000;

export interface PlantOptions {
  readonly host: string;
  readonly ports: { readonly opcua: number; readonly modbus: number; readonly mqtt: number };
  readonly seed: number;
  readonly startMs: number;
  readonly hoursPerSecond: number;
  readonly tickMs: number;
  readonly stateFile: string;
  readonly withParent: boolean;
}

/** @throws TwinError TWIN-PLANT-002 naming the option */
export const readOptions = (args: readonly string[], nowMs: number): PlantOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      host: { type: "string", default: "127.0.0.1" },
      "opcua-port": { type: "string", default: "4840" },
      "modbus-port": { type: "string", default: "5020" },
      "mqtt-port": { type: "string", default: "1884" },
      seed: { type: "string", default: "1" },
      start: { type: "string" },
      "hours-per-second": { type: "string", default: "1" },
      "tick-ms": { type: "string", default: "200" },
      state: { type: "string", default: "" },
      "with-parent": { type: "boolean", default: false },
    },
  });
  const number = (
    name: "opcua-port" | "modbus-port" | "mqtt-port" | "seed" | "hours-per-second" | "tick-ms",
    least: number,
  ): number => {
    const value = Number(values[name]);
    if (Number.isFinite(value) && value >= least) return value;
    throw new TwinError(plantErrors.badOption, {
      option: `--${name}`,
      value: values[name],
      wanted: `a number from ${least}`,
    });
  };
  const startMs = values.start === undefined ? nowMs - DAYS_BACK * DAY_MS : Date.parse(values.start);
  if (Number.isNaN(startMs)) {
    throw new TwinError(plantErrors.badOption, {
      option: "--start",
      value: values.start ?? "",
      wanted: "an ISO 8601 time",
    });
  }
  return {
    host: values.host,
    ports: { opcua: number("opcua-port", 1), modbus: number("modbus-port", 1), mqtt: number("mqtt-port", 1) },
    seed: number("seed", 0),
    startMs,
    hoursPerSecond: number("hours-per-second", 0.0001),
    tickMs: number("tick-ms", 10),
    stateFile: values.state,
    withParent: values["with-parent"],
  };
};
