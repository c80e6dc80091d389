import { TwinError } from "../../../models/errors/twin-error.ts";
import type { FlowMessage } from "../../kit/world.ts";
import { sourceErrors } from "../errors.ts";
import type { Connect } from "../source.ts";
import { pacer } from "./pacer.ts";
import { pauseGate } from "./pause-gate.ts";
import { readLines } from "./read-lines.ts";
import { replayCommand } from "./replay-command.ts";
import { type RowReader, rowReader } from "./row-reader.ts";

/** Flows need a moment until all their nodes are there to receive. */
const START_DELAY_MS = 200;

/**
 * Replays a CSV file by its own times: at a multiple of real time, or as fast as the flow (and the store, if there is one) takes it, with
 * the same batches each time. A message on the input pauses it, steps through it, changes its speed, or starts it again.
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
  let running = false;
  const gate = pauseGate();
  const pace = pacer(world.clock, config.replaySpeed);

  /** Waits while it is paused; what was played so far is sent, so that a step can be seen. */
  const hold = async (): Promise<void> => {
    source.flush();
    source.link("paused", `paused, ${rows} rows`);
    await gate.opened();
    pace.restart();
  };

  /** Holds the file back until the store has what came before. */
  const written = (): Promise<void> =>
    new Promise((resolve) => {
      source.whenWritten(resolve);
      source.flush();
    });

  const replay = async (signal: AbortSignal): Promise<void> => {
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
        if (!pace.isFast()) await pace.due(reader.timeOf(cells), () => !signal.aborted && !gate.isPaused());
        while (!signal.aborted && gate.holds()) await hold();
        if (signal.aborted) return;
        reader.take(cells, lineNumber);
        rows++;
      }
      if (pace.isFast()) await written();
      if (signal.aborted) return;
    }
    source.flush();
    running = false;
    source.link("ended", `ended, ${rows} rows`);
  };

  const start = (): void => {
    stop();
    source.forget();
    rows = 0;
    pace.restart();
    running = true;
    const own = new AbortController();
    abort = own;
    replay(own.signal).catch((thrown: unknown) => {
      if (own.signal.aborted) return;
      const reason = thrown instanceof Error ? thrown.message : String(thrown);
      running = false;
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
    release();
  };

  const release = (): void => {
    pace.interrupt();
    gate.release();
  };

  const resume = (): void => {
    if (gate.isPaused() && running) source.link("up");
    gate.resume();
  };

  const obey = ({ payload }: FlowMessage): void => {
    const command = replayCommand(payload);
    if (command.kind === "speed") pace.setSpeed(command.speed);
    else if (command.kind === "pause") gate.pause();
    else if (command.kind === "resume") resume();
    else if (command.kind === "step") {
      gate.step(command.rows);
      if (!running) start();
    } else {
      gate.resume();
      start();
    }
    release();
  };

  if (config.replayAtStart) stopTimer = world.clock.schedule(START_DELAY_MS, start);
  return { input: obey, close: stop };
};
