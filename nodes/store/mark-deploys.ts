import type { Point, TwinStore } from "../kit/store.ts";
import type { World } from "../kit/world.ts";

/** Documents, one for each change: owner the asset, time that of the data. */
export const DEPLOYS = "deploys";
/** One document an asset: the flow that wrote of it last. */
const LAST_FLOW = "last-flow";

/**
 * Every write carries the flow revision: where a machine's data begins to be written by another flow than before, a point
 * `deploy` (tag `asset`, fields `flow` and `count`) and a document of `deploys` are kept at the data's time. So each sample's flow is that
 * of the mark before it, at no cost for each sample, and a chart can draw the marks.
 */
export const markDeploys = (store: TwinStore, world: World): Pick<TwinStore, "write"> => {
  const marked = new Map<string, string>();

  const mark = async (asset: string, flow: string, timeMs: number): Promise<void> => {
    const last = await store.getDocument(LAST_FLOW, asset);
    if (Object(last?.body).flow === flow) return;
    const body = { schema: "twinloom/deploy@1", asset, time: timeMs, flow };
    await store.write([{ measurement: "deploy", tags: { asset }, fields: { flow, count: 1 }, timeMs }]);
    await store.putDocument({ collection: DEPLOYS, id: `${asset}@${timeMs}`, timeMs, owner: asset, body });
    await store.putDocument({ collection: LAST_FLOW, id: asset, timeMs, owner: asset, body });
  };

  return {
    write: async (points) => {
      await store.write(points);
      const flow = world.flowRevision();
      for (const [asset, timeMs] of newestOfUnmarked(points, marked, flow)) {
        marked.set(asset, flow);
        await mark(asset, flow, timeMs).catch((error: unknown) => {
          // the data itself is kept: the next write tries again
          marked.delete(asset);
          world.log("debug", `the deploy was not marked for ${asset}: ${error}`);
        });
      }
    },
  };
};

/** History that arrives after the deploy is older: the newest point is where the new flow begins. */
const newestOfUnmarked = (
  points: readonly Point[],
  marked: ReadonlyMap<string, string>,
  flow: string,
): ReadonlyMap<string, number> => {
  const newest = new Map<string, number>();
  for (const { tags, timeMs } of points) {
    const asset = tags["asset"];
    if (asset === undefined || marked.get(asset) === flow) continue;
    newest.set(asset, Math.max(newest.get(asset) ?? timeMs, timeMs));
  }
  return newest;
};
