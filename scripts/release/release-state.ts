import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { releaseErrors } from "../../models/release/errors.ts";
import { atomicWrite } from "../revisions/atomic-write.ts";

/** What a home folder may run: a release, or a revision from before there was one. */
export interface Runnable {
  readonly kind: "release" | "revision";
  readonly id: string;
  readonly name: string;
}

export interface ReleaseState {
  /** What is to run. */
  readonly current?: Runnable;
  /** What `twinloom rollback` goes back to. */
  readonly previous?: Runnable;
  /** What was put in place last: its flow deployed, its models in the registry. */
  readonly active?: string;
}

export const releasesFolder = (home: string): string => join(home, "releases");
export const releaseFolder = (home: string, id: string): string => join(releasesFolder(home), id);
export const stateFile = (home: string): string => join(releasesFolder(home), "state.json");

/** @throws TwinError TWIN-RELEASE-012 */
export const readState = (home: string): ReleaseState => {
  const file = stateFile(home);
  if (!existsSync(file)) return {};
  try {
    const { current, previous, active } = Object(JSON.parse(readFileSync(file, "utf8")));
    return {
      ...(current === undefined ? {} : { current: runnable(current) }),
      ...(previous === undefined ? {} : { previous: runnable(previous) }),
      ...(active === undefined ? {} : { active: String(active) }),
    };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(releaseErrors.stateDamaged, { file, reason }, cause);
  }
};

export const writeState = (home: string, state: ReleaseState): void =>
  atomicWrite(stateFile(home), `${JSON.stringify({ version: 1, ...state }, null, 2)}\n`);

const runnable = (value: unknown): Runnable => {
  const { kind, id, name } = Object(value);
  if ((kind === "release" || kind === "revision") && /^[0-9a-f]{12}$/.test(id)) return { kind, id, name: String(name) };
  throw new Error("it names something that is neither a release nor a revision");
};
