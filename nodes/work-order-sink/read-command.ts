import { TwinError } from "../../models/errors/twin-error.ts";
import { failureCause } from "../../models/maintenance/failure-causes.ts";
import { FORECAST_TAG, type Forecast } from "../../models/prognosis/forecast.ts";
import type { Alarm } from "../../models/twin/twin-state.ts";
import { workOrderErrors } from "./errors.ts";

export interface AlarmReport {
  readonly asset: string;
  readonly assetType: string;
  readonly time: number;
  readonly alarm: Alarm;
}

export type SinkInput =
  | { readonly kind: "forecast"; readonly forecast: Forecast }
  | { readonly kind: "alarm"; readonly report: AlarmReport }
  | { readonly kind: "list"; readonly status: string }
  | { readonly kind: "causes" }
  | { readonly kind: "acknowledge"; readonly order: string; readonly by: string }
  | {
      readonly kind: "close";
      readonly order: string;
      readonly by: string;
      readonly causeCode: string;
      readonly note: string;
    };

const refuse = (reason: string): never => {
  throw new TwinError(workOrderErrors.notForSink, { reason });
};
const text = (value: unknown): string => (typeof value === "string" ? value : "");
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** @throws TwinError TWIN-ORDER-001 or -003 */
export const readCommand = (payload: unknown): SinkInput => {
  if (!isRecord(payload)) return refuse(`payload is ${payload === null ? "null" : typeof payload}`);
  if (payload["schema"] === FORECAST_TAG) {
    const whole = text(payload["asset"]) && text(payload["component"]) && typeof payload["time"] === "number";
    return whole ? { kind: "forecast", forecast: payload as Forecast } : refuse("the forecast is not whole");
  }
  if (payload["schema"] === "twinloom/alarm@1") {
    return isRecord(payload["alarm"]) && text(payload["asset"])
      ? { kind: "alarm", report: payload as unknown as AlarmReport }
      : refuse("the alarm is not whole");
  }
  const order = text(payload["order"]);
  const by = text(payload["by"]) || "unknown";
  switch (payload["command"]) {
    case "list":
      return { kind: "list", status: text(payload["status"]) };
    case "causes":
      return { kind: "causes" };
    case "acknowledge":
      return { kind: "acknowledge", order, by };
    case "close":
      return {
        kind: "close",
        order,
        by,
        causeCode: knownCause(payload["causeCode"]),
        note: text(payload["note"]).slice(0, 500),
      };
    default:
      return refuse(text(payload["schema"]) || `command is ${text(payload["command"]) || "missing"}`);
  }
};

const knownCause = (code: unknown): string => {
  if (typeof code === "string" && failureCause(code)) return code;
  throw new TwinError(workOrderErrors.unknownCause, { cause: text(code) || String(code) });
};
