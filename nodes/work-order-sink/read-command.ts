import { TwinError } from "../../models/errors/twin-error.ts";
import { AS_FOUND, type AsFound } from "../../models/maintenance/as-found.ts";
import { failureCause } from "../../models/maintenance/failure-causes.ts";
import { FORECAST_TAG, type Forecast, URGENCIES } from "../../models/prognosis/forecast.ts";
import type { Lineage } from "../../models/telemetry/lineage.ts";
import type { Alarm } from "../../models/twin/twin-state.ts";
import { workOrderErrors } from "./errors.ts";

export interface AlarmReport {
  readonly asset: string;
  readonly assetType: string;
  readonly time: number;
  readonly alarm: Alarm;
  readonly context?: Readonly<Record<string, string>>;
  readonly lineage?: Lineage;
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
      readonly asFound: AsFound | undefined;
      readonly note: string;
    };

const LISTS: readonly string[] = ["", "open", "acknowledged", "closed"];
const MAX_NOTE = 500;

const refuse = (reason: string): never => {
  throw new TwinError(workOrderErrors.notForSink, { reason });
};
const text = (value: unknown): string => (typeof value === "string" ? value.trim() : "");
const finite = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** @throws TwinError TWIN-ORDER-001, -003, -007 or -008 */
export const readCommand = (payload: unknown): SinkInput => {
  if (!isRecord(payload)) return refuse(`payload is ${payload === null ? "null" : typeof payload}`);
  if (payload["schema"] === FORECAST_TAG) return { kind: "forecast", forecast: asForecast(payload) };
  if (payload["schema"] === "twinloom/alarm@1") return { kind: "alarm", report: asReport(payload) };
  const order = text(payload["order"]);
  switch (payload["command"]) {
    case "list": {
      const status = text(payload["status"]);
      return LISTS.includes(status) ? { kind: "list", status } : refuse(`no order is ever ${status}`);
    }
    case "causes":
      return { kind: "causes" };
    case "acknowledge":
      return { kind: "acknowledge", order, by: somebody(payload["by"]) };
    case "close": {
      const causeCode = knownCause(payload["causeCode"]);
      const note = text(payload["note"]).slice(0, MAX_NOTE);
      const asFound = knownFinding(payload["asFound"]);
      return { kind: "close", order, by: somebody(payload["by"]), causeCode, asFound, note };
    }
    default:
      return refuse(text(payload["schema"]) || `command is ${text(payload["command"]) || "missing"}`);
  }
};

/** An urgency that is none would count as the gravest, and a time that is none would never be over. */
const asForecast = (payload: Record<string, unknown>): Forecast => {
  if (!namesAsset(payload) || !text(payload["component"]) || !text(payload["failureMode"]))
    return refuse("the forecast is not whole");
  if (!hasContext(payload)) return refuse("the forecast's context is not names with texts");
  const known = URGENCIES.some((urgency) => urgency === payload["urgency"]) && finite(payload["rulHours"]);
  if (payload["status"] === "ok" && !known) return refuse("the forecast has no urgency or no remaining life");
  return payload as Forecast;
};

const asReport = (payload: Record<string, unknown>): AlarmReport => {
  const { alarm } = payload;
  const whole = namesAsset(payload) && isRecord(alarm) && text(alarm["id"]) && text(alarm["message"]);
  if (!hasContext(payload)) return refuse("the alarm's context is not names with texts");
  return whole ? (payload as unknown as AlarmReport) : refuse("the alarm is not whole");
};

const namesAsset = (payload: Record<string, unknown>): boolean =>
  text(payload["asset"]) !== "" && text(payload["assetType"]) !== "" && finite(payload["time"]);

const hasContext = ({ context = {} }: Record<string, unknown>): boolean =>
  isRecord(context) && !Array.isArray(context) && Object.values(context).every((value) => typeof value === "string");

const somebody = (by: unknown): string => {
  const name = text(by);
  if (name) return name;
  throw new TwinError(workOrderErrors.nobody);
};

const knownCause = (code: unknown): string => {
  if (typeof code === "string" && failureCause(code)) return code;
  throw new TwinError(workOrderErrors.unknownCause, { cause: text(code) || String(code) });
};

/** Nothing said is no mistake: the cause says it then. */
const knownFinding = (found: unknown): AsFound | undefined => {
  if (found === undefined || found === "") return undefined;
  const known = AS_FOUND.find((one) => one === found);
  if (known) return known;
  throw new TwinError(workOrderErrors.unknownFinding, {
    found: text(found) || String(found),
    known: AS_FOUND.join(", "),
  });
};
