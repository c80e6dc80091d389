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
  start(read: Read): void;
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
 * On a line that is shared by turns, asking a silent device stops the others for its time-out: that may take 1 % of the time. Where
 * requests go side by side, a minute is soon enough.
 */
const SHARE_OF_A_LINE = 120;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Polls on a fixed grid, one poll at a time: one that is due while the one before still runs is left out, so that nothing
 * ever queues up and what arrives is never old. A silent device is asked again with growing pauses.
 */
export const pollLoop = (source: Source, device: DevicePoll, news: LoopNews): PollLoop => {
  const { config, world } = source;
  const { modbusPollMs: everyMs, modbusTimeoutMs: timeoutMs } = config;
  const byTurns = config.modbusFraming === "rtu" || config.modbusParallel === 1;
  const longestMs = byTurns ? Math.max(LONGEST_PAUSE_MS, SHARE_OF_A_LINE * timeoutMs) : LONGEST_PAUSE_MS;
  const pause = backoff(world.random, Math.min(longestMs, Math.max(everyMs, timeoutMs)), longestMs);
  let run = 0;
  let silent = false;
  let stopTimer: (() => void) | undefined;

  const leftOut = (polls: number): void => {
    const details = { device: `unit ${device.unitId}`, everyMs, polls };
    source.trouble(new TwinError(sourceErrors.pollsLeftOut, details), `late ${device.unitId}`);
  };

  const poll = async (read: Read, dueMs: number, own: number): Promise<void> => {
    let nextMs: number;
    try {
      await device.poll(read);
      if (own !== run) return;
      silent = false;
      pause.reset();
      news.answered();
      const late = Math.max(0, Math.floor((world.clock.nowMs() - dueMs) / everyMs));
      if (late > 0) leftOut(late);
      nextMs = dueMs + (late + 1) * everyMs;
    } catch (thrown) {
      if (own !== run) return;
      if (!(thrown instanceof NoAnswer)) return news.lost(thrown);
      if (!silent) device.silent();
      silent = true;
      nextMs = world.clock.nowMs() + pause.nextMs();
      news.silent(thrown);
    }
    if (own !== run) return;
    stopTimer = world.clock.schedule(Math.max(0, nextMs - world.clock.nowMs()), () => begin(read, nextMs, own));
  };

  const begin = (read: Read, dueMs: number, own: number): void => {
    poll(read, dueMs, own).catch(news.lost);
  };

  return {
    unitId: device.unitId,
    isSilent: () => silent,
    start: (read) => {
      device.reset();
      silent = false;
      run++;
      begin(read, world.clock.nowMs(), run);
    },
    stop: (mark) => {
      run++;
      stopTimer?.();
      if (mark && !silent) device.silent();
    },
  };
};
