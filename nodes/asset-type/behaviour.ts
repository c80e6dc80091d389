import type { CreateBehaviour } from "../kit/define-node.ts";
import { readAssetType } from "./read-asset-type.ts";
import type { schema } from "./schema.ts";

/** Offers the chosen asset type to the nodes that refer to it. */
export const createBehaviour: CreateBehaviour<(typeof schema)["fields"]> = ({ kind, definition, place, sensors }) => ({
  resource: readAssetType(kind, definition, place, sensors),
});
