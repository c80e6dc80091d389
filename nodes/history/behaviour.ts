import type { Static } from "typebox";
import { TwinError } from "../../models/errors/twin-error.ts";
import { contextIntervals } from "../../models/telemetry/context.ts";
import { contextChanges } from "../kit/contexts.ts";
import { ROLL_UP_MS, type TwinStore } from "../kit/store.ts";
import type { Behaviour, World } from "../kit/world.ts";
import { historyErrors } from "./errors.ts";
import { readTimes, timesWhile } from "./read-while.ts";
import { type ContextRequest, type DocumentRequest, readRequest, type SeriesRequest } from "./request.ts";
import type { schema } from "./schema.ts";

export const HISTORY_TAG = "twinloom/history@1";
export const STORE_TAG = "twinloom/store@1";
const HOUR_MS = 3_600_000;

type Config = Static<(typeof schema)["fields"]>;

/** Answers requests for history: `series` over a range, when a context held, the newest documents of a `collection`, or how the store is. */
export const createBehaviour = (config: Config, world: World): Behaviour => {
  const store = world.resource<TwinStore>(config.store, "twinloom-store");

  const readSeries = async (request: SeriesRequest) => {
    const asset = request.asset || config.asset;
    if (!asset) throw new TwinError(historyErrors.noAsset);
    const wanted = request.series.map((one) => ({ ...one, tags: { ...one.tags, asset } }));
    const toMs = request.toMs ?? (await newestMs(store, wanted)) + 1;
    const fromMs = toMs - (request.hours ?? config.hours) * HOUR_MS;
    const conditions = request.while;
    const whole = { fromMs, toMs };
    const times = conditions ? await timesWhile(store, asset, conditions, whole) : [whole];
    const lengthMs = times.reduce((sum, one) => sum + one.toMs - one.fromMs, 0);
    const everyMs = bucketMs(lengthMs / (request.points ?? config.points));
    const series = await Promise.all(
      wanted.map(async ({ measurement, field, tags }) => {
        const query = { measurement, field, tags, everyMs, aggregate: "mean" as const };
        return { measurement, field, tags, ...(await readTimes(store, query, times)) };
      }),
    );
    return { schema: HISTORY_TAG, asset, ...whole, series, ...(conditions ? { while: conditions, times } : {}) };
  };

  /** When each value of a context held, in the order of time. */
  const readContexts = async ({ contexts: name, ...request }: ContextRequest) => {
    const asset = request.asset || config.asset;
    if (!asset) throw new TwinError(historyErrors.noAsset);
    const telemetry = [{ measurement: "telemetry", tags: { asset } }];
    const toMs = request.toMs ?? (await newestMs(store, telemetry)) + 1;
    const fromMs = toMs - (request.hours ?? config.hours) * HOUR_MS;
    const changes = await contextChanges(store, asset, name, fromMs, toMs);
    return { schema: HISTORY_TAG, asset, name, fromMs, toMs, contexts: contextIntervals(changes, fromMs, toMs) };
  };

  const readDocuments = async ({ collection, asset = config.asset, limit = 100 }: DocumentRequest) => {
    const found = await store.listDocuments({ collection, limit, ...(asset ? { owner: asset } : {}) });
    return { schema: HISTORY_TAG, collection, asset, documents: found.map((one) => one.body) };
  };

  const answerTo = async (request: ReturnType<typeof readRequest>) => {
    if ("query" in request) return { schema: STORE_TAG, asset: config.asset, ...store.health() };
    if ("collection" in request) return readDocuments(request);
    return "contexts" in request ? readContexts(request) : readSeries(request);
  };

  return {
    input: async (message) => {
      const request = readRequest(message.payload);
      const payload = await answerTo(request);
      return { ...message, topic: payload.asset, payload };
    },
  };
};

/** Whole milliseconds; from ten minutes on whole roll-ups, so that a year is read in a moment. */
const bucketMs = (leastMs: number): number => {
  const unitMs = leastMs > ROLL_UP_MS ? ROLL_UP_MS : 1;
  return Math.max(1, Math.ceil(leastMs / unitMs) * unitMs);
};

/** Time of the newest point of any wanted series; 0 where there is none yet. */
const newestMs = async (
  store: TwinStore,
  wanted: readonly { measurement: string; tags: Record<string, string> }[],
): Promise<number> => {
  const found = await Promise.all(wanted.map(({ measurement, tags }) => store.latest(measurement, tags)));
  return found.flat().reduce((newest, row) => Math.max(newest, row.timeMs), 0);
};
