import { type BearingLife, bearingLife } from "./bearing-life.ts";
import { readBearings } from "./read-bearings.ts";

/**
 * The lives of all bearings in a folder, by name.
 *
 * @param progress is told how many snapshots there are and, after each, how many are done
 * @throws TwinError TWIN-FEMTO-001 to -007, -009
 */
export const readLives = async (
  data: string,
  progress: (done: number, all: number) => void = () => undefined,
): Promise<BearingLife[]> => {
  const bearings = await readBearings(data);
  const all = bearings.reduce((sum, { hours }) => sum + hours.length, 0);
  const lives: BearingLife[] = [];
  let done = 0;
  for (const bearing of bearings) lives.push(await bearingLife(bearing, () => progress(++done, all)));
  return lives;
};
