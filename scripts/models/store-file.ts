import { join, resolve } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { registryErrors } from "../../models/registry/errors.ts";
import { keptFlow } from "../revisions/running-flow.ts";

const DEFAULT = "twinloom-store.db";

/**
 * The file of the twin store that the flow of a home folder uses: every driver keeps its documents in one.
 *
 * @throws TwinError TWIN-MODEL-011 and -012
 */
export const storeFile = (home: string): string => {
  const files = [...new Set(storesIn(home).map((file) => resolve(home, fillIn(file))))];
  const [only = join(home, DEFAULT)] = files;
  if (files.length > 1) throw new TwinError(registryErrors.severalStores, { home, files: files.join(", ") });
  return only;
};

const storesIn = (home: string): string[] => {
  try {
    return keptFlow(home)
      .filter(({ type }) => type === "twinloom-store")
      .map((node) => String(node["file"] || DEFAULT));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(registryErrors.badFlow, { file: join(home, "flows"), reason }, cause);
  }
};

/** As Node-RED does with `${NAME}` in a setting. */
const fillIn = (text: string): string => text.replace(/\$\{(\w+)\}/g, (_, name: string) => process.env[name] ?? "");
