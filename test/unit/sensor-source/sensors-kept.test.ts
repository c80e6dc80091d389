import assert from "node:assert/strict";
import { assetTypes } from "../../../models/assets/asset-types.ts";
import { QUALITY } from "../../../models/telemetry/quality.ts";
import type { AssetType } from "../../../models/twin/asset-type.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { createPlant } from "../../../scripts/plant/plant.ts";
import { manualClock } from "../../support/fake-world.ts";
import { startSource } from "../../support/live-source.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { until } from "../../support/until.ts";

const extruderType = assetTypes["extruder-cooling"] as AssetType;
const START = Date.UTC(2026, 0, 5);
const HOUR_MS = 3_600_000;

describe("a source with a store", () => {
  const folder = temporaryFolder();
  const store = openEmbeddedStore({ file: `${folder.path}/store.db` });
  after(async () => {
    await store.close();
    folder.remove();
  });

  it("stores the readings of a sensor that drifts as they are, uncertain, and knows of the drift after a restart", async () => {
    const plant = createPlant(1, START);
    const start = () =>
      startSource(
        { asset: "extruder-1", batchSamples: 8 },
        { assetType: extruderType, clock: manualClock(START + 100 * HOUR_MS), store },
      );
    const feed = (source: ReturnType<typeof start>, untilHour: number): void => {
      for (const { asset, timeMs, values } of plant.advance(START + untilHour * HOUR_MS)) {
        if (asset !== "extruder-1") continue;
        const barrelTemperature = (values["barrelTemperature"] ?? 0) - 8;
        source.input({ payload: { time: timeMs, values: { ...values, barrelTemperature } } });
      }
    };
    const doubts = (source: ReturnType<typeof start>) =>
      source
        .telemetry()
        .at(-1)
        ?.doubts?.["barrelTemperature"]?.map(({ kind }) => kind);

    const first = start();
    feed(first, 24);
    await first.close();
    assert.deepEqual(doubts(first), ["drift"]);

    const second = start();
    let hour = 24;
    await until("what was kept", () => {
      hour += 1 / 12;
      feed(second, hour);
      return doubts(second) !== undefined;
    });
    feed(second, hour + 1);
    await second.close();
    assert.deepEqual(doubts(second), ["drift"]);
    assert.ok(hour < 28, "known at once: it took longer to find");

    const tags = { asset: "extruder-1", channel: "barrelTemperature" };
    const query = { measurement: "telemetry", tags, fromMs: START + hour * HOUR_MS, toMs: START + 40 * HOUR_MS };
    const qualities = await store.range({ ...query, field: "quality" });
    const values = await store.range({ ...query, field: "value" });
    assert.ok(qualities.values.length > 10);
    assert.ok(qualities.values.every((quality) => quality === QUALITY.uncertain));
    assert.ok(values.values.every((value) => value > 190 && value < 215));
  });
});
