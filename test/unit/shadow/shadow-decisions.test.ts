import assert from "node:assert/strict";
import { assetTypes } from "../../../models/assets/asset-types.ts";
import { compareDecisions } from "../../../models/backtest/compare-decisions.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { TwinStore } from "../../../nodes/kit/store.ts";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { createBehaviour } from "../../../nodes/twin-state/behaviour.ts";
import { schema } from "../../../nodes/twin-state/schema.ts";
import { decisionReader } from "../../../scripts/shadow/shadow-decisions.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { pumpFeatures, START_MS } from "../../support/features-of.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const HOUR_MS = 3_600_000;
const HOT = { "bearingTemperature.mean": 85 };
const ALARM = "pump-1/bearingTemperature/high";

describe("what a twin has decided, as it is read from its store", () => {
  const folder = temporaryFolder();
  after(folder.remove);

  /** A twin that has heard these messages, one after the other. */
  const storeOf = async (name: string, payloads: readonly unknown[]): Promise<TwinStore> => {
    const store = openEmbeddedStore({ file: `${folder.path}/${name}.db` });
    const { world, close } = fakeWorld({ type: assetTypes["centrifugal-pump"], store });
    const twin = createBehaviour(parseConfig(schema, { assetType: "type", store: "store" }), world);
    for (const payload of payloads) await twin.input?.({ payload });
    close();
    await twin.close?.(false);
    return store;
  };

  it("has the alarms that rose and cleared since the comparison began, and not what an operator did to them", async () => {
    const acknowledge = { command: "acknowledge", alarm: ALARM, by: "olga" };
    const shelve = { command: "shelve", alarm: ALARM, by: "olga", untilHours: 1 };
    const unshelve = { command: "unshelve", alarm: ALARM, by: "olga" };
    const hour = (nth: number, changes: Readonly<Record<string, number>> = {}) => pumpFeatures(nth, changes);
    const rises = await storeOf("rises", [
      ...[hour(0, HOT), hour(1), hour(2), hour(3, HOT)],
      ...[acknowledge, shelve, unshelve, hour(4), hour(5, HOT)],
    ]);
    const calm = await storeOf("calm", [hour(0, HOT), hour(1), hour(2), hour(3), hour(4), hour(5)]);
    const reader = decisionReader(START_MS + 2 * HOUR_MS + 1);
    await reader.read(rises, START_MS + 3 * HOUR_MS);
    const decided = await reader.read(rises, START_MS + 6 * HOUR_MS);
    assert.deepEqual(
      decided.alarms.map(({ id, time, state }) => [id, (time - START_MS) / HOUR_MS, state]),
      [
        [ALARM, 4, "active"],
        [ALARM, 5, "cleared"],
      ],
    );
    const quiet = await decisionReader(START_MS + 2 * HOUR_MS + 1).read(calm, START_MS + 6 * HOUR_MS);
    assert.deepEqual(compareDecisions(quiet, decided).alarms, [
      { id: ALARM, before: 0, after: 1, clearedBefore: 0, clearedAfter: 1 },
    ]);
    await Promise.all([rises.close(), calm.close()]);
  });
});
