import type { Static } from "typebox";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { TwinStore } from "../kit/store.ts";
import type { Behaviour, World } from "../kit/world.ts";
import { historyErrors } from "./errors.ts";
import { type DocumentRequest, readRequest, type SeriesRequest } from "./request.ts";
import type { schema } from "./schema.ts";

export const HISTORY_TAG = "twinloom/history@1";
const HOUR_MS = 3_600_000;

type Config = Static<(typeof schema)["fields"]>;

/** Answers requests for history: `series` over a range, or the newest documents of a `collection`. */
export const createBehaviour = (config: Config, world: World): Behaviour => {
  const store = world.resource<TwinStore>(config.store, "twinloom-store");

  const readSeries = async (request: SeriesRequest) => {
    const asset = request.asset || config.asset;
    if (!asset) throw new TwinError(historyErrors.noAsset);
    const wanted = request.series.map((one) => ({ ...one, tags: { ...one.tags, asset } }));
    const toMs = request.toMs ?? (await newestMs(store, wanted)) + 1;
    const fromMs = toMs - (request.hours ?? config.hours) * HOUR_MS;
    const everyMs = Math.max(1, Math.ceil((toMs - fromMs) / (request.points ?? config.points)));
    const series = await Promise.all(
      wanted.map(async ({ measurement, field, tags }) => {
        const range = await store.range({ measurement, field, tags, fromMs, toMs, everyMs, aggregate: "mean" });
        return { measurement, field, tags, times: [...range.timesMs], values: [...range.values] };
      }),
    );
    return { schema: HISTORY_TAG, asset, fromMs, toMs, series };
  };

  const readDocuments = async ({ collection, asset = config.asset, limit = 100 }: DocumentRequest) => {
    const found = await store.listDocuments({ collection, limit, ...(asset ? { owner: asset } : {}) });
    return { schema: HISTORY_TAG, collection, asset, documents: found.map((one) => one.body) };
  };

  return {
    input: async (message) => {
      const request = readRequest(message.payload);
      const payload = "collection" in request ? await readDocuments(request) : await readSeries(request);
      return { ...message, topic: payload.asset, payload };
    },
  };
};

/** Time of the newest point of any wanted series; 0 where there is none yet. */
const newestMs = async (
  store: TwinStore,
  wanted: readonly { measurement: string; tags: Record<string, string> }[],
): Promise<number> => {
  const found = await Promise.all(wanted.map(({ measurement, tags }) => store.latest(measurement, tags)));
  return found.flat().reduce((newest, row) => Math.max(newest, row.timeMs), 0);
};
