import { TwinError } from "../../models/errors/twin-error.ts";
import { TWIN_STATE_TAG, type TwinState } from "../../models/twin/twin-state.ts";
import { rulErrors } from "./errors.ts";

const RECORDS = ["channels", "features", "featureUnits", "components", "maintainedAt"] as const;

/**
 * The payload as a twin state. Only its structure is checked, by hand: it comes from the twin state node, and every message
 * passes here.
 *
 * @throws TwinError TWIN-RUL-001
 */
export const readState = (payload: unknown): TwinState => {
  const state = payload as Partial<TwinState> | null | undefined;
  if (typeof state !== "object" || state === null)
    throw notState(`it is ${payload === null ? "null" : typeof payload}`);
  if (state.schema !== TWIN_STATE_TAG) throw notState(`schema is ${String(state.schema)}, not ${TWIN_STATE_TAG}`);
  if (typeof state.asset !== "string" || state.asset === "") throw notState("asset is missing");
  if (typeof state.assetType !== "string") throw notState("assetType is missing");
  if (typeof state.time !== "number" || !Number.isFinite(state.time)) throw notState("time is no number");
  if (typeof state.operatingState !== "string") throw notState("operatingState is missing");
  for (const key of RECORDS) {
    if (typeof state[key] !== "object" || state[key] === null) throw notState(`${key} is missing`);
  }
  return state as TwinState;
};

const notState = (reason: string): TwinError => new TwinError(rulErrors.notState, { reason });
