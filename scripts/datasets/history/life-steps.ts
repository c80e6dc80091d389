import { stepMeans } from "../../../models/prognosis/step-means.ts";
import type { AssetType } from "../../../models/twin/asset-type.ts";
import type { TwinStore } from "../../../nodes/kit/store.ts";
import type { RecordedEnd } from "./ended-lives.ts";
import type { RecordedStep } from "./recorded-life.ts";

const HOUR_MS = 3_600_000;
const STEP_HOURS = 1;
/** The window before a life tells where its first step begins. */
const BEFORE_MS = 6 * HOUR_MS;

/**
 * The steps of a life, from the features of each window that the twin kept, taken as the predictor takes its states: a step is
 * an hour, and a window counts if the machine ran through it.
 *
 * @param names of the quantities
 */
export const lifeSteps = async (
  store: Pick<TwinStore, "range">,
  { running }: AssetType,
  { asset, fromMs, historyMs, endMs }: Pick<RecordedEnd, "asset" | "fromMs" | "historyMs" | "endMs">,
  names: readonly string[],
): Promise<RecordedStep[]> => {
  const runs = running ? [`${running.channel}.min`, `${running.channel}.mean`] : [];
  const windows = new Map<number, Map<string, number>>();
  for (const field of new Set([...names, ...runs])) {
    const query = { measurement: "features", tags: { asset }, field, fromMs: fromMs - BEFORE_MS, toMs: endMs + 1 };
    const { timesMs, values } = await store.range(query);
    timesMs.forEach((timeMs, i) => {
      const window = windows.get(timeMs) ?? new Map<string, number>();
      windows.set(timeMs, window.set(field, values[i] ?? Number.NaN));
    });
  }
  const times = [...windows.keys()].sort((a, b) => a - b);
  const before = times.findLast((timeMs) => timeMs <= fromMs);
  const taken = stepMeans(names.length, STEP_HOURS, before);
  return times
    .filter((timeMs) => timeMs > fromMs)
    .flatMap((timeMs) => {
      const window = windows.get(timeMs) ?? new Map<string, number>();
      const values = names.map((name) => window.get(name) ?? Number.NaN);
      const lowest = runs.map((name) => window.get(name)).find((value) => value !== undefined);
      const ran = running === undefined || lowest === undefined || lowest > running.above;
      const step = taken.add(timeMs, values, ran);
      return step && step.timeMs >= historyMs ? [step] : [];
    });
};
