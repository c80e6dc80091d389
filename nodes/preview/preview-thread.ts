import { Worker } from "node:worker_threads";
import { TwinError } from "../../models/errors/twin-error.ts";
import { asTwinError } from "../kit/errors.ts";
import { answerQuestion } from "./answer-question.ts";
import { previewErrors } from "./errors.ts";
import type { HistoryReader } from "./history-reader.ts";
import type { PreviewJob, PreviewResult } from "./preview-job.ts";
import { SaidTwinError } from "./said-twin-error.ts";
import type { Found, FromThread, Question, ToThread } from "./thread-words.ts";

export interface PreviewThread {
  /** @throws TwinError TWIN-PREVIEW-007 to -009, and what the preview itself throws */
  run(job: PreviewJob, store: HistoryReader): Promise<PreviewResult>;
  close(): Promise<void>;
}

const FILE = `./preview-worker${import.meta.url.slice(import.meta.url.lastIndexOf("."))}`;
/** A preview is looked at while one waits for it. */
const LIMIT_MS = 20_000;
/** The next press of the button finds the code loaded; after that the memory is given back. */
const IDLE_MS = 30_000;
const MOST_WAITING = 3;
const HEAP_MB = 512;

/** Runs previews beside the live flow, one at a time, in a thread that lives as long as somebody looks at previews. */
export const previewThread = (limitMs = LIMIT_MS, idleMs = IDLE_MS): PreviewThread => {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  const end = async (): Promise<void> => {
    clearTimeout(idle);
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  };

  const begin = (): Worker => {
    clearTimeout(idle);
    if (worker) return worker;
    worker = new Worker(new URL(FILE, import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } });
    worker.unref();
    return worker;
  };

  const work = (job: PreviewJob, store: HistoryReader): Promise<PreviewResult> => {
    const at = begin();
    const { promise, resolve, reject } = Promise.withResolvers<PreviewResult>();
    const give = (words: ToThread): void => at.postMessage(words);
    // between two reads the live flow has its turn, however many were asked for at once
    let turn = Promise.resolve();
    const readInTurn: Read = (question) => {
      turn = turn.then(() => new Promise((resolve) => setImmediate(resolve)));
      return turn.then(() => answerQuestion(store, question));
    };
    const hear = (words: FromThread): void => {
      if ("ask" in words) void answer(words.ask, words.question, readInTurn, give);
      else if ("result" in words) resolve(words.result);
      else reject(new SaidTwinError(words.error));
    };
    const failed = (cause: unknown): void => {
      worker = undefined;
      reject(new TwinError(previewErrors.failed, { reason: String(cause) }, cause));
    };
    const ended = (): void => failed("the thread has ended");
    at.on("message", hear).on("error", failed).on("exit", ended);
    const limit = setTimeout(() => {
      reject(new TwinError(previewErrors.tooLong, { seconds: limitMs / 1000 }));
      void end();
    }, limitMs);
    give({ job });
    return promise.finally(() => {
      clearTimeout(limit);
      at.off("message", hear).off("error", failed).off("exit", ended);
      idle = setTimeout(() => void end(), idleMs);
      idle.unref();
    });
  };

  return {
    run: async (job, store) => {
      if (waiting > MOST_WAITING) throw new TwinError(previewErrors.busy, { waiting: MOST_WAITING });
      waiting++;
      const turn = last.then(() => work(job, store));
      last = turn.catch(() => undefined);
      return turn.finally(() => {
        waiting--;
      });
    },
    close: end,
  };
};

type Read = (question: Question) => Promise<Found>;

const answer = async (ask: number, question: Question, read: Read, give: (words: ToThread) => void): Promise<void> => {
  try {
    const found = await read(question);
    give({ answer: ask, found });
  } catch (thrown) {
    const { code, message, next, details } = asTwinError(thrown);
    give({ answer: ask, error: { code, message, next, details } });
  }
};
