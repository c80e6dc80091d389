import { TwinError } from "../../models/errors/twin-error.ts";
import { releaseErrors } from "../../models/release/errors.ts";
import { type Activated, activate } from "../release/activate.ts";
import { rollBackRelease } from "../release/roll-back.ts";
import { hasFlow } from "../revisions/running-flow.ts";
import { stateOf } from "./state-of.ts";
import { ERROR_LEVEL, type Tell } from "./tell.ts";

export interface Taken {
  /** What was put in place just now, and runs for the first time. */
  readonly activated?: Activated;
  /** Id of what is to run and can't be put in place, while the flow that is there runs. */
  readonly failed?: string;
}

/**
 * Puts in place what is to run; where that can't be done, what ran before; and where that can't be either (the list of releases is
 * damaged, the disk is full), leaves the flow that is there. Each is told: a plant is better off with an old flow than with none.
 *
 * @throws what `activate` throws where there is no flow to run instead
 */
export const takeOver = async (home: string, tell: Tell): Promise<Taken> => {
  try {
    const activated = await activate(home);
    return activated ? { activated } : {};
  } catch (error) {
    const state = stateOf(home);
    // a first release that is half in place is nothing to run
    if (state.current && !state.previous) throw error;
    tell(error, ERROR_LEVEL);
    if (state.previous && (await wentBack(home, tell))) return {};
    if (!hasFlow(home)) throw error;
    const failed = stateOf(home).current?.id;
    return failed === undefined ? {} : { failed };
  }
};

/** Goes back to what ran before, told of; false, told too, where that can't be done. */
export const wentBack = async (home: string, tell: Tell): Promise<boolean> => {
  try {
    const { from, to } = rollBackRelease(home);
    tell(new TwinError(releaseErrors.wentBack, { name: from.name, back: to.name }), ERROR_LEVEL);
    await activate(home);
    return true;
  } catch (error) {
    tell(error, ERROR_LEVEL);
    return false;
  }
};
