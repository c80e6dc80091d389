import { championOf, type Registry, shadowsOf } from "../../models/registry/registry.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import type { ModelRunner } from "../kit/model-runner.ts";
import type { TwinStore } from "../kit/store.ts";
import type { FlowMessage, World } from "../kit/world.ts";
import { type AssetPlan, planAsset } from "./asset-plan.ts";
import { watchModels } from "./model-watch.ts";
import type { RulPredictorConfig } from "./schema.ts";

interface Entry {
  readonly type: AssetType;
  readonly plan: AssetPlan;
  /** Which models it was made of. */
  readonly models: string;
}

/**
 * The plan of each asset type, made when the type is first seen and again when somebody has changed its champion or shadows
 * in the registry. There is a registry where there is a store, unless the settings name a folder of models.
 */
export const planBook = (
  config: RulPredictorConfig,
  world: World,
  runner: ModelRunner,
  store: TwinStore | undefined,
) => {
  const registering = store && !config.modelFolder && config.engine !== "physics";
  const watch = registering ? watchModels(store, world) : undefined;
  const entries = new Map<string, Promise<Entry>>();
  let reported = "";

  const make = async (type: AssetType, registry: Registry | undefined, message: FlowMessage): Promise<Entry> => {
    const registered = registry && { registry, home: world.homeFolder };
    const plan = await planAsset(type, config, runner, registered);
    for (const error of [...plan.refused.values(), ...plan.passedOver]) world.fail(error, message);
    return { type, plan, models: modelsOf(registry, type) };
  };

  /** What goes wrong is told once, until it is another thing; the forecasts go on without news. */
  const careful = async <T>(ask: Promise<T> | undefined, message: FlowMessage): Promise<T | undefined> => {
    try {
      const answer = await ask;
      reported = "";
      return answer;
    } catch (error) {
      if (String(error) !== reported) world.fail(error, message);
      reported = String(error);
      return undefined;
    }
  };

  return {
    planFor: async (type: AssetType, message: FlowMessage): Promise<AssetPlan> => {
      const begin = async (): Promise<Entry> => make(type, await careful(watch?.registryFor(type), message), message);
      const entry = entries.get(type.id) ?? begin();
      entries.set(type.id, entry);
      return (await entry).plan;
    },

    /** Plans that have taken the place of others since the last call. The caller closes the old ones when it has let them go. */
    renewed: async (message: FlowMessage): Promise<ReadonlyMap<AssetPlan, AssetPlan>> => {
      const changes = new Map<AssetPlan, AssetPlan>();
      const registry = await careful(watch?.news(), message);
      if (!registry) return changes;
      for (const [id, made] of entries) {
        const before = await made;
        if (modelsOf(registry, before.type) === before.models) continue;
        const after = await make(before.type, registry, message);
        entries.set(id, Promise.resolve(after));
        changes.set(before.plan, after.plan);
      }
      return changes;
    },

    close: async (): Promise<void> => {
      for (const made of await Promise.allSettled(entries.values())) {
        if (made.status === "fulfilled") await closePlan(made.value.plan);
      }
    },
  };
};

export const closePlan = async ({ trained, shadows }: AssetPlan): Promise<void> => {
  for (const { model } of [...trained, ...shadows]) await model.close();
};

const modelsOf = (registry: Registry | undefined, { id, components }: AssetType): string =>
  JSON.stringify(
    components.map(({ id: component }) => {
      const lives = registry?.get(`${id}/${component}`);
      return [championOf(lives)?.hash, ...shadowsOf(lives).map(({ hash }) => hash)];
    }),
  );
