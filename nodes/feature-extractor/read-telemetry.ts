import { TwinError } from "../../models/errors/twin-error.ts";
import { TELEMETRY_TAG, type Telemetry } from "../../models/telemetry/telemetry.ts";
import { kitErrors } from "../kit/errors.ts";

/**
 * Checks the structure of a telemetry message by hand: this runs for every message. Series and waveforms are checked
 * where they are read.
 *
 * @throws TwinError TWIN-KIT-008 naming the field
 */
export const readTelemetry = (payload: unknown): Telemetry => {
  if (!isRecord(payload)) throw notAnObject("payload");
  if (payload["schema"] !== TELEMETRY_TAG) throw invalid("schema", `is ${String(payload["schema"])}`);
  const { asset, time, values, series, waveforms } = payload;
  if (typeof asset !== "string" || asset === "") throw invalid("asset", "is not a name");
  if (typeof time !== "number" || !Number.isFinite(time)) throw invalid("time", "is not a finite number");
  if (!isRecord(values)) throw notAnObject("values");
  if (series !== undefined && !isRecord(series)) throw notAnObject("series");
  if (waveforms !== undefined && !Array.isArray(waveforms)) throw invalid("waveforms", "is not an array");
  return payload as Telemetry;
};

/** Whether a value is an object with fields, as a series and a waveform must be. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const notAnObject = (field: string): TwinError => invalid(field, "is not an object");

const invalid = (field: string, reason: string): TwinError =>
  new TwinError(kitErrors.invalidMessage, { expected: TELEMETRY_TAG, field, reason });
