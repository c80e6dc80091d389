import { type KeptForecast, keptForecast } from "../../../models/scoring/kept-forecast.ts";
import type { DocumentStore } from "./model-trail.ts";

/** Documents of one look into the store: the event loop breathes between two. */
const PAGE = 200;
const COLLECTIONS = { champion: "forecasts", shadow: "shadow-forecasts" } as const;

/**
 * All kept forecasts of a machine that give a number, of champions and shadows, made in [fromMs, toMs).
 */
export const readKeptForecasts = async (
  store: DocumentStore,
  asset: string,
  fromMs: number,
  toMs: number,
): Promise<KeptForecast[]> => {
  const found: KeptForecast[] = [];
  for (const role of ["champion", "shadow"] as const) {
    for await (const body of documentsOf(store, COLLECTIONS[role], asset, fromMs, toMs)) {
      const forecast = keptForecast(body, role);
      if (forecast) found.push(forecast);
    }
  }
  return found;
};

/** Newest first, page by page. Several were made at one time, so each page begins where the last one ended. */
async function* documentsOf(
  store: DocumentStore,
  collection: string,
  owner: string,
  fromMs: number,
  toMs: number,
): AsyncGenerator<unknown> {
  let seen = new Set<string>();
  let [beforeMs, limit] = [toMs, PAGE];
  for (;;) {
    const page = await store.listDocuments({ collection, owner, fromMs, toMs: beforeMs, limit });
    const fresh = page.filter(({ id }) => !seen.has(id));
    for (const { body } of fresh) yield body;
    if (page.length < limit) return;
    limit = fresh.length === 0 ? limit * 2 : PAGE;
    seen = new Set(page.map(({ id }) => id));
    beforeMs = (page.at(-1)?.timeMs ?? fromMs) + 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
