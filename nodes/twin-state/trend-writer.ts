import type { Features } from "../../models/telemetry/features.ts";
import type { TwinMemory } from "../../models/twin/twin-memory.ts";
import { isRefusedForGood, type Point, type TwinStore } from "../kit/store.ts";
import type { World } from "../kit/world.ts";

/** Some days of hourly windows of a machine with many channels. */
const MOST_KEPT = 10_000;

/** Writes features and health for charts. What a full store refuses is written with the next window that it takes. */
export const createTrendWriter = (store: TwinStore, world: World) => {
  let failing = false;
  let unwritten: Point[] = [];

  const pointsOf = (memory: TwinMemory, { asset, time, values }: Features): Point[] => {
    const points: Point[] = [];
    if (Object.keys(values).length > 0) {
      points.push({ measurement: "features", tags: { asset }, fields: values, timeMs: time });
    }
    for (const component in memory.components) {
      const health = memory.components[component]?.health ?? null;
      if (health === null || memory.healthTime[component] !== time) continue;
      points.push({ measurement: "health", tags: { asset, component }, fields: { health }, timeMs: time });
    }
    return points;
  };

  return {
    /** Resolves when they are in the store, or could not be written (which has been reported). */
    write: async (memory: TwinMemory, message: Features): Promise<void> => {
      const points = [...unwritten, ...pointsOf(memory, message)];
      if (points.length === 0) return;
      unwritten = [];
      try {
        await store.write(points);
        failing = false;
      } catch (thrown) {
        if (!isRefusedForGood(thrown)) unwritten = [...points, ...unwritten].slice(-MOST_KEPT);
        if (!failing) world.fail(thrown);
        failing = true;
      }
    },
  };
};
