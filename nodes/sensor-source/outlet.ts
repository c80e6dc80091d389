import { TwinError } from "../../models/errors/twin-error.ts";
import type { Telemetry } from "../../models/telemetry/telemetry.ts";
import type { Point } from "../kit/store.ts";
import type { World } from "../kit/world.ts";
import { backoff } from "./backoff.ts";
import { sourceErrors } from "./errors.ts";
import type { Ledger } from "./ledger.ts";
import { telemetryPoints } from "./telemetry-points.ts";

/** Where batches leave the source. */
export interface Outlet {
  /**
   * Sends a batch; `written` is called once it is in the store, at once where there is none. `late` are points for the store alone:
   * good samples that came after newer ones.
   */
  push(batch: readonly Telemetry[], written: () => void, late?: readonly Point[]): void;
  state(): { readonly away: boolean; readonly waiting: number };
  close(): Promise<void>;
}

interface Entry {
  readonly batch: readonly Telemetry[];
  readonly points: readonly Point[];
  /** What it takes of the buffer. */
  readonly samples: number;
  readonly written: () => void;
}

/** A point takes about as much memory while it waits. */
const WAVEFORM_BYTES_A_SAMPLE = 250;

const samplesOf = (batch: readonly Telemetry[], points: readonly Point[]): number => {
  let bytes = 0;
  for (const { waveforms = [] } of batch) for (const { samples } of waveforms) bytes += samples.length;
  return points.length + Math.ceil(bytes / WAVEFORM_BYTES_A_SAMPLE);
};

/** A store that takes longer than this counts as away; what it takes later is written twice, to the same place. */
const WRITE_TIMEOUT_MS = 10_000;

const sendAll = (world: World, batch: readonly Telemetry[]): void => {
  for (const payload of batch) world.emit({ topic: payload.asset, payload });
};

/** An outlet without a store. */
export const plainOutlet = (world: World): Outlet => ({
  push: (batch, written) => {
    sendAll(world, batch);
    written();
  },
  state: () => ({ away: false, waiting: 0 }),
  close: async () => undefined,
});

/**
 * An outlet that writes each batch, waveforms too, before it sends it. While the store is away, batches are sent on at once and their
 * samples wait in a buffer of `limit` samples, oldest dropped first, that is tried again with growing pauses.
 */
export const storingOutlet = (
  world: World,
  ledger: Ledger,
  limit: number,
  tell: (error: TwinError) => void,
): Outlet => {
  const pause = backoff(world.random, 500, 30_000);
  let waiting: Entry[] = [];
  let samples = 0;
  let away = false;
  let closed = false;
  let busy: Promise<void> | undefined;
  let stopRetry: (() => void) | undefined;

  const add = (entry: Entry): void => {
    waiting.push(entry);
    samples += entry.samples;
  };

  const boundBuffer = (): void => {
    let dropped = 0;
    while (samples > limit) {
      const oldest = waiting.shift();
      if (!oldest) break;
      samples -= oldest.samples;
      dropped += oldest.samples;
      ledger.dropped(oldest.batch);
    }
    if (dropped > 0) tell(new TwinError(sourceErrors.storeBufferFull, { samples: dropped }));
  };

  /** Writes all that waits in one go; what comes in meanwhile waits for the next. */
  const writeWaiting = async (): Promise<void> => {
    const entries = waiting;
    const sent = away;
    waiting = [];
    samples = 0;
    try {
      const points = entries.flatMap((entry) => entry.points);
      await withTimeout(
        world,
        ledger.write(
          points,
          entries.flatMap(({ batch }) => batch),
        ),
      );
    } catch (thrown) {
      waiting = [...entries, ...waiting];
      samples = waiting.reduce((sum, entry) => sum + entry.samples, 0);
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      tell(new TwinError(sourceErrors.storeAway, { samples, reason }, thrown));
      if (!sent) for (const { batch } of waiting) sendAll(world, batch);
      away = true;
      boundBuffer();
      stopRetry = world.clock.schedule(pause.nextMs(), begin);
      return;
    }
    for (const { batch, written } of entries) {
      if (!sent) sendAll(world, batch);
      written();
    }
    away = away && waiting.length > 0;
    pause.reset();
  };

  const cancelRetry = (): void => {
    stopRetry?.();
    stopRetry = undefined;
  };

  const begin = (): void => {
    stopRetry = undefined;
    busy = writeWaiting().finally(() => {
      busy = undefined;
      if (waiting.length > 0 && !stopRetry && !closed) begin();
    });
  };

  return {
    push: (batch, written, late = []) => {
      const points = [...batch.flatMap(telemetryPoints), ...late];
      add({ batch, points, samples: samplesOf(batch, points), written });
      if (away) {
        sendAll(world, batch);
        boundBuffer();
      }
      if (!busy && !stopRetry) begin();
    },
    state: () => ({ away, waiting: samples }),
    /** Waits for the write in progress; what the store still refuses then was never acknowledged. */
    close: async () => {
      closed = true;
      cancelRetry();
      await busy;
      if (waiting.length > 0 && !away) await writeWaiting();
      cancelRetry();
    },
  };
};

const withTimeout = (world: World, writing: Promise<void>): Promise<void> => {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = world.clock.schedule(WRITE_TIMEOUT_MS, () => reject(new Error("it took longer than 10 s")));
  writing.then(resolve, reject).finally(stop);
  return promise;
};
