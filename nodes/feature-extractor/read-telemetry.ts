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
  if (!isRecord(payload)) throw invalid("payload", "is not an object");
  if (payload["schema"] !== TELEMETRY_TAG) throw invalid("schema", `is ${String(payload["schema"])}`);
  const { asset, time, values, series, waveforms } = payload;
  if (typeof asset !== "string" || asset === "") throw invalid("asset", "is not a name");
  if (typeof time !== "number" || !Number.isFinite(time)) throw invalid("time", "is not a finite number");
  if (!isRecord(values)) throw invalid("values", "is not an object");
  if (series !== undefined && !isRecord(series)) throw invalid("series", "is not an object");
  if (waveforms !== undefined && !Array.isArray(waveforms)) throw invalid("waveforms", "is not an array");
  return payload as Telemetry;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const invalid = (field: string, reason: string): TwinError =>
  new TwinError(kitErrors.invalidMessage, { expected: TELEMETRY_TAG, field, reason });
