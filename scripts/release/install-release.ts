import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { releaseErrors } from "../../models/release/errors.ts";
import type { ReleaseManifest } from "../../models/release/manifest.ts";
import { headOf } from "../revisions/history.ts";
import { isAlive, withLock } from "../revisions/lock.ts";
import { complaintsOf } from "./check-box.ts";
import { keyId, readPublicKey, type TrustedKeys, trust, trustedKeys } from "./keys.ts";
import { type OpenRelease, openRelease } from "./open-release.ts";
import { readInstalled } from "./read-installed.ts";
import {
  type ReleaseState,
  type Runnable,
  readState,
  releaseFolder,
  releasesFolder,
  stateFile,
  writeState,
} from "./release-state.ts";

export interface Installed {
  readonly id: string;
  readonly manifest: ReleaseManifest;
  readonly previous?: Runnable;
  /** It was the current one before. */
  readonly again: boolean;
}

/** Room for the flow, its revision and what a running flow writes meanwhile. */
const SLACK_BYTES = 32e6;

/**
 * Checks a release and puts it beside the one that runs, which goes on running; from the next start on it is the one to run. Whatever
 * is refused leaves all as it was, and a power cut leaves the one or the other.
 *
 * @param trustFile public key to trust from now on
 * @throws TwinError TWIN-RELEASE-001 to -007, TWIN-REV-007
 */
export const installRelease = async (file: string, home: string, trustFile?: string): Promise<Installed> => {
  const added = trustFile === undefined ? undefined : readPublicKey(trustFile);
  const known = trustedKeys(home);
  const trusted: TrustedKeys = added ? new Map([...known, [keyId(added), added]]) : known;
  const release = openRelease(file, trusted);
  const incoming = `${releaseFolder(home, release.id)}.${process.pid}${INCOMING}`;
  try {
    mkdirSync(releasesFolder(home), { recursive: true, mode: 0o700 });
    clearUnfinished(home);
    refuseWithoutRoom(release, home);
    release.check(incoming);
    await refuseUnfit(release, incoming, home);
    return withLock(releasesFolder(home), () => {
      const state = stateOrNone(home);
      trust(home, release.signer);
      putInPlace(incoming, home, release.id);
      return makeCurrent(release, home, state);
    });
  } finally {
    rmSync(incoming, { recursive: true, force: true });
    release.close();
  }
};

const INCOMING = ".incoming";

/** One that is there to the byte stays: the flow that runs takes its settings from it, and a power cut may come between two steps. */
const putInPlace = (incoming: string, home: string, id: string): void => {
  try {
    readInstalled(home, id);
  } catch {
    rmSync(releaseFolder(home, id), { recursive: true, force: true });
    renameSync(incoming, releaseFolder(home, id));
  }
};

/** A list that can't be read is kept for whoever wants to look at it, and begun anew: the way back is then the flow that is there. */
const stateOrNone = (home: string): ReleaseState => {
  try {
    return readState(home);
  } catch {
    renameSync(stateFile(home), `${stateFile(home)}.damaged`);
    return {};
  }
};

/** What an installation has left that a power cut or a kill has ended. */
const clearUnfinished = (home: string): void => {
  for (const name of readdirSync(releasesFolder(home))) {
    const pid = new RegExp(`\\.(\\d+)\\${INCOMING}$`).exec(name)?.[1];
    const isOwn = Number(pid) === process.pid;
    if (pid !== undefined && (isOwn || !isAlive(Number(pid)))) {
      rmSync(join(releasesFolder(home), name), { recursive: true, force: true });
    }
  }
};

const refuseUnfit = async ({ manifest }: OpenRelease, folder: string, home: string): Promise<void> => {
  const complaints = await complaintsOf(manifest, folder, home, process.versions.node);
  if (complaints.length === 0) return;
  const reasons = complaints.map((reason) => `\n- ${reason}`).join("");
  throw new TwinError(releaseErrors.doesNotFit, { name: manifest.name, reasons });
};

/** The models are kept a second time, by the registry. */
const refuseWithoutRoom = ({ manifest: { name }, bytes }: OpenRelease, home: string): void => {
  const folder = releasesFolder(home);
  const { bavail, bsize } = statfsSync(folder);
  const [needed, free] = [2 * bytes + SLACK_BYTES, bavail * bsize];
  if (free >= needed) return;
  const inMb = (count: number): string => (count / 1e6).toFixed(0);
  throw new TwinError(releaseErrors.noRoom, { name, folder, needed: inMb(needed), free: inMb(free) });
};

const makeCurrent = ({ id, manifest }: OpenRelease, home: string, state: ReleaseState): Installed => {
  const again = state.current?.id === id;
  const previous = again ? state.previous : (state.current ?? flowBefore(home));
  const current: Runnable = { kind: "release", id, name: manifest.name };
  writeState(home, {
    current,
    ...(previous ? { previous } : {}),
    // the same again takes the place of what was deployed since
    ...(state.active === undefined || again ? {} : { active: state.active }),
  });
  forgetOthers(home, [current, ...(previous ? [previous] : [])]);
  return { id, manifest, again, ...(previous ? { previous } : {}) };
};

const flowBefore = (home: string): Runnable | undefined => {
  const id = existsSync(join(home, "revisions", "head")) ? headOf(home) : undefined;
  return id === undefined ? undefined : { kind: "revision", id, name: `revision ${id}` };
};

/** The one that runs and the one before stay. */
const forgetOthers = (home: string, kept: readonly Runnable[]): void => {
  for (const name of readdirSync(releasesFolder(home))) {
    if (/^[0-9a-f]{12}$/.test(name) && kept.every(({ id }) => id !== name)) {
      rmSync(releaseFolder(home, name), { recursive: true, force: true });
    }
  }
};
