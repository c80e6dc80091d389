import { parentPort } from "node:worker_threads";
import { asTwinError } from "../kit/errors.ts";
import { askingReader } from "./asking-reader.ts";
import type { PreviewJob } from "./preview-job.ts";
import { runPreview } from "./run-preview.ts";
import { SaidTwinError } from "./said-twin-error.ts";
import { scratchHome } from "./scratch-home.ts";
import type { Found, FromThread, Question, ToThread } from "./thread-words.ts";

/** The thread of previews: one job after another. History is asked for, because the store belongs to the live flow. */
const asked = new Map<number, PromiseWithResolvers<Found>>();
let count = 0;

const say = (words: FromThread): void => parentPort?.postMessage(words);

const ask = (question: Question): Promise<Found> => {
  const waiting = Promise.withResolvers<Found>();
  count++;
  asked.set(count, waiting);
  say({ ask: count, question });
  return waiting.promise;
};

const work = async (job: PreviewJob): Promise<void> => {
  const home = scratchHome(job.homeFolder);
  try {
    const result = await runPreview({ ...job, homeFolder: home.path }, askingReader(ask));
    say({ result });
  } catch (thrown) {
    const { code, message, next, details } = asTwinError(thrown);
    say({ error: { code, message, next, details } });
  } finally {
    home.remove();
  }
};

parentPort?.on("message", (words: ToThread) => {
  if ("job" in words) {
    void work(words.job);
    return;
  }
  const waiting = asked.get(words.answer);
  asked.delete(words.answer);
  if ("found" in words) waiting?.resolve(words.found);
  else waiting?.reject(new SaidTwinError(words.error));
});
