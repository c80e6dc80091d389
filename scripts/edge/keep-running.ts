import { followReleases } from "../release/follow-releases.ts";
import { stateOf } from "./state-of.ts";
import type { Supervision } from "./supervise.ts";
import type { Taken } from "./take-over.ts";
import { INFO_LEVEL, type Tell } from "./tell.ts";

/** What puts a release in place is loaded when there is another one, and not before. */
const putting = () => import("./take-over.ts");

/**
 * Keeps what is current in a home folder running: another release is taken over by a graceful stop and a new start, and one that does
 * not start here gives way to what ran before.
 *
 * @param begin starts a supervised runtime
 * @param taken what was put in place just before, by whoever calls
 * @returns `ended` resolves with the exit code of it all
 */
export const keepRunning = (
  home: string,
  begin: () => Supervision,
  tell: Tell,
  { activated, failed }: Taken = {},
): Supervision => {
  let running: Supervision | undefined;
  let told = false;

  const runOnce = async (inVain?: string): Promise<"another" | number> => {
    let another = false;
    const supervision = begin();
    running = supervision;
    const changed = (): void => {
      another = true;
      tell(`${stateOf(home).current?.name} was installed: the flow comes to its end and it starts`, INFO_LEVEL);
      supervision.stop();
    };
    const unfollow = followReleases(home, changed, inVain);
    const code = await supervision.ended;
    unfollow();
    return another && !told ? "another" : code;
  };

  const keep = async (): Promise<number> => {
    let fresh = activated !== undefined;
    let inVain = failed;
    for (;;) {
      const result = await runOnce(inVain);
      if (result === "another") {
        const { takeOver } = await putting();
        const taken = await takeOver(home, tell);
        fresh = taken.activated !== undefined;
        inVain = taken.failed;
        if (told) return 0;
        continue;
      }
      if (told || result === 0 || !fresh || !stateOf(home).previous) return result;
      const { wentBack } = await putting();
      const isBack = await wentBack(home, tell);
      if (told || !isBack) return result;
      fresh = false;
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
