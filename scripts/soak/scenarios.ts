import { killRuntime } from "./kill-runtime.ts";
import type { Scenario } from "./scenario.ts";

/** In the order of their run. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  kills: {
    title: "random kill -9 of the runtime under load, and of InfluxDB with every third",
    run: async ({ kills, readingsPerSecond, seed }, progress) => {
      let done = 0;
      const result = await killRuntime({ kills, readingsPerSecond, seed, step: () => progress(++done, kills) });
      return { ok: result.lost === 0 && result.extra === 0 && result.livesThatStored > 0, figures: { ...result } };
    },
  },
};
