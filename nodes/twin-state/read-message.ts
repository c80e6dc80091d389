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
  | {
      readonly kind: "alarm";
      readonly command: "acknowledge" | "shelve" | "unshelve";
      readonly alarm: string;
      readonly by: string;
      readonly untilHours: number;
    };

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
  if (typeof payload === "string") {
    const asset = payload.match(/^state(?: of (\S+))?$/)?.[1] ?? "";
    return payload.startsWith("state")
      ? { kind: "query", asset }
      : refuse(`the text "${payload.slice(0, 40)}" is no question`);
  }
  if (!isRecord(payload)) return refuse(`payload is ${payload === null ? "null" : typeof payload}`);
  if (payload["schema"] === FEATURES_TAG) return { kind: "features", body: asFeatures(payload) };
  if (payload["schema"] === TELEMETRY_TAG) return { kind: "telemetry", body: asTelemetry(payload) };
  if (payload["schema"] === MAINTENANCE_TAG) return { kind: "maintenance", body: asMaintenance(payload) };
  if (payload["query"] === "state") return { kind: "query", asset: text(payload["asset"]) };
  const command = payload["command"];
  if (command === "acknowledge" || command === "shelve" || command === "unshelve") {
    const untilHours = payload["untilHours"];
    const by = text(payload["by"]) || "unknown";
    return {
      kind: "alarm",
      command,
      alarm: text(payload["alarm"]),
      by,
      untilHours: finite(untilHours) ? untilHours : 8,
    };
  }
  return refuse(`schema is ${text(payload["schema"]) || "missing"}`);
};

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const withAsset = (payload: Record<string, unknown>): Record<string, unknown> =>
  typeof payload["asset"] === "string" && payload["asset"] && finite(payload["time"])
    ? payload
    : refuse("asset or time is missing");

const asFeatures = (payload: Record<string, unknown>): Features => {
  const whole = isRecord(payload["values"]) && isRecord(payload["latest"]) && isRecord(payload["units"]);
  if (!whole || !finite(payload["windowStart"]) || !finite(payload["windowEnd"]))
    return refuse("the features are not whole");
  return withAsset(payload) as Features;
};

const asTelemetry = (payload: Record<string, unknown>): Telemetry =>
  isRecord(payload["values"]) ? (withAsset(payload) as Telemetry) : refuse("telemetry without values");

const asMaintenance = (payload: Record<string, unknown>): MaintenanceEvent =>
  typeof payload["component"] === "string"
    ? (withAsset(payload) as MaintenanceEvent)
    : refuse("maintenance without a component");
