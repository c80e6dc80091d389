import { Ajv } from "ajv";
import type { TObject } from "typebox";
import { TwinError } from "../../models/errors/twin-error.ts";
import { WORK_ORDER_TAG, WorkOrder } from "../../models/maintenance/work-order.ts";
import { LOADS_TAG } from "../../models/simulation/loads.ts";
import { SCENARIO_RESULT_TAG, ScenarioResult } from "../../models/simulation/scenario-result.ts";
import { TWIN_STATE_TAG, type TwinState } from "../../models/twin/twin-state.ts";
import { setpointErrors } from "./errors.ts";

/** What the node's input may carry. */
export type GuardInput =
  | { readonly kind: "state"; readonly state: TwinState }
  | { readonly kind: "scenario"; readonly result: ScenarioResult }
  | { readonly kind: "order"; readonly order: WorkOrder }
  | { readonly kind: "list"; readonly asset: string }
  | { readonly kind: "nothing" }
  | {
      readonly kind: "propose";
      readonly asset: string;
      readonly value: unknown;
      readonly unit: string;
      readonly reason: string;
      readonly by: string;
    }
  | { readonly kind: "approve" | "reject"; readonly setpoint: string; readonly reason: string; readonly by: string }
  | { readonly kind: "release"; readonly asset: string; readonly reason: string; readonly by: string };

const LONGEST_REASON = 500;

const ajv = new Ajv({ strict: false });
const isScenario = ajv.compile<ScenarioResult>(ScenarioResult);
const isOrder = ajv.compile<WorkOrder>(WorkOrder satisfies TObject);

const refuse = (reason: string): never => {
  throw new TwinError(setpointErrors.notForGuard, { reason });
};
const text = (value: unknown): string => (typeof value === "string" ? value.trim().slice(0, LONGEST_REASON) : "");
const finite = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** @throws TwinError TWIN-SETPOINT-001 with the reason, -006 where nobody is named */
export const readInput = (payload: unknown): GuardInput => {
  if (!isRecord(payload))
    return refuse(`payload is ${payload === null ? "null" : Array.isArray(payload) ? "a list" : typeof payload}`);
  switch (payload["schema"]) {
    case TWIN_STATE_TAG:
      return { kind: "state", state: asState(payload) };
    case SCENARIO_RESULT_TAG:
      if (isScenario(payload)) return { kind: "scenario", result: payload };
      return refuse(`the scenario result is not whole: ${complaint(isScenario.errors)}`);
    case WORK_ORDER_TAG:
      if (isOrder(payload)) return { kind: "order", order: payload };
      return refuse(`the work order is not whole: ${complaint(isOrder.errors)}`);
    // a scenario runner answers with these on the output that its results come from
    case LOADS_TAG:
      return { kind: "nothing" };
    default:
      return asCommand(payload);
  }
};

const asCommand = (payload: Record<string, unknown>): GuardInput => {
  const asset = text(payload["asset"]);
  const reason = text(payload["reason"]);
  if (payload["query"] === "setpoints") return { kind: "list", asset };
  switch (payload["command"]) {
    case "propose": {
      const unit = text(payload["unit"]);
      return { kind: "propose", asset, value: payload["value"], unit, reason, by: somebody(payload["by"]) };
    }
    case "approve":
    case "reject":
      return { kind: payload["command"], setpoint: text(payload["setpoint"]), reason, by: somebody(payload["by"]) };
    case "release":
      return { kind: "release", asset, reason, by: somebody(payload["by"]) };
    default:
      return refuse(text(payload["schema"]) || `command is ${text(payload["command"]) || "missing"}`);
  }
};

/** By hand, as far as the guard reads it: states come often. */
const asState = (payload: Record<string, unknown>): TwinState => {
  const { asset, time, channels, operatingState } = payload;
  if (!text(asset)) return refuse("the state names no machine");
  if (!finite(time)) return refuse("the time of the state is no number");
  if (typeof operatingState !== "string") return refuse("the state has no operating state");
  if (!isRecord(channels) || !Object.values(channels).every(isSample))
    return refuse("the state's channels are not whole");
  return payload as unknown as TwinState;
};

const isSample = (sample: unknown): boolean =>
  isRecord(sample) &&
  finite(sample["time"]) &&
  typeof sample["unit"] === "string" &&
  typeof sample["quality"] === "string";

const somebody = (by: unknown): string => {
  const name = text(by);
  if (name) return name;
  throw new TwinError(setpointErrors.nobody);
};

const complaint = (errors: typeof isScenario.errors): string => {
  const [first] = errors ?? [];
  return `${first?.instancePath.slice(1).replaceAll("/", ".") || "payload"} ${first?.message ?? "is not valid"}`;
};
