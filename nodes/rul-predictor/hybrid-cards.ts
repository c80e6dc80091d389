import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { HybridCard } from "../../models/prognosis/hybrid-card.ts";
import { type HybridParts, readHybridCard } from "../../models/prognosis/read-hybrid-card.ts";

/** Stands beside the card of the trained model that it belongs to. */
export const hybridCardFile = (root: string, assetType: string, component: string): string =>
  join(root, `${assetType}-${component}`, "hybrid.json");

/** True if there is one; whether it fits shows when it is loaded. */
export const hasHybridCard = (root: string, assetType: string, component: string): boolean =>
  existsSync(hybridCardFile(root, assetType, component));

/** @throws TwinError TWIN-PROGNOSIS-001, -006 */
export const loadHybridCard = async (
  root: string,
  assetType: string,
  component: string,
  parts: HybridParts,
): Promise<HybridCard> => {
  const file = hybridCardFile(root, assetType, component);
  return readHybridCard(await readFile(file, "utf8"), file, parts);
};
