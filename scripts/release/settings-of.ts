import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MANIFEST } from "./release-parts.ts";
import { readState, releaseFolder } from "./release-state.ts";

/** The environment that the release brings that was put in place last; nothing where there is none, or it can't be read. */
export const settingsOf = (home: string): Readonly<Record<string, string>> => {
  try {
    const { active } = readState(home);
    if (active === undefined || !existsSync(releaseFolder(home, active))) return {};
    const { settings } = JSON.parse(readFileSync(join(releaseFolder(home, active), MANIFEST), "utf8"));
    return Object.fromEntries(Object.entries(Object(settings)).map(([name, value]) => [name, String(value)]));
  } catch {
    return {};
  }
};
