import { TwinError } from "../../models/errors/twin-error.ts";
import type { Numbers } from "../../models/simulation/physics-model.ts";
import { plantErrors } from "./errors.ts";

const KINDS = ["offset", "drift", "stuck"] as const;

/** What is wrong with a sensor: off by `amount`, off by `amount` more each hour, or at `amount` for ever. In the channel's unit. */
export interface SensorFault {
  readonly kind: (typeof KINDS)[number];
  readonly amount: number;
  readonly sinceMs: number;
}

const HOUR_MS = 3_600_000;

/** The values as faulty sensors show them. */
export const withFaults = (
  values: Numbers,
  faults: Readonly<Record<string, SensorFault>>,
  timeMs: number,
): Record<string, number> => {
  const shown: Record<string, number> = { ...values };
  for (const [channel, { kind, amount, sinceMs }] of Object.entries(faults)) {
    const value = shown[channel];
    if (value === undefined) continue;
    if (kind === "stuck") shown[channel] = amount;
    else shown[channel] = value + (kind === "drift" ? (amount * (timeMs - sinceMs)) / HOUR_MS : amount);
  }
  return shown;
};

/**
 * Reads `offset -5`, `drift -0.05` (each hour), `stuck 60` or `ok`.
 *
 * @returns undefined for `ok`
 * @throws TwinError TWIN-PLANT-007
 */
export const readFault = (topic: string, text: string, timeMs: number): SensorFault | undefined => {
  const [word = "", number = ""] = text.trim().split(/\s+/);
  if (word === "ok") return undefined;
  const kind = KINDS.find((one) => one === word);
  const amount = Number(number);
  if (kind && number !== "" && Number.isFinite(amount)) return { kind, amount, sinceMs: timeMs };
  const wanted = "offset, drift (each hour) or stuck with a number, or ok";
  throw new TwinError(plantErrors.badMessage, { topic, reason: `"${text.slice(0, 40)}"`, wanted });
};

/** Whether a kept value is the faults of a machine's sensors. */
export const areFaults = (value: unknown): value is Readonly<Record<string, SensorFault>> =>
  typeof value === "object" &&
  value !== null &&
  Object.values(value).every(
    (one) => KINDS.includes(one?.kind) && Number.isFinite(one?.amount) && Number.isFinite(one?.sinceMs),
  );
