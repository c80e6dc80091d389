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

  /** Back to what ran before, once; undefined where there is nothing. */
  const goBack = (): void => {
    const { from, to } = rollBackRelease(home);
    tell(new TwinError(releaseErrors.wentBack, { name: from.name, back: to.name }), ERROR_LEVEL);
  };

  const keep = async (): Promise<number> => {
    let fresh = activated;
    for (;;) {
      const result = await runOnce();
      if (told) return result === "another" ? 0 : result;
      if (result !== "another" && (result === 0 || !fresh || !readState(home).previous)) return result;
      if (result !== "another") goBack();
      try {
        fresh = await activate(home);
      } catch (error) {
        if (result !== "another" || !readState(home).previous) throw error;
        tell(error, ERROR_LEVEL);
        goBack();
        await activate(home);
        fresh = undefined;
      }
      if (result !== "another") fresh = undefined;
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
