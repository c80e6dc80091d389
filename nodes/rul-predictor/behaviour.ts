import type { Forecast } from "../../models/prognosis/forecast.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import type { ModelRunner } from "../kit/model-runner.ts";
import type { TwinStore } from "../kit/store.ts";
import type { Behaviour, FlowMessage, Outgoing, World } from "../kit/world.ts";
import { actThreshold } from "./act-threshold.ts";
import type { Outcome } from "./asset-engine.ts";
import { type AssetMemory, openAssetMemory } from "./asset-memory.ts";
import { typeOf } from "./asset-plan.ts";
import { type AssetTrack, trackAsset } from "./asset-track.ts";
import { forecastStatus } from "./forecast-status.ts";
import { keepForecasts, keepShadowForecasts } from "./keep-forecasts.ts";
import { onnxRunner } from "./onnx/onnx-runner.ts";
import { createOwedWrites } from "./owed-writes.ts";
import { closePlan, planBook } from "./plan-book.ts";
import { readState } from "./read-state.ts";
import type { RulPredictorConfig } from "./schema.ts";
import { type ForecastOptions, toForecast } from "./to-forecast.ts";

/**
 * Follows the twin states of any number of assets and forecasts each component when it is due by the data's time.
 *
 * @param runner runs trained models; loaded with the first state of an asset type that has one
 */
export const createBehaviour = (
  config: RulPredictorConfig,
  world: World,
  runner: ModelRunner = onnxRunner,
): Behaviour => {
  const chosen = config.assetType ? world.resource<AssetType>(config.assetType, "twinloom-asset-type") : undefined;
  const store = config.store ? world.resource<TwinStore>(config.store, "twinloom-store") : undefined;
  const plans = planBook(config, world, runner, store);
  const tracks = new Map<string, AssetTrack>();
  const memories = new Map<string, AssetMemory>();
  const writing = new Set<Promise<void>>();
  const owed = createOwedWrites();
  const owedByShadows = createOwedWrites();
  const status = forecastStatus(world);

  const open = async (state: TwinState, message: FlowMessage): Promise<AssetTrack> => {
    const plan = await plans.planFor(typeOf(chosen, state), message);
    const random = world.random.fork(state.asset);
    const onTrouble = (error: unknown): void => world.fail(error, message);
    const memory = store && (await openAssetMemory(store, world.nodeId, state.asset, onTrouble));
    const track = trackAsset(plan, { ...config, random, onTrouble }, memory?.kept);
    for (const missed of memory?.missed ?? []) track.take(missed);
    tracks.set(state.asset, track);
    if (memory) memories.set(state.asset, memory);
    return track;
  };

  const keep = async (
    state: TwinState,
    forecasts: readonly Forecast[],
    outcomes: readonly Outcome[],
    message: FlowMessage,
  ): Promise<void> => {
    if (!store) return;
    try {
      await Promise.all(writing);
      await owed.write(() => keepForecasts(store, forecasts, outcomes, config, state));
    } catch (error) {
      world.fail(error, message);
    }
  };

  /** A changed champion or shadow takes over with the history that is there, as after a restart. */
  const renew = async (message: FlowMessage): Promise<void> => {
    for (const [old, fresh] of await plans.renewed(message)) {
      for (const [asset, track] of tracks) {
        if (track.plan !== old) continue;
        const random = world.random.fork(asset);
        const onTrouble = (error: unknown): void => world.fail(error, message);
        tracks.set(asset, trackAsset(fresh, { ...config, random, onTrouble }, structuredClone(track.keep())));
      }
      await closePlan(old);
    }
  };

  const recordShadows = async (
    track: AssetTrack,
    state: TwinState,
    options: ForecastOptions,
    message: FlowMessage,
  ): Promise<void> => {
    if (!store || track.plan.shadows.length === 0) return;
    try {
      const outcomes = await track.forecastMuted(state);
      const forecasts = outcomes.map((outcome) => toForecast(outcome, track.plan.type, state, options));
      await owedByShadows.write(() => keepShadowForecasts(store, forecasts, outcomes, config, state));
    } catch (error) {
      world.fail(error, message);
    }
  };

  const forecast = async (state: TwinState, message: FlowMessage): Promise<Outgoing> => {
    await renew(message);
    const track = tracks.get(state.asset);
    if (!track) return null;
    const outcomes = await track.forecast(state);
    const options = {
      confidence: config.confidence / 100,
      urgencyThreshold: actThreshold(config.missCost, config.falseAlarmCost) ?? config.urgencyPercent / 100,
      flowRevision: world.flowRevision(),
    };
    const forecasts = outcomes.map((outcome) => toForecast(outcome, track.plan.type, state, options));
    await keep(state, forecasts, outcomes, message);
    await recordShadows(track, state, options, message);
    status(forecasts);
    const { _msgid } = message;
    return [forecasts.map((payload) => ({ ...(_msgid ? { _msgid } : {}), topic: state.asset, payload }))];
  };

  const take = (track: AssetTrack, state: TwinState, message: FlowMessage): Outgoing | Promise<Outgoing> => {
    const due = track.take(state);
    const written = memories.get(state.asset)?.took(track, state);
    if (written) {
      writing.add(written);
      void written.finally(() => writing.delete(written));
    }
    return due ? forecast(state, message) : null;
  };

  world.status({ level: "waiting", text: "no state yet" });
  return {
    input: (message) => {
      const state = readState(message.payload);
      const track = tracks.get(state.asset);
      return track ? take(track, state, message) : open(state, message).then((opened) => take(opened, state, message));
    },
    close: async () => {
      await Promise.all(writing);
      await plans.close();
    },
  };
};
