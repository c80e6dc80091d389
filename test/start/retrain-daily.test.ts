import assert from "node:assert/strict";
import { join } from "node:path";
import { assetTypes } from "../../models/assets/index.ts";
import type { AssetType } from "../../models/twin/asset-type.ts";
import { keepRetrainPlan, readRetrainRuns } from "../../nodes/kit/models/kept-retrain.ts";
import type { TwinStore } from "../../nodes/kit/store.ts";
import { installShipped } from "../../nodes/rul-predictor/install-shipped.ts";
import { shippedModelFolder } from "../../nodes/rul-predictor/shipped-models.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { retrainDaily } from "../../scripts/start/retrain-daily.ts";
import { eventually } from "../support/eventually.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("a scheduled retrain", () => {
  const folder = temporaryFolder();
  let store: TwinStore;
  before(async () => {
    store = openEmbeddedStore({ file: join(folder.path, "twinloom-store.db") });
    const installation = { store, home: folder.path, root: shippedModelFolder(), nowMs: 1, source: "test" };
    await installShipped(assetTypes["induction-fan"] as AssetType, installation);
  });
  after(async () => {
    await store.close();
    folder.remove();
  });

  it("looks at every component by itself where a plan says so, and waits while there is nothing to learn from", async () => {
    await keepRetrainPlan(store, { every: "quarterly", failures: 2 }, 1);
    const daily = retrainDaily(folder.path, { firstMs: 0, everyMs: 600_000 });
    try {
      const told = async () =>
        (await readRetrainRuns(store)).map(({ subject, state, reason }) => [subject, state, reason.split(":")[0]]);
      const both = async () => (await told()).filter(([, state]) => state === "waiting").length === 2;
      await eventually("a look at both components", both, told);
      assert.deepEqual((await told()).toSorted(), [
        ["induction-fan/impeller", "waiting", "TWIN-RETRAIN-001"],
        ["induction-fan/winding", "waiting", "TWIN-RETRAIN-001"],
      ]);
    } finally {
      daily.stop();
    }
  });
});
