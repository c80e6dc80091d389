import { parentPort } from "node:worker_threads";
import { asTwinError } from "../kit/errors.ts";
import type { Range } from "../kit/store.ts";
import type { PreviewJob } from "./preview-job.ts";
import { runPreview } from "./run-preview.ts";
import { SaidTwinError } from "./said-twin-error.ts";
import { scratchHome } from "./scratch-home.ts";
import type { FromThread, ToThread } from "./thread-words.ts";

/** The thread of previews: one job after another. History is asked for, because the store belongs to the live flow. */
const asked = new Map<number, PromiseWithResolvers<Range>>();
let count = 0;

const say = (words: FromThread): void => parentPort?.postMessage(words);

const work = async (job: PreviewJob): Promise<void> => {
  const home = scratchHome(job.homeFolder);
  try {
    const result = await runPreview({ ...job, homeFolder: home.path }, (query) => {
      const waiting = Promise.withResolvers<Range>();
      count++;
      asked.set(count, waiting);
      say({ ask: count, query });
      return waiting.promise;
    });
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
  if ("range" in words) waiting?.resolve(words.range);
  else waiting?.reject(new SaidTwinError(words.error));
});
