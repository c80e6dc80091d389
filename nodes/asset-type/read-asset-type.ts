import { Ajv, type ValidateFunction } from "ajv";
import { assetTypes } from "../../models/assets/asset-types.ts";
import { TwinError } from "../../models/errors/twin-error.ts";
import { AssetType } from "../../models/twin/asset-type.ts";
import { assetTypeProblems } from "../../models/twin/asset-type-problems.ts";
import { assetTypeErrors } from "./errors.ts";
import type { SensorRow } from "./schema.ts";
import { withSensors } from "./with-sensors.ts";

/** So many problems are named beside the first: correcting one at a time and deploying each time is tedious. */
const MORE_PROBLEMS = 4;

/** Compiled with the first own type: the shipped ones were checked by a test. */
let compiled: ValidateFunction<AssetType> | undefined;

/**
 * The asset type that the settings choose: a shipped one by id, or the checked own definition, with the rows of its sensors.
 *
 * @throws TwinError TWIN-TYPE-001 to -005 with the JSON pointer of what is wrong and why
 */
export const readAssetType = (
  kind: string,
  definition: string,
  place: string,
  sensors: readonly SensorRow[] = [],
): AssetType => {
  const type = withSensors(assetTypes[kind] ?? parse(definition), sensors);
  return deepFreeze(place ? { ...type, place: parsePlace(place) } : type);
};

const deepFreeze = <T>(value: T): T => {
  if (typeof value === "object" && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
};

const parse = (definition: string): AssetType => {
  const type = parseJson(definition);
  compiled ??= new Ajv({ strict: false }).compile<AssetType>(AssetType);
  const check = compiled;
  if (!check(type)) {
    const error = check.errors?.[0];
    const more = error?.params["additionalProperty"] ?? error?.params["allowedValues"] ?? "";
    throw new TwinError(assetTypeErrors.invalid, {
      path: error?.instancePath || "/",
      reason: `${error?.message} ${more}`.trim(),
    });
  }
  const [problem, ...others] = assetTypeProblems(type);
  if (!problem) return type;
  const more = others.slice(0, MORE_PROBLEMS).map(({ path, reason }) => `; ${path} ${reason}`);
  throw new TwinError(assetTypeErrors.invalid, { path: problem.path, reason: problem.reason + more.join("") });
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
