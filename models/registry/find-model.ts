import { TwinError } from "../errors/twin-error.ts";
import { registryErrors } from "./errors.ts";
import type { ModelLife, Registry } from "./registry.ts";

/**
 * The registered model whose hash begins so.
 *
 * @param beginning 6 or more hexadecimal digits do
 * @throws TwinError TWIN-MODEL-001 if there is none, -002 if there are several
 */
export const findModel = (registry: Registry, beginning: string): ModelLife => {
  const wanted = beginning.trim().toLowerCase();
  const all = [...registry.values()].flatMap(({ models }) => [...models.values()]);
  const found = wanted ? all.filter(({ hash }) => hash.startsWith(wanted)) : [];
  const [only] = found;
  if (!only) throw new TwinError(registryErrors.unknown, { hash: beginning || "(no hash)" });
  if (found.length === 1) return only;
  const hashes = found.map(({ hash }) => hash.slice(0, 16)).join(", ");
  throw new TwinError(registryErrors.ambiguous, { hash: beginning, found: hashes });
};
