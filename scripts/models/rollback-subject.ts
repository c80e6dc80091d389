import { TwinError } from "../../models/errors/twin-error.ts";
import { registryErrors } from "../../models/registry/errors.ts";
import type { Registry } from "../../models/registry/registry.ts";

/**
 * The one component whose champion another went before.
 *
 * @throws TwinError TWIN-MODEL-005 if there is none, TWIN-MODEL-013 if there are several
 */
export const rollbackSubject = (registry: Registry): string => {
  const subjects = [...registry.values()].filter(({ reigns }) => reigns.length > 1).map(({ subject }) => subject);
  const [only] = subjects;
  if (!only) throw new TwinError(registryErrors.nothingBefore, { subject: "No component" });
  if (subjects.length > 1) throw new TwinError(registryErrors.whichSubject, { subjects: subjects.join(", ") });
  return only;
};
