import { TwinError } from "../../models/errors/twin-error.ts";
import { type AssetSensors, isAssetSensors } from "../../models/sensors/asset-sensors.ts";
import { sensorPlan } from "../../models/sensors/sensor-plan.ts";
import { createSensorWatch } from "../../models/sensors/sensor-watch.ts";
import type { Telemetry } from "../../models/telemetry/telemetry.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { asTwinError } from "../kit/errors.ts";
import type { TwinStore } from "../kit/store.ts";
import type { World } from "../kit/world.ts";
import { sourceErrors } from "./errors.ts";
import type { SourceConfig } from "./schema.ts";

const COLLECTION = "sensor-watches";
const MAX_ASSETS = 10_000;
/** A kill costs this much of what was learned at most; a plant that runs fast does not fill the disk with it. */
const WRITE_EVERY_MS = 30_000;

/**
 * Watches the sensors of a source, and keeps what is known of them in the store, now and then and at the end: a drift that was found is
 * known after a restart, and one that begins is not given its time again.
 */
export const sensorKeeper = (
  { clockSkewSeconds }: Pick<SourceConfig, "clockSkewSeconds">,
  type: AssetType | undefined,
  store: TwinStore | undefined,
  world: World,
  tell: (error: TwinError) => void,
) => {
  const watch = createSensorWatch(type && sensorPlan(type), clockSkewSeconds * 1000);
  /** Newest window of each machine that is kept or will be, and the machines whose turn comes. */
  const kept = new Map<string, number>();
  let writing: Promise<void> = Promise.resolve();
  const due = new Map<string, number>();
  let nextMs = Number.NEGATIVE_INFINITY;

  const warn = (thrown: unknown): void => {
    tell(new TwinError(sourceErrors.sensorsNotKept, { reason: asTwinError(thrown).message }, thrown));
  };

  const load = async (from: TwinStore): Promise<void> => {
    const documents = await from.listDocuments({ collection: COLLECTION, limit: MAX_ASSETS });
    for (const { id, owner, body } of documents) {
      if (id === `${world.nodeId}/${owner}` && isAssetSensors(body)) watch.restore(owner, body);
    }
  };

  /** Writes one machine after the other, each as it is then: a slow disk costs one write at a time. */
  const writeDue = async (to: TwinStore): Promise<void> => {
    for (const [asset, timeMs] of due) {
      due.delete(asset);
      const body = structuredClone(watch.keep(asset));
      const id = `${world.nodeId}/${asset}`;
      try {
        await to.putDocument({ collection: COLLECTION, id, owner: asset, timeMs, body });
      } catch (thrown) {
        warn(thrown);
      }
    }
  };

  const keep = (to: TwinStore, asset: string, timeMs: number, { closed }: AssetSensors): void => {
    if ((kept.get(asset) ?? 0) >= closed) return;
    kept.set(asset, closed);
    due.set(asset, timeMs);
    const nowMs = world.clock.nowMs();
    if (nowMs < nextMs) return;
    nextMs = nowMs + WRITE_EVERY_MS;
    writing = writing.then(() => writeDue(to));
  };

  if (store) writing = load(store).catch(warn);

  return {
    /** The same telemetry with its qualities and doubts. */
    watch: (telemetry: Telemetry): Telemetry => {
      const watched = watch.watch(telemetry);
      const sensors = store && watch.keep(telemetry.asset);
      if (store && sensors) keep(store, telemetry.asset, telemetry.time, sensors);
      return watched;
    },
    /** Writes what is due, and resolves when it is on disk. */
    flush: (): Promise<void> => (store ? writing.then(() => writeDue(store)) : writing),
  };
};
