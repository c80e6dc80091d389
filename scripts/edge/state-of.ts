import { type ReleaseState, readState } from "../release/release-state.ts";

/** What a home folder is to run; nothing where that can't be read. */
export const stateOf = (home: string): ReleaseState => {
  try {
    return readState(home);
  } catch {
    return {};
  }
};
