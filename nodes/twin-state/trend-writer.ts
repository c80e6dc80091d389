import type { Features } from "../../models/telemetry/features.ts";
import type { TwinMemory } from "../../models/twin/twin-memory.ts";
import type { Point, TwinStore } from "../kit/store.ts";
import type { World } from "../kit/world.ts";

/** So many writes may be under way before the input waits for the store. */
const MAX_UNDER_WAY = 200;

/** Writes features and health for charts, without holding the flow up until the store lags far behind. */
export const createTrendWriter = (store: TwinStore | undefined, world: World) => {
  let underWay = 0;
  let newest: Promise<void> = Promise.resolve();
  let failing = false;

  const begin = (points: readonly Point[], to: TwinStore): void => {
    underWay++;
    newest = to
      .write(points)
      .then(
        () => {
          failing = false;
        },
        (error: unknown) => {
          if (!failing) world.fail(error);
          failing = true;
        },
      )
      .finally(() => {
        underWay--;
      });
  };

  return {
    write: (memory: TwinMemory, { asset, time, values }: Features): void => {
      if (!store) return;
      const points: Point[] = [{ measurement: "features", tags: { asset }, fields: values, timeMs: time }];
      for (const [component, { health }] of Object.entries(memory.components)) {
        if (health === null || memory.healthTime[component] !== time) continue;
        points.push({ measurement: "health", tags: { asset, component }, fields: { health }, timeMs: time });
      }
      begin(Object.keys(values).length > 0 ? points : points.slice(1), store);
    },
    /** A promise to wait for while too many writes are under way. */
    pressure: (): Promise<void> | undefined => (underWay >= MAX_UNDER_WAY ? newest : undefined),
  };
};
