import { TwinError } from "../../models/errors/twin-error.ts";
import { MAINTENANCE_TAG, type MaintenanceEvent } from "../../models/maintenance/maintenance-event.ts";
import { FEATURES_TAG, type Features } from "../../models/telemetry/features.ts";
import { TELEMETRY_TAG, type Telemetry } from "../../models/telemetry/telemetry.ts";
import { twinStateErrors } from "./errors.ts";

/** What the node's input may carry. */
export type TwinInput =
  | { readonly kind: "features"; readonly body: Features }
  | { readonly kind: "telemetry"; readonly body: Telemetry }
  | { readonly kind: "maintenance"; readonly body: MaintenanceEvent }
  | { readonly kind: "query"; readonly asset: string }
  | { readonly kind: "forget"; readonly asset: string }
  | {
      readonly kind: "alarm";
      readonly command: "acknowledge" | "shelve" | "unshelve";
      readonly asset: string;
      readonly alarm: string;
      readonly by: string;
      readonly untilHours: number;
    };

/** How long an alarm is shelved if nobody says. */
const SHELF_HOURS = 8;

const refuse = (reason: string): never => {
  throw new TwinError(twinStateErrors.notForTwin, { reason });
};

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const finite = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/**
 * Cheap checks by hand: this is the hot path, and the extractor has checked what it sends.
 *
 * @throws TwinError TWIN-TWIN-001 with the reason
 */
export const readMessage = (payload: unknown): TwinInput => {
  if (typeof payload === "string") return asQuery(payload);
  if (!isRecord(payload)) return refuse(`payload is ${payload === null ? "null" : typeof payload}`);
  switch (payload["schema"]) {
    case FEATURES_TAG:
      return { kind: "features", body: asFeatures(payload) };
    case TELEMETRY_TAG:
      return { kind: "telemetry", body: asTelemetry(payload) };
    case MAINTENANCE_TAG:
      return { kind: "maintenance", body: asMaintenance(payload) };
    default:
      return asCommand(payload);
  }
};

/** `state` of all machines, or `state of pump-1`. */
const asQuery = (question: string): TwinInput => {
  const match = /^state(?: of (\S+))?$/.exec(question.trim());
  return match
    ? { kind: "query", asset: match[1] ?? "" }
    : refuse(`the text "${question.slice(0, 40)}" is no question`);
};

const asCommand = (payload: Record<string, unknown>): TwinInput => {
  if (payload["query"] === "state") return { kind: "query", asset: text(payload["asset"]) };
  const { command } = payload;
  if (command === "forget") return { kind: "forget", asset: text(payload["asset"]) };
  if (command !== "acknowledge" && command !== "shelve" && command !== "unshelve") {
    return refuse(text(payload["schema"]) ? `schema is ${text(payload["schema"])}` : "schema is missing");
  }
  const alarm = text(payload["alarm"]);
  const untilHours = payload["untilHours"] ?? SHELF_HOURS;
  if (!finite(untilHours) || untilHours <= 0) return refuse("untilHours is no number of hours");
  /** asset/source/side: an asset's name may have a / in it. */
  const asset = alarm.split("/").slice(0, -2).join("/");
  return { kind: "alarm", command, asset, alarm, by: text(payload["by"]) || "unknown", untilHours };
};

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const withAsset = (payload: Record<string, unknown>): Record<string, unknown> =>
  typeof payload["asset"] === "string" && payload["asset"] && finite(payload["time"])
    ? payload
    : refuse("asset or time is missing");

const asFeatures = (payload: Record<string, unknown>): Features => {
  const { values, windowStart, windowEnd } = payload;
  if (!isRecord(values) || !isRecord(payload["latest"]) || !isRecord(payload["units"]))
    return refuse("the features are not whole");
  if (!finite(windowStart) || !finite(windowEnd) || windowStart > windowEnd)
    return refuse("the features have no window");
  const features = withAsset(payload) as Features;
  return allFinite(values) ? features : { ...features, values: onlyFinite(values) };
};

/** What is no number could not be kept as JSON. */
const onlyFinite = (values: Record<string, unknown>): Record<string, number> =>
  Object.fromEntries(Object.entries(values).filter((entry): entry is [string, number] => finite(entry[1])));

const allFinite = (values: Record<string, unknown>): boolean => {
  for (const name in values) if (!finite(values[name])) return false;
  return true;
};

const asTelemetry = (payload: Record<string, unknown>): Telemetry =>
  isRecord(payload["values"]) ? (withAsset(payload) as Telemetry) : refuse("telemetry without values");

const asMaintenance = (payload: Record<string, unknown>): MaintenanceEvent =>
  typeof payload["component"] === "string"
    ? (withAsset(payload) as MaintenanceEvent)
    : refuse("maintenance without a component");
