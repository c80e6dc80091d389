import { hashText } from "../../models/random/random.ts";
import type { ScenarioResult } from "../../models/simulation/scenario-result.ts";
import type { TwinStore } from "../kit/store.ts";

/** Keeps a result in the documents `scenarios`; the same question at the same time replaces its earlier answer. */
export const keepResult = (store: TwinStore, result: ScenarioResult): Promise<void> => {
  const { asset, time, horizonHours, outcomes } = result;
  const asked = JSON.stringify([horizonHours, outcomes.map(({ scenario }) => scenario)]);
  const id = `${asset}/${time}/${(hashText(asked) >>> 0).toString(16)}`;
  return store.putDocument({ collection: "scenarios", id, timeMs: time, owner: asset, body: result });
};
