import { TwinError } from "../../models/errors/twin-error.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import { kitErrors } from "../kit/errors.ts";
import { scenarioErrors } from "./errors.ts";

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/**
 * A payload tagged as state@1, as far as this node reads it. Checked by hand, as states come often.
 *
 * @throws TwinError TWIN-KIT-008, TWIN-SCENARIO-007 if it is of another asset type
 */
export const readState = (payload: object, assetType: string): TwinState => {
  const refuse = (field: string, reason: string): never => {
    throw new TwinError(kitErrors.invalidMessage, { expected: "twinloom/state@1", field, reason });
  };
  const state = payload as Partial<TwinState>;
  if (typeof state.asset !== "string" || state.asset === "") return refuse("asset", "must be a name");
  if (typeof state.time !== "number" || !Number.isFinite(state.time)) return refuse("time", "must be a number");
  if (!isRecord(state.channels)) return refuse("channels", "must be an object");
  if (!isRecord(state.features)) return refuse("features", "must be an object");
  if (!isRecord(state.maintainedAt)) return refuse("maintainedAt", "must be an object");
  if (state.assetType !== assetType) {
    const found = String(state.assetType);
    throw new TwinError(scenarioErrors.wrongType, { asset: state.asset, found, expected: assetType });
  }
  return payload as TwinState;
};
