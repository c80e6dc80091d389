import assert from "node:assert/strict";
import type { Features } from "../../../models/telemetry/features.ts";
import { makeSeries } from "../../../models/telemetry/series-view.ts";
import { TELEMETRY_TAG } from "../../../models/telemetry/telemetry.ts";
import type { AssetType } from "../../../models/twin/asset-type.ts";
import type { Alarm } from "../../../models/twin/twin-state.ts";
import { readAssetType } from "../../../nodes/asset-type/read-asset-type.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { FlowMessage } from "../../../nodes/kit/world.ts";
import { createBehaviour } from "../../../nodes/twin-state/behaviour.ts";
import { schema } from "../../../nodes/twin-state/schema.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { startExtractor } from "../feature-extractor/extractor.ts";
import { readData, skipWithout } from "../signal/data-folder.ts";

const HOUR_MS = 3_600_000;

interface Trend {
  readonly name: string;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** Mean absolute acceleration of each snapshot, without the rows after shutdown. */
const readTrends = (test: 1 | 2): Trend[] => {
  const [head = "", ...lines] = readData("ims", `ims_test${test}_mean_abs.csv.gz`).toString().trim().split("\n");
  const rows = lines.slice(0, test === 2 ? -2 : undefined).map((line) => line.split(","));
  const times = rows.map(([time = ""]) => Date.parse(`${time.replace(" ", "T")}Z`));
  return head
    .split(",")
    .slice(1)
    .map((name, i) => ({ name: name.trim(), times, values: rows.map((row) => Number(row[i + 1])) }));
};

/** What an engineer would write for it: a channel without limits, held to its own baseline with nothing else set. */
const bearingType = (): AssetType => {
  const definition = {
    schema: "twinloom/asset-type@1",
    id: "test-rig-bearing",
    label: "Bearing of a test rig",
    channels: { vibration: { label: "Mean vibration", unit: "g", kind: "scalar", component: "bearing" } },
    parameters: {},
    components: [{ id: "bearing", label: "Bearing", indicators: [] }],
    failureModes: [],
    baselines: [{ feature: "vibration.mean" }],
  };
  return readAssetType("own", JSON.stringify(definition), "");
};

/** Runs a trend through the feature extractor and the twin state as a flow does; alarms in the order in which they came. */
const alarmsOf = ({ name, times, values }: Trend): Alarm[] => {
  const type = bearingType();
  const extractor = startExtractor({}, type);
  const { world, failures } = fakeWorld({ type });
  const twin = createBehaviour(parseConfig(schema, { assetType: "type" }), world);
  const alarms: Alarm[] = [];
  const tell = (features: readonly Features[]): void => {
    for (const payload of features) {
      const [, , changed] = twin.input?.({ payload }) as unknown as [unknown, unknown, FlowMessage[] | null];
      for (const message of changed ?? []) alarms.push((message.payload as { alarm: Alarm }).alarm);
    }
  };
  for (const [i, time] of times.entries()) {
    const series = { vibration: makeSeries("g", [time], [values[i] ?? Number.NaN]) };
    extractor.send({ schema: TELEMETRY_TAG, asset: name, time, values: {}, series });
    tell(extractor.features.splice(0));
  }
  assert.deepEqual([...extractor.failures, ...failures], []);
  return alarms.filter(({ state }) => state === "active");
};

const hoursTo = (endMs: number, since: number): number => Math.round((endMs - since) / HOUR_MS);

describe("a baseline on the IMS bearings that ran to failure", () => {
  const cases = [
    { test: 1, failed: ["Bearing 3 C1", "Bearing 3 C2", "Bearing 4 C1", "Bearing 4 C2"], atLeastHours: 24 },
    { test: 2, failed: ["Bearing 1"], atLeastHours: 60 },
  ] as const;
  for (const { test, failed, atLeastHours } of cases) {
    it(`alarms ${atLeastHours} h before the end of test ${test}, and for no bearing in the first half of its life`, function () {
      skipWithout(this, "ims");
      for (const trend of readTrends(test)) {
        const [first = 0, end = 0] = [trend.times[0], trend.times.at(-1)];
        const since = alarmsOf(trend).map((alarm) => alarm.since);
        const left = since.map((time) => hoursTo(end, time));
        const whole = hoursTo(end, first);
        console.log(
          `      test ${test}, ${trend.name}: alarms ${left.join(", ") || "none"} h before the end, of ${whole} h`,
        );
        const middle = Math.max((first + end) / 2, trend.times[trend.times.length >> 1] ?? end);
        assert.deepEqual(
          since.filter((time) => time < middle),
          [],
          trend.name,
        );
        const isFailed = (failed as readonly string[]).includes(trend.name);
        if (isFailed) assert.ok((left[0] ?? 0) >= atLeastHours, `${trend.name} alarms ${left[0]} h before the end`);
      }
    });
  }
});
