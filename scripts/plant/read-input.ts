import { TwinError } from "../../models/errors/twin-error.ts";
import { plantErrors } from "./errors.ts";

/** Word that gives an input back to the production plan. */
const BY_PLAN = "plan";

export interface PlantInput {
  /** NaN: back to the plan. */
  readonly value: number;
  /** Plant time from which the plan counts again, epoch ms; undefined: until it is told. */
  readonly untilMs?: number;
}

/**
 * Reads what an input is set to: a plain number, `plan`, or `{"value": 1380, "until": EPOCH_MS}` for a number that holds no longer.
 *
 * @param timeMs plant time: what is over already is refused
 * @throws TwinError TWIN-PLANT-007
 */
export const readPlantInput = (topic: string, text: string, timeMs: number): PlantInput => {
  const wanted = 'a plain number, plan, or {"value": number, "until": epoch milliseconds}';
  const refuse = (reason: string): never => {
    throw new TwinError(plantErrors.badMessage, { topic, reason, wanted });
  };
  if (text === BY_PLAN) return { value: Number.NaN };
  const value = Number(text);
  if (text !== "" && Number.isFinite(value)) return { value };
  const body = parsed(text);
  if (!isInput(body)) return refuse(`"${text.slice(0, 80)}"`);
  if (body.until <= timeMs) return refuse(`its time was over ${Math.round((timeMs - body.until) / 1000)} s ago`);
  return { value: body.value, untilMs: body.until };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isInput = (body: unknown): body is { readonly value: number; readonly until: number } =>
  typeof body === "object" &&
  body !== null &&
  "value" in body &&
  Number.isFinite(body.value) &&
  "until" in body &&
  Number.isFinite(body.until);
