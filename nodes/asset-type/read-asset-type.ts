import { Ajv } from "ajv";
import { assetTypes } from "../../models/assets/asset-types.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import { AssetType } from "../../models/twin/asset-type.ts";
import { assetTypeProblems } from "../../models/twin/asset-type-problems.ts";
import { assetTypeErrors } from "./errors.ts";

const check = new Ajv({ strict: false }).compile<AssetType>(AssetType);

/**
 * The asset type that the settings choose: a shipped one by id, or the checked own definition.
 *
 * @throws TwinError TWIN-TYPE-001 to -003 with the JSON pointer of what is wrong and why
 */
export const readAssetType = (kind: string, definition: string, place: string): AssetType => {
  const type = assetTypes[kind] ?? parse(definition);
  return Object.freeze(place ? { ...type, place: parsePlace(place) } : type);
};

const parse = (definition: string): AssetType => {
  const type = parseJson(definition);
  if (!check(type)) {
    const error = check.errors?.[0];
    const more = error?.params["additionalProperty"] ?? error?.params["allowedValues"] ?? "";
    throw new TwinError(assetTypeErrors.invalid, {
      path: error?.instancePath || "/",
      reason: `${error?.message} ${more}`.trim(),
    });
  }
  const problem = assetTypeProblems(type)[0];
  if (problem) throw new TwinError(assetTypeErrors.invalid, { ...problem });
  return type;
};

const parseJson = (definition: string): unknown => {
  try {
    return JSON.parse(definition);
  } catch (cause) {
    throw new TwinError(assetTypeErrors.notJson, { reason: definition ? String(cause) : "it is empty" }, cause);
  }
};

const parsePlace = (place: string): NonNullable<AssetType["place"]> => {
  const [enterprise, site, area, line, ...rest] = place.split("/").map((name) => name.trim());
  if (!enterprise || !site || !area || !line || rest.length > 0)
    throw new TwinError(assetTypeErrors.badPlace, { place });
  return { enterprise, site, area, line };
};
