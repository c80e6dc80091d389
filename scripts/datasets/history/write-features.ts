import { writeFeatureTable } from "../../training/feature-table.ts";
import { historyTableFeatures } from "../../training/plant-card.ts";
import { readFieldLives } from "./read-field-lives.ts";

/**
 * Writes the features after every step of every life that ended in a failure to one .npz file. Lives that were cut off before
 * one have no label, and are counted.
 *
 * @param assetType JSON file of a type of your own; undefined: the shipped one that the history names
 * @throws TwinError TWIN-LIVES-001 to -007
 */
export const writeFeatures = async (data: string, out: string, assetType?: string) => {
  const { kind, field, censored } = await readFieldLives(data, assetType);
  const lives = field.map(({ rows }) => rows);
  const features = historyTableFeatures(kind.bases);
  const sha256 = await writeFeatureTable(out, features, lives, "h");
  return { rows: lives.flat().length, features: features.length, lives: lives.length, censored, sha256 };
};
