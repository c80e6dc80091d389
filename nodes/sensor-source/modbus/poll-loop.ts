import { TwinError } from "../../../models/errors/twin-error.ts";
import { backoff } from "../backoff.ts";
import { sourceErrors } from "../errors.ts";
import type { Source } from "../source.ts";
import type { Read } from "./block-reader.ts";
import type { DevicePoll } from "./device-poll.ts";
import { NoAnswer } from "./modbus-failures.ts";

/** Polls one device as long as there is a connection. */
export interface PollLoop {
  readonly unitId: number;
  isSilent(): boolean;
  /** @param probe asks while the device is silent */
  start(read: Read, probe: Read): void;
  /** @param mark the last values are told once more as bad */
  stop(mark: boolean): void;
}

/** What the loop tells its connection. */
export interface LoopNews {
  answered(): void;
  silent(error: NoAnswer): void;
  lost(thrown: unknown): void;
}

/**
 * On a serial line asking a silent device stops the others for its time-out: that may take 1 % of the time. Elsewhere a minute is
 * soon enough.
 */
const SHARE_OF_A_LINE = 120;
const LONGEST_PAUSE_MS = 60_000;
/** One late poll is a busy moment; so many in a row are a setting that does not fit. */
const LATE_IN_A_ROW = 3;

/**
 * Polls on a fixed grid, one poll at a time: one that is due while the one before still runs is left out, so that nothing
 * ever queues up and what arrives is never old. A silent device is asked again with growing pauses.
 */
export const pollLoop = (source: Source, device: DevicePoll, news: LoopNews): PollLoop => {
  const { config, world } = source;
  const { modbusPollMs: everyMs, modbusTimeoutMs: timeoutMs } = config;
  const longestMs =
    config.modbusFraming === "rtu" ? Math.max(LONGEST_PAUSE_MS, SHARE_OF_A_LINE * timeoutMs) : LONGEST_PAUSE_MS;
  const pause = backoff(world.random, Math.min(longestMs, Math.max(everyMs, timeoutMs)), longestMs);
  let run = 0;
  let late = 0;
  let silent = false;
  let stopTimer: (() => void) | undefined;

  /** @param polls that were left out since the last one */
  const leftOut = (polls: number): void => {
    late = polls > 0 ? late + 1 : 0;
    if (late < LATE_IN_A_ROW) return;
    const details = { device: `unit ${device.unitId}`, everyMs, polls };
    source.trouble(new TwinError(sourceErrors.pollsLeftOut, details), `late ${device.unitId}`);
  };

  const poll = async (read: Read, probe: Read, dueMs: number, own: number): Promise<void> => {
    let nextMs: number;
    try {
      await device.poll(silent ? probe : read);
      if (own !== run) return;
      silent = false;
      pause.reset();
      news.answered();
      const missed = Math.max(0, Math.floor((world.clock.nowMs() - dueMs) / everyMs));
      leftOut(missed);
      nextMs = dueMs + (missed + 1) * everyMs;
    } catch (thrown) {
      if (own !== run) return;
      if (!(thrown instanceof NoAnswer)) return news.lost(thrown);
      if (!silent) device.silent();
      silent = true;
      nextMs = world.clock.nowMs() + pause.nextMs();
      news.silent(thrown);
    }
    if (own !== run) return;
    stopTimer = world.clock.schedule(Math.max(0, nextMs - world.clock.nowMs()), () => begin(read, probe, nextMs, own));
  };

  const begin = (read: Read, probe: Read, dueMs: number, own: number): void => {
    poll(read, probe, dueMs, own).catch(news.lost);
  };

  return {
    unitId: device.unitId,
    isSilent: () => silent,
    start: (read, probe) => {
      device.reset();
      silent = false;
      run++;
      begin(read, probe, world.clock.nowMs(), run);
    },
    stop: (mark) => {
      run++;
      stopTimer?.();
      if (mark && !silent) device.silent();
    },
  };
};
