import { TwinError } from "../../models/errors/twin-error.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { twinStateErrors } from "./errors.ts";

/**
 * A machine that is heard of for the first time has to be of this type: most of what it sends are channels of the type.
 *
 * @returns the name of the asset
 * @throws TwinError TWIN-TWIN-012
 */
export const refuseOtherMachine = (asset: string, sent: Readonly<Record<string, unknown>>, type: AssetType): string => {
  const names = Object.keys(sent);
  const strange = names.filter((name) => !(name in type.channels));
  if (strange.length * 2 <= names.length) return asset;
  throw new TwinError(twinStateErrors.notOfType, { asset, type: type.label, channels: strange.join(", ") });
};
