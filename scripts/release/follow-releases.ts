import { mkdirSync, watch } from "node:fs";
import { basename } from "node:path";
import { readState, releasesFolder, stateFile } from "./release-state.ts";

/** A rename comes as several events: what counts is what the file says a moment later. */
const SETTLE_MS = 200;

/**
 * Tells once when what is to run is not what was put in place.
 *
 * @param failed what could not be put in place, which would be tried in vain again and again
 * @returns what ends it
 */
export const followReleases = (home: string, changed: () => void, failed?: string): (() => void) => {
  mkdirSync(releasesFolder(home), { recursive: true, mode: 0o700 });
  let waiting: NodeJS.Timeout | undefined;
  const end = (): void => {
    clearTimeout(waiting);
    watcher.close();
  };
  const look = (): void => {
    const { current, active } = readState(home);
    if (!current || current.id === active || current.id === failed) return;
    end();
    changed();
  };
  const lookSoon = (): void => {
    clearTimeout(waiting);
    waiting = setTimeout(() => attempt(look), SETTLE_MS).unref();
  };
  const watcher = watch(releasesFolder(home), { persistent: false }, (_event, name) => {
    if (name === basename(stateFile(home))) lookSoon();
  });
  // one that was installed while the last one was put in place
  lookSoon();
  return end;
};

/** Half-written it is never; damaged it is told of at the next start. */
const attempt = (look: () => void): void => {
  try {
    look();
  } catch {}
};
