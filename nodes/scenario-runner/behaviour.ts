import { TwinError } from "../../models/errors/twin-error.ts";
import { loadsOf } from "../../models/simulation/loads.ts";
import { checkScenario } from "../../models/simulation/scenario-load.ts";
import type { Scenario } from "../../models/simulation/scenario-result.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { TWIN_STATE_TAG } from "../../models/twin/twin-state.ts";
import { staleStatus } from "../kit/stale-status.ts";
import type { TwinStore } from "../kit/store.ts";
import { silentIfForeign } from "../kit/to-all.ts";
import type { Behaviour, FlowMessage, Outgoing, World } from "../kit/world.ts";
import { createAssetRegister } from "./asset-register.ts";
import { defaultScenarios } from "./default-scenarios.ts";
import { scenarioErrors } from "./errors.ts";
import { createJobQueue } from "./job-queue.ts";
import { keepResult } from "./keep-result.ts";
import { physicsOf } from "./physics.ts";
import { isLoadsQuery, readRequest, type ScenarioRequest } from "./read-request.ts";
import { readState } from "./read-state.ts";
import { type Breathe, runScenarios, type ScenarioJob } from "./run-scenarios.ts";
import type { ScenarioRunnerConfig } from "./schema.ts";
import type { TrackedAsset } from "./tracked-asset.ts";

const HOUR_MS = 3_600_000;
const MOST_WAITING = 20;

const nextTurn: Breathe = () => new Promise((resolve) => setImmediate(resolve));

/**
 * Follows the states of any number of assets of one type and answers what-ifs from the newest. A run goes on beside the
 * input; its result is emitted and kept in the store. Deterministic for the same states, request and seed.
 */
export const createBehaviour = (config: ScenarioRunnerConfig, world: World, breathe = nextTurn): Behaviour => {
  const type = world.resource<AssetType>(config.assetType, "twinloom-asset-type");
  const store = config.store ? world.resource<TwinStore>(config.store, "twinloom-store") : undefined;
  const physics = physicsOf(type);
  const standing = defaultScenarios(physics.model, config.scenarios);
  const register = createAssetRegister(physics, config.seed, store, world);
  const queue = createJobQueue(MOST_WAITING);
  const ranAtMs = new Map<string, number>();
  const age = staleStatus(world);
  let answered = false;

  const jobOf = (tracked: TrackedAsset, scenarios: readonly Scenario[], horizonHours: number): ScenarioJob => {
    const states = tracked.states(config.samples);
    if (states.length === 0) throw new TwinError(scenarioErrors.nothingObserved, { asset: tracked.asset });
    const { asset } = tracked;
    const timeMs = tracked.timeMs();
    const fromMs = tracked.firstMs();
    const flowRevision = world.flowRevision();
    return {
      asset,
      assetType: type.id,
      timeMs,
      fromMs,
      states,
      habit: tracked.habit(),
      horizonHours,
      scenarios,
      flowRevision,
      modelHash: physics.hash,
    };
  };

  const start = (job: ScenarioJob, message: FlowMessage): void => {
    queue.push(async () => {
      try {
        age.say({ level: "waiting", text: `${job.scenarios.length} scenarios …` });
        const result = await runScenarios(physics, job, config, breathe, world.signal);
        if (!result) return;
        if (store) await keepResult(store, result).catch((error: unknown) => world.fail(error, message));
        age.say({ level: "ok", text: `best: ${result.outcomes[0]?.scenario.name ?? ""}`.slice(0, 19) });
        answered = true;
        world.emit({ ...message, topic: job.asset, payload: result });
      } catch (error) {
        world.fail(error, message);
      }
    });
    world.goesOn(queue.drained());
  };

  const answer = (request: ScenarioRequest, message: FlowMessage): null => {
    const tracked = register.find(request.asset, message.topic);
    for (const scenario of request.scenarios) checkScenario(physics.model, scenario);
    start(jobOf(tracked, request.scenarios, request.horizonHours ?? config.horizonHours), message);
    return null;
  };

  /** The first run comes one period after the first state: by then the estimate rests on something. */
  const runIfDue = (tracked: TrackedAsset): null => {
    const { asset } = tracked;
    if (config.everyHours === 0) return null;
    const ranAt = ranAtMs.get(asset);
    if (ranAt === undefined) ranAtMs.set(asset, tracked.timeMs());
    else if (tracked.timeMs() >= ranAt + config.everyHours * HOUR_MS && queue.idle() && tracked.states(1).length > 0) {
      ranAtMs.set(asset, tracked.timeMs());
      start(jobOf(tracked, standing, config.horizonHours), {});
    }
    return null;
  };

  /** One message for each machine that is followed, or for the one that is named. */
  const tellLoads = (asset: unknown, message: FlowMessage): Outgoing => {
    const assets = typeof asset === "string" && asset ? [register.find(asset, undefined).asset] : register.known();
    return [assets.map((one) => ({ ...message, topic: one, payload: loadsOf(one, type.id, physics.model) }))];
  };

  const handle = (message: FlowMessage): Outgoing | Promise<Outgoing> => {
    const { payload } = message;
    if (typeof payload === "object" && payload !== null && "schema" in payload && payload.schema === TWIN_STATE_TAG) {
      const state = readState(payload, type.id);
      const followed = register.follow(state);
      age.seen(state.time);
      if (!(followed instanceof Promise)) return runIfDue(followed);
      if (!answered) age.say({ level: "ok", text: "ready" });
      return followed.then(runIfDue);
    }
    if (isLoadsQuery(payload)) return tellLoads(payload.asset, message);
    return answer(readRequest(payload), message);
  };

  age.say({ level: "waiting", text: "no state yet" });
  return {
    input: silentIfForeign([scenarioErrors.unknownAsset], handle),
    close: async () => {
      age.stop();
      await queue.drained();
      await register.saveAll();
    },
  };
};
