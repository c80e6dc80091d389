import { TwinError } from "../../../models/errors/twin-error.ts";
import { ONSET_FEATURES } from "../../../models/prognosis/onset-features.ts";
import { writeFeatureTable } from "../../training/feature-table.ts";
import { signalFeatures } from "./bearing-life.ts";
import { femtoErrors } from "./errors.ts";
import { readLives } from "./read-lives.ts";

/**
 * Writes every snapshot of every bearing to one .npz file: what its waveforms say, and what the model gets.
 *
 * @throws TwinError TWIN-FEMTO-001 to -007, -009, and -010 for bearings of other channels
 */
export const writeFeatures = async (
  data: string,
  out: string,
): Promise<{ rows: number; features: number; bearings: number; sha256: string }> => {
  const lives = await readLives(data);
  const channels = lives[0]?.channels ?? [];
  const other = lives.find((life) => life.channels.join() !== channels.join());
  if (other) throw new TwinError(femtoErrors.otherChannels, { bearing: other.name, channels: channels.join(", ") });
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
