import type { LoadInput, PhysicsModel } from "./physics-model.ts";

export const LOADS_TAG = "twinloom/loads@1";

/** What may be changed on a machine in a what-if: the answer to `{ query: "loads" }`, from which a page makes its sliders. */
export interface Loads {
  readonly schema: typeof LOADS_TAG;
  readonly asset: string;
  readonly assetType: string;
  readonly loads: Readonly<Record<string, LoadInput>>;
  /** Components that can be maintained. */
  readonly components: readonly string[];
}

export const loadsOf = (asset: string, assetType: string, model: PhysicsModel): Loads => ({
  schema: LOADS_TAG,
  asset,
  assetType,
  loads: model.loads,
  components: [...new Set(model.damage.map((one) => one.component))],
});
