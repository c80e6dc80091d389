import { TwinError } from "../../models/errors/twin-error.ts";
import { WAVEFORM_FEATURES } from "../../models/signal/waveform-features.ts";
import type { Waveform } from "../../models/telemetry/telemetry.ts";
import {
  KEPT_WAVEFORMS,
  readWaitingWaveform,
  toWaitingWaveform,
  WAITING_WAVEFORMS,
  waitingWaveformId,
} from "../../models/telemetry/waiting-waveform.ts";
import type { Point, TwinStore } from "../kit/store.ts";
import type { World } from "../kit/world.ts";
import { analyseWaveform, refusal } from "./add-waveform.ts";
import type { ChannelPlan, WaveformChannel } from "./channel-plan.ts";
import { featureErrors } from "./errors.ts";
import { shaftSpeedAt } from "./shaft-speed-at.ts";
import type { WaveformPlans } from "./waveform-plans.ts";

const SWEEP_EVERY_MS = 60_000;
const PAGE = 50;
/** So many late waveforms share a commit; further ones than `MOST_LATE` are left to the next sweep. */
const LANES = 16;
const MOST_LATE = 256;

/**
 * Writes the features of every waveform to the store under the waveform's own time, and takes the waveform off what waits there: what
 * was accepted by a source and not written before a kill is found and computed at the next start, or within a minute.
 *
 * @param maxSpeedAgeMs the shaft speed counts if it was measured within this of the waveform
 */
export const waveformHistory = (
  store: TwinStore,
  { assetType, waveformByName }: ChannelPlan,
  plans: WaveformPlans,
  maxSpeedAgeMs: number,
  world: World,
) => {
  const running = new Set<Promise<void>>();
  let failing = false;
  let sweeping: Promise<void> | undefined;
  const lanes = Array.from({ length: LANES }, () => Promise.resolve());
  let late = 0;
  let leftToSweep = false;

  /** Reports the first of a row of failures; the waveform goes on waiting in the store. */
  const attempt = async (asset: string, action: () => Promise<void>): Promise<void> => {
    try {
      await action();
      failing = false;
    } catch (thrown) {
      if (failing || world.signal.aborted) return;
      failing = true;
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      world.fail(new TwinError(featureErrors.notStored, { asset, reason }, thrown));
    }
  };

  const track = (work: Promise<void>): void => {
    running.add(work);
    void work.finally(() => running.delete(work));
  };

  const write = async (asset: string, waveform: Waveform, points: readonly Point[]): Promise<void> => {
    const id = waitingWaveformId(asset, waveform);
    const body = toWaitingWaveform(asset, assetType, waveform);
    const kept = { collection: KEPT_WAVEFORMS, id, owner: asset, timeMs: waveform.startTime, body };
    await Promise.all([
      points.length > 0 ? store.write(points) : undefined,
      store.keepsWaveforms ? store.putDocument(kept) : undefined,
    ]);
    await store.deleteDocument(WAITING_WAVEFORMS, id);
  };

  /** One that no window takes any more: the trend of the features gets it too. */
  const compute = async (asset: string, channel: WaveformChannel, waveform: Waveform): Promise<void> => {
    const { startTime } = waveform;
    const shaftHz = await shaftSpeedAt(store, asset, channel.speed, startTime, maxSpeedAgeMs);
    const points: Point[] = [];
    try {
      const { features } = analyseWaveform(channel, waveform, shaftHz, plans);
      const fields = Object.fromEntries(
        channel.features.map(({ name }, i) => [name, features[i] ?? Number.NaN]).filter(([, value]) => isNumber(value)),
      );
      points.push(snapshotPoint(asset, channel, startTime, features));
      points.push({ measurement: "features", tags: { asset }, fields, timeMs: startTime });
    } catch (thrown) {
      world.fail(refusal(asset, channel.name, thrown instanceof Error ? thrown.message : String(thrown), thrown));
    }
    await write(asset, waveform, points);
  };

  const computeWaiting = async (body: unknown): Promise<void> => {
    const waiting = readWaitingWaveform(body);
    const channel = waiting && waveformByName.get(waiting.waveform.channel);
    if (!channel || channel.unit !== waiting.waveform.unit) return;
    if (waiting.assetType === "" || waiting.assetType === assetType) {
      await compute(waiting.asset, channel, waiting.waveform);
    }
  };

  const sweep = async (): Promise<void> => {
    for (let toMs = Number.POSITIVE_INFINITY; !world.signal.aborted; ) {
      const page = await store.listDocuments({ collection: WAITING_WAVEFORMS, toMs, limit: PAGE });
      await Promise.all(page.map(({ body }) => computeWaiting(body)));
      if (page.length < PAGE) return;
      toMs = page.at(-1)?.timeMs ?? Number.NEGATIVE_INFINITY;
    }
  };

  const startSweep = (): void => {
    sweeping ??= attempt("a machine", sweep).finally(() => {
      sweeping = undefined;
    });
  };
  const stopSweeps = world.clock.schedule(SWEEP_EVERY_MS, startSweep, true);
  startSweep();

  return {
    /** Keeps the features of a waveform that its window has taken. */
    keep: (asset: string, channel: WaveformChannel, waveform: Waveform, features: Float64Array): void => {
      const points = [snapshotPoint(asset, channel, waveform.startTime, features)];
      track(attempt(asset, () => write(asset, waveform, points)));
    },
    /** Computes the features of a waveform that came after its window was closed. */
    takeLate: (asset: string, channel: WaveformChannel, waveform: Waveform): void => {
      if (late >= MOST_LATE) {
        leftToSweep = true;
        return;
      }
      const lane = late++ % LANES;
      const before = lanes[lane] ?? Promise.resolve();
      lanes[lane] = before
        .then(() => attempt(asset, () => compute(asset, channel, waveform)))
        .then(() => {
          late--;
          if (late > 0 || !leftToSweep) return;
          leftToSweep = false;
          startSweep();
        });
    },
    /** Resolves when what has been taken is written, or could not be. */
    close: async (): Promise<void> => {
      stopSweeps();
      await Promise.all([...running, ...lanes, sweeping]);
    },
  };
};

const isNumber = (value: string | number | undefined): value is number => Number.isFinite(value);

/** All features of one waveform, by their short names. */
const snapshotPoint = (
  asset: string,
  { name: channel }: WaveformChannel,
  timeMs: number,
  features: Float64Array,
): Point => {
  const fields: Record<string, number> = {};
  WAVEFORM_FEATURES.forEach((feature, i) => {
    const value = features[i];
    if (isNumber(value)) fields[feature] = value;
  });
  return { measurement: "waveforms", tags: { asset, channel }, fields, timeMs };
};
