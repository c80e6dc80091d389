import type { AssetType } from "../twin/asset-type.ts";
import pump from "./centrifugal-pump/asset-type.json" with { type: "json" };
import spindle from "./cnc-spindle/asset-type.json" with { type: "json" };
import extruder from "./extruder-cooling/asset-type.json" with { type: "json" };
import fan from "./induction-fan/asset-type.json" with { type: "json" };

/**
 * The shipped asset types by id. TypeScript reads the words in a JSON file as plain strings, hence the assertion; a
 * test checks each file against the schema of `AssetType`.
 */
export const assetTypes: Readonly<Record<string, AssetType>> = {
  [pump.id]: pump as AssetType,
  [fan.id]: fan as AssetType,
  [spindle.id]: spindle as AssetType,
  [extruder.id]: extruder as AssetType,
};
