import { TwinError } from "../../models/errors/twin-error.ts";
import { releaseErrors } from "../../models/release/errors.ts";
import { type Activated, activate } from "../release/activate.ts";
import { followReleases } from "../release/follow-releases.ts";
import { readState } from "../release/release-state.ts";
import { rollBackRelease } from "../release/roll-back.ts";
import type { Supervision } from "./supervise.ts";

/** In Node-RED's numbers. */
export const ERROR_LEVEL = 20;
const INFO_LEVEL = 40;

/**
 * Keeps what is current in a home folder running: another release is taken over by a graceful stop and a new start, and one that does
 * not start here gives way to what ran before.
 *
 * @param begin starts a supervised runtime
 * @param activated what was put in place just before, by whoever calls
 * @returns `ended` resolves with the exit code of it all
 */
export const keepRunning = (
  home: string,
  begin: () => Supervision,
  tell: (message: unknown, level: number) => void,
  activated?: Activated,
): Supervision => {
  let running: Supervision | undefined;
  let told = false;

  const runOnce = async (): Promise<"another" | number> => {
    let another = false;
    const supervision = begin();
    running = supervision;
    const unfollow = followReleases(home, () => {
      another = true;
      tell(`${readState(home).current?.name} was installed: the flow comes to its end and it starts`, INFO_LEVEL);
      supervision.stop();
    });
    const code = await supervision.ended;
    unfollow();
    return another && !told ? "another" : code;
  };

  const goBack = (): void => {
    const { from, to } = rollBackRelease(home);
    tell(new TwinError(releaseErrors.wentBack, { name: from.name, back: to.name }), ERROR_LEVEL);
  };

  /** What was installed is put in place, or, where that can't be done, what was there before. */
  const takeOver = async (): Promise<Activated | undefined> => {
    try {
      return await activate(home);
    } catch (error) {
      if (!readState(home).previous) throw error;
      tell(error, ERROR_LEVEL);
      goBack();
      await activate(home);
      return undefined;
    }
  };

  const keep = async (): Promise<number> => {
    let fresh = activated;
    for (;;) {
      const result = await runOnce();
      if (result === "another") {
        fresh = await takeOver();
        if (told) return 0;
        continue;
      }
      if (told || result === 0 || !fresh || !readState(home).previous) return result;
      goBack();
      await activate(home);
      fresh = undefined;
    }
  };

  return {
    stop: () => {
      told = true;
      running?.stop();
    },
    ended: keep(),
  };
};
