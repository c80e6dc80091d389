import type { AssetType } from "../../models/twin/asset-type.ts";
import type { TwinState } from "../../models/twin/twin-state.ts";
import type { ModelRunner } from "../kit/model-runner.ts";
import { staleStatus } from "../kit/stale-status.ts";
import type { TwinStore } from "../kit/store.ts";
import type { Behaviour, FlowMessage, Outgoing, World } from "../kit/world.ts";
import { type AssetMemory, openAssetMemory } from "./asset-memory.ts";
import { typeOf } from "./asset-plan.ts";
import { type AssetTrack, trackAsset } from "./asset-track.ts";
import { type Answer, type Due, forecastRounds } from "./forecast-round.ts";
import { onnxRunner } from "./onnx/onnx-runner.ts";
import { closePlan, planBook } from "./plan-book.ts";
import { readState } from "./read-state.ts";
import type { RulPredictorConfig } from "./schema.ts";

/** Assets that are forecast at once: two chunks of rows, so that a fleet's first forecasts do not wait for its last. */
const MOST_TOGETHER = 128;
/** States of a fleet whose windows close in the same tick. */
const MOST_WAITING = 20_000;

/** A state that is in its asset's history, with forecasts due. */
interface Admitted {
  readonly state: TwinState;
  readonly message: FlowMessage;
}

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
  const age = staleStatus(world);
  const round = forecastRounds(config, world, store, age.say);

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

  /** Takes a state into its asset's history. Undefined where nothing is due. */
  const take = (track: AssetTrack, state: TwinState, message: FlowMessage): Admitted | undefined => {
    const due = track.take(state);
    age.seen(state.time);
    const written = memories.get(state.asset)?.took(track, state);
    if (written) {
      writing.add(written);
      void written.finally(() => writing.delete(written));
    }
    return due ? { state, message } : undefined;
  };

  const admit = async (message: FlowMessage): Promise<Admitted | undefined> => {
    const state = readState(message.payload);
    return take(tracks.get(state.asset) ?? (await open(state, message)), state, message);
  };

  /** What came of each, in their order. */
  const forecast = async (admitted: readonly Admitted[]): Promise<readonly Answer[]> => {
    for (const { message } of admitted.slice(0, 1)) await renew(message);
    const due = admitted.flatMap((one): Due[] => {
      const track = tracks.get(one.state.asset);
      return track ? [{ ...one, track }] : [];
    });
    return round(due, () => Promise.all(writing));
  };

  const handle = async (messages: readonly FlowMessage[]): Promise<readonly Answer[]> => {
    const admitted: PromiseSettledResult<Admitted | undefined>[] = [];
    for (const message of messages) admitted.push(...(await Promise.allSettled([admit(message)])));
    const due = admitted.flatMap((one) => (one.status === "fulfilled" && one.value ? [one.value] : []));
    const answers = (await forecast(due)).values();
    return admitted.map((one): Answer => {
      if (one.status === "rejected") return one;
      return (one.value && answers.next().value) || { status: "fulfilled", value: null };
    });
  };

  age.say({ level: "waiting", text: "no state yet" });
  return {
    input: (message) => {
      const state = readState(message.payload);
      const track = tracks.get(state.asset);
      if (!track) return handle([message]).then(onlyOne);
      const admitted = take(track, state, message);
      return admitted ? forecast([admitted]).then(onlyOne) : null;
    },
    together: { most: MOST_TOGETHER, waiting: MOST_WAITING, keyOf: assetOf, handle },
    close: async () => {
      age.stop();
      await Promise.all(writing);
      await plans.close();
    },
  };
};

const assetOf = ({ payload }: FlowMessage): unknown => (payload as Partial<TwinState> | null | undefined)?.asset;

const onlyOne = ([answer]: readonly Answer[]): Outgoing => {
  if (answer?.status === "rejected") throw answer.reason;
  return answer?.value;
};
