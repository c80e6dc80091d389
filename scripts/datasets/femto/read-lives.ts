import { TwinError } from "../../../models/errors/twin-error.ts";
import type { OnsetRecipe } from "../../../models/prognosis/onset-recipe.ts";
import type { Progress } from "../progress-bar.ts";
import { type BearingLife, bearingLife } from "./bearing-life.ts";
import { femtoErrors } from "./errors.ts";
import { ONSET_RULE } from "./onset-plan.ts";
import { readBearings } from "./read-bearings.ts";

/**
 * The lives of all bearings in a folder, by name.
 *
 * @param progress is told of the snapshots
 * @param recipe of a model that is to forecast them: by default the plan's rule, and the first bearing's channels
 * @throws TwinError TWIN-FEMTO-001 to -007, -009, -010
 */
export const readLives = async (
  data: string,
  progress?: Progress,
  { rule = ONSET_RULE, channels }: Partial<Pick<OnsetRecipe, "rule" | "channels">> = {},
): Promise<BearingLife[]> => {
  const bearings = await readBearings(data);
  const wanted = (channels ?? bearings[0]?.channels ?? []).join(", ");
  const other = bearings.find((bearing) => bearing.channels.join(", ") !== wanted);
  if (other) {
    const found = other.channels.join(", ");
    throw new TwinError(femtoErrors.otherChannels, { bearing: other.name, found, channels: wanted });
  }
  progress?.begin(bearings.reduce((sum, { hours }) => sum + hours.length, 0));
  const lives: BearingLife[] = [];
  for (const bearing of bearings) lives.push(await bearingLife(bearing, rule, progress?.step));
  return lives;
};
