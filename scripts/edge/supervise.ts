import type { ChildProcess } from "node:child_process";
import { TwinError } from "../../models/errors/twin-error.ts";
import { isStarted } from "../start/follow-parent.ts";
import { edgeErrors } from "./errors.ts";

export interface Supervised {
  start(): ChildProcess;
  /** Without a sign of life for so long once it runs, it is ended and started again; 0: never. */
  readonly watchdogSeconds: number;
  /** After the stop it has so long to come to its end. */
  readonly drainSeconds: number;
  /** Why a runtime whose flows do not run cannot be kept, from Node-RED's words. */
  refuse(problem: string): TwinError;
  tell(error: TwinError): void;
}

export interface Supervision {
  stop(): void;
  readonly ended: Promise<number>;
}

/** So often within so long it may end by itself before it is given up. */
const [MOST_ENDS, WITHIN_MS] = [5, 600_000];
const LONGEST_WAIT_SECONDS = 60;
/** While it loads it can't tell that it lives, and after a power cut a small box has much to do at once. */
const LEAST_START_SECONDS = 120;

/**
 * Keeps a runtime running: starts it again, with growing pauses, when it ends by itself or no longer answers. `stop` lets it come
 * to its end in the time it has.
 *
 * @returns `ended` resolves with the exit code of it all: 0 after `stop`, 1 where it was given up or cut off
 */
export const supervise = (options: Supervised): Supervision => {
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  const ends: number[] = [];
  let child: ChildProcess | undefined;
  let stopping = false;
  let everStarted = false;
  let isLoading = true;
  let lastBeatMs = 0;
  let code = 0;
  let timer: NodeJS.Timeout | undefined;

  const giveUp = (error: TwinError): void => {
    options.tell(error);
    code = 1;
    stop();
  };

  const hear = (message: unknown): void => {
    lastBeatMs = performance.now();
    if (!isStarted(message)) return;
    everStarted = true;
    isLoading = false;
    if (message.problem) giveUp(options.refuse(message.problem));
  };

  const again = (how: string): void => {
    const now = performance.now();
    ends.push(now);
    const recent = ends.filter((at) => now - at < WITHIN_MS);
    if (!everStarted) {
      giveUp(new TwinError(edgeErrors.noStart, { reason: `it ended by ${how}` }));
      return;
    }
    if (recent.length >= MOST_ENDS) {
      giveUp(new TwinError(edgeErrors.gaveUp, { times: recent.length, minutes: WITHIN_MS / 60_000, how }));
      return;
    }
    const seconds = Math.min(LONGEST_WAIT_SECONDS, 2 ** (recent.length - 1));
    options.tell(new TwinError(edgeErrors.ended, { how, seconds }));
    timer = setTimeout(begin, seconds * 1000);
  };

  const begin = (): void => {
    const started = options.start();
    child = started;
    isLoading = true;
    lastBeatMs = performance.now();
    started.on("message", hear);
    started.once("exit", (exitCode, signal) => {
      child = undefined;
      if (stopping) end(code);
      else again(signal ?? `exit code ${exitCode}`);
    });
  };

  const watch = setInterval(() => {
    const silentSeconds = (performance.now() - lastBeatMs) / 1000;
    const patience = isLoading ? Math.max(LEAST_START_SECONDS, options.watchdogSeconds) : options.watchdogSeconds;
    if (!child || stopping || options.watchdogSeconds === 0 || silentSeconds < patience) return;
    options.tell(new TwinError(edgeErrors.stuck, { seconds: Math.round(silentSeconds) }));
    lastBeatMs = performance.now();
    child.kill("SIGKILL");
  }, 1000);
  watch.unref();

  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    clearTimeout(timer);
    if (!child) {
      end(code);
      return;
    }
    const running = child;
    const cut = setTimeout(() => {
      options.tell(new TwinError(edgeErrors.notDrained, { seconds: options.drainSeconds }));
      code = 1;
      running.kill("SIGKILL");
    }, options.drainSeconds * 1000);
    running.once("exit", () => clearTimeout(cut));
    running.kill("SIGTERM");
  };

  begin();
  return { stop, ended };
};
