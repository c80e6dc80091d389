import { TwinError } from "../../models/errors/twin-error.ts";
import { scenarioErrors } from "./errors.ts";

/** Runs jobs one after another, beside the input, so that states keep flowing in while scenarios are computed. */
export const createJobQueue = (limit: number) => {
  let last: Promise<void> = Promise.resolve();
  let waiting = 0;
  return {
    /** @throws TwinError TWIN-SCENARIO-006 if `limit` jobs wait already */
    push(job: () => Promise<void>): void {
      if (waiting >= limit) throw new TwinError(scenarioErrors.tooMany, { waiting });
      waiting++;
      last = last.then(job).finally(() => {
        waiting--;
      });
    },
    idle: (): boolean => waiting === 0,
    /** Resolves when all that was pushed has run. */
    drained: (): Promise<void> => last,
  };
};
