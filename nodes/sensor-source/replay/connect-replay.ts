import { TwinError } from "../../../models/errors/twin-error.ts";
import { sourceErrors } from "../errors.ts";
import type { Connect } from "../source.ts";
import { readLines } from "./read-lines.ts";
import { type RowReader, rowReader } from "./row-reader.ts";

/** Flows need a moment until all their nodes are there to receive. */
const START_DELAY_MS = 200;

/**
 * Replays a CSV file by its own times: at a multiple of real time, or as fast as the flow (and the store, if there is one) takes it, with
 * the same batches each time. A message on the input starts it again.
 *
 * @throws TwinError TWIN-SOURCE-006 without a file
 */
export const connectReplay: Connect = (source) => {
  const { config, world } = source;
  const file = config.replayFile;
  if (!file) throw new TwinError(sourceErrors.badSetting, { field: "replayFile", reason: "it is empty" });
  let abort: AbortController | undefined;
  let stopTimer: (() => void) | undefined;
  let rows = 0;

  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      stopTimer = world.clock.schedule(ms, resolve);
    });

  /** Waits until a row of that time is due. */
  const pacer = () => {
    let first: { dataMs: number; clockMs: number } | undefined;
    return async (dataMs: number): Promise<void> => {
      if (Number.isNaN(dataMs)) return;
      first ??= { dataMs, clockMs: world.clock.nowMs() };
      const dueMs = first.clockMs + (dataMs - first.dataMs) / config.replaySpeed;
      const aheadMs = dueMs - world.clock.nowMs();
      if (aheadMs > 1) await wait(aheadMs);
    };
  };

  /** Holds the file back until the store has what came before. */
  const written = (): Promise<void> =>
    new Promise((resolve) => {
      source.whenWritten(resolve);
      source.flush();
    });

  const replay = async (signal: AbortSignal): Promise<void> => {
    const due = config.replaySpeed > 0 ? pacer() : undefined;
    let reader: RowReader | undefined;
    let lineNumber = 0;
    for await (const lines of readLines(file, signal)) {
      for (const line of lines) {
        lineNumber++;
        if (line === "") continue;
        if (!reader) {
          reader = rowReader(source, line);
          source.link("up");
          continue;
        }
        const cells = reader.cells(line);
        if (due) await due(reader.timeOf(cells));
        if (signal.aborted) return;
        reader.take(cells, lineNumber);
        rows++;
      }
      if (!due) await written();
      if (signal.aborted) return;
    }
    source.flush();
    source.link("ended", `ended, ${rows} rows`);
  };

  const start = (): void => {
    stop();
    source.forget();
    rows = 0;
    const own = new AbortController();
    abort = own;
    replay(own.signal).catch((thrown: unknown) => {
      if (own.signal.aborted) return;
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      source.flush();
      source.link("failed", "file unreadable");
      source.trouble(
        thrown instanceof TwinError ? thrown : new TwinError(sourceErrors.fileUnreadable, { file, reason }, thrown),
      );
    });
  };

  const stop = (): void => {
    stopTimer?.();
    abort?.abort();
  };

  if (config.replayAtStart) stopTimer = world.clock.schedule(START_DELAY_MS, start);
  return { input: start, close: stop };
};
