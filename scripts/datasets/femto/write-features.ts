import { ONSET_FEATURES } from "../../../models/prognosis/onset-features.ts";
import { writeFeatureTable } from "../../training/feature-table.ts";
import type { Progress } from "../progress-bar.ts";
import { signalFeatures } from "./bearing-life.ts";
import { readLives } from "./read-lives.ts";

/**
 * Writes every snapshot of every bearing to one .npz file: what its waveforms say, and what the model gets.
 *
 * @throws TwinError TWIN-FEMTO-001 to -007, -009, -010
 */
export const writeFeatures = async (
  { data, out }: { data: string; out: string },
  progress?: Progress,
): Promise<{ rows: number; features: number; bearings: number; sha256: string }> => {
  const lives = await readLives(data, progress);
  const channels = lives[0]?.channels ?? [];
  const features = [...signalFeatures(channels), ...ONSET_FEATURES];
  const rows = lives.map(({ moments, lifeHours }) =>
    moments.map(({ signal, vector, hours }) => ({
      vector: Float64Array.of(...signal, ...vector),
      rulHours: lifeHours - hours,
    })),
  );
  const sha256 = await writeFeatureTable(out, features, rows, "h");
  return { rows: rows.flat().length, features: features.length, bearings: lives.length, sha256 };
};
