import { TwinError } from "../../../models/errors/twin-error.ts";
import type { Recorded } from "../../../nodes/store/embedded/open-recorded.ts";
import { endedLives } from "./ended-lives.ts";
import { livesErrors } from "./errors.ts";
import { lifeSteps } from "./life-steps.ts";
import type { MachineType } from "./machine-type.ts";
import type { RecordedHistory, RecordedLife } from "./recorded-life.ts";

/**
 * Every ended life of a component that a store tells of, oldest first. A life whose features were deleted since, as too old, is
 * left out.
 *
 * @param file of the store, for errors
 * @throws TwinError TWIN-LIVES-003 where no life has features, TWIN-STORE-001
 */
export const recordedHistory = async (
  store: Recorded,
  file: string,
  { type, bases }: MachineType,
  component: string,
): Promise<RecordedHistory> => {
  const quantities = bases.filter(({ source }) => source === "measured");
  const names = quantities.map(({ name }) => name);
  const ended = await endedLives(store, type.id, component);
  const lives: RecordedLife[] = [];
  for (const life of ended) {
    const { order, asset, failureMode, asFound, causeCode, endMs } = life;
    const steps = await lifeSteps(store, type, life, names);
    if (steps.length > 0) lives.push({ order, asset, failureMode, asFound, causeCode, endMs, steps });
  }
  const last = ended.at(-1);
  if (last && lives.length === 0) throw new TwinError(livesErrors.noFeatures, { file, asset: last.asset });
  return { assetType: type.id, component, quantities, lives };
};
