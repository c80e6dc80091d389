import { TwinError } from "../../models/errors/twin-error.ts";
import { releaseErrors } from "../../models/release/errors.ts";
import { withLock } from "../revisions/lock.ts";
import { readInstalled } from "./read-installed.ts";
import { type Runnable, readState, releasesFolder, writeState } from "./release-state.ts";

/**
 * Makes what ran before the current release the one to run, once it has been checked again; a second call goes forward again.
 *
 * @throws TwinError TWIN-RELEASE-001, -002, -010, -012, TWIN-REV-007
 */
export const rollBackRelease = (home: string): { readonly from: Runnable; readonly to: Runnable } => {
  if (!readState(home).previous) throw new TwinError(releaseErrors.noPrevious, { home });
  return withLock(releasesFolder(home), () => {
    const { current, previous, active } = readState(home);
    if (!current || !previous) throw new TwinError(releaseErrors.noPrevious, { home });
    if (previous.kind === "release") readInstalled(home, previous.id);
    writeState(home, { current: previous, previous: current, ...(active === undefined ? {} : { active }) });
    return { from: current, to: previous };
  });
};
