import assert from "node:assert/strict";
import { assetTypes } from "../../../models/assets/asset-types.ts";
import { sensorPlan } from "../../../models/sensors/sensor-plan.ts";
import { createSensorWatch } from "../../../models/sensors/sensor-watch.ts";
import { makeSeries, seriesView } from "../../../models/telemetry/series-view.ts";
import type { Telemetry } from "../../../models/telemetry/telemetry.ts";
import type { AssetType } from "../../../models/twin/asset-type.ts";
import { telemetryOf, watchPlant } from "../../../scripts/sensors/watch-plant.ts";

const ALL = ["pump-1", "fan-1", "spindle-1", "extruder-1"];
const HOUR_MS = 3_600_000;
const T0 = Date.UTC(2026, 0, 5);

describe("the sensors of the demo plant", () => {
  it("raise no alarm in the lives of two plants up to the failure of each machine", () => {
    for (const seed of [1, 2]) {
      const { told, runningHours } = watchPlant(seed, 600, ALL);
      assert.deepEqual(
        told.map(({ channel, kind, hour }) => `${channel} ${kind} at ${hour} h`),
        [],
      );
      assert.ok(runningHours > 1800, `watched ${runningHours} machine hours`);
    }
  });

  it("name a barrel thermometer that slowly loses 10 K, with what it should read within 1 K", () => {
    const { told, last } = watchPlant(1, 250, ["extruder-1"], (values, hour) => {
      values["barrelTemperature"] = (values["barrelTemperature"] ?? 0) - Math.max(0, hour - 50) * 0.05;
    });
    assert.deepEqual(
      told.map(({ channel, kind, quality }) => [channel, kind, quality]),
      [["barrelTemperature", "drift", "uncertain"]],
    );
    // 3 K count, which it has lost after 60 h.
    assert.ok((told[0]?.hour ?? 0) < 50 + 60, `told at ${told[0]?.hour} h`);
    const lost = 200 * 0.05;
    const doubt = last?.doubts?.["barrelTemperature"]?.[0];
    const view = last?.series?.["barrelTemperature"] && seriesView(last.series["barrelTemperature"]);
    const found = (doubt?.estimate?.value ?? 0) - (view?.values[0] ?? 0);
    assert.ok(Math.abs(found - lost) < 1, `${found} K are found of ${lost} K`);
    assert.match(doubt?.reason ?? "", /^Barrel temperature reads .* where the physics and the other channels say/);
    assert.deepEqual([...(view?.qualities ?? [])], [1]);
  });

  it("name each of the sensors of the pump that is off at once, and no other", () => {
    const faults = { motorPower: 2, dischargePressure: -0.6, flow: 8, vibrationVelocity: 0.9, bearingTemperature: -6 };
    for (const [channel, offset] of Object.entries(faults)) {
      const { told } = watchPlant(2, 90, ["pump-1"], (values, hour) => {
        if (hour > 40) values[channel] = (values[channel] ?? 0) + offset;
      });
      const drifts = told.filter(({ kind }) => kind === "drift");
      assert.deepEqual(
        drifts.map((one) => [one.channel, ...(one.orElse ?? [])].includes(channel)),
        [true],
        `${channel}: ${told.map(({ reason }) => reason).join("; ")}`,
      );
      assert.ok((drifts[0]?.hour ?? 99) < 40 + 16, `${channel} told at ${drifts[0]?.hour} h`);
    }
  });

  it("find a sensor that hangs after the two hours that are set, and a lone spike at once", () => {
    let held: number | undefined;
    const { told } = watchPlant(1, 70, ["fan-1"], (values, hour) => {
      if (hour > 50) {
        held ??= values["motorPower"] ?? 0;
        values["motorPower"] = held;
      }
      if (hour === 30.5) values["airflow"] = (values["airflow"] ?? 0) + 9000;
    });
    assert.deepEqual(
      told.filter(({ kind }) => kind !== "drift").map(({ channel, kind, hour }) => [channel, kind, Math.round(hour)]),
      [
        ["airflow", "spike", 31],
        ["motorPower", "stuck", 52],
      ],
    );
  });

  it("are not blamed on a machine that is larger than the one of the physics", () => {
    const { told } = watchPlant(1, 200, ["pump-1"], (values) => {
      values["flow"] = (values["flow"] ?? 0) * 1.5;
      values["motorPower"] = (values["motorPower"] ?? 0) * 1.4;
      values["dischargePressure"] = (values["dischargePressure"] ?? 0) * 1.1;
    });
    assert.deepEqual(
      told.map(({ reason }) => reason),
      [],
    );
  });

  it("are both named where two drift at once", () => {
    const { told } = watchPlant(1, 200, ["extruder-1"], (values, hour) => {
      values["barrelTemperature"] = (values["barrelTemperature"] ?? 0) - Math.max(0, hour - 50) * 0.08;
      values["coolingFlow"] = (values["coolingFlow"] ?? 0) + Math.max(0, hour - 50) * 0.02;
    });
    const named = new Set(told.flatMap(({ channel, orElse = [] }) => [channel, ...orElse]));
    assert.ok(named.has("barrelTemperature") && named.has("coolingFlow"), [...named].join());
  });

  it("are good again when the drift is mended", () => {
    const { last, told } = watchPlant(1, 140, ["extruder-1"], (values, hour) => {
      if (hour > 30 && hour < 80) values["meltPressure"] = (values["meltPressure"] ?? 0) + 15;
    });
    assert.equal(told.length, 1);
    assert.equal(last?.doubts, undefined);
  });
});

describe("redundant sensors", () => {
  const type = (names: readonly string[]): AssetType => ({
    ...(assetTypes["centrifugal-pump"] as AssetType),
    channels: Object.fromEntries(
      names.map((name) => [
        name,
        {
          label: `Temperature ${name}`,
          unit: "Cel",
          kind: "scalar",
          sensor: { driftAbove: 2, redundantGroup: "bearing" },
        },
      ]),
    ),
  });

  /** Each sensor reads 90 °C and some tenths, in another order each time; `off` is added to the last. */
  const run = (names: readonly string[], off: number): Telemetry => {
    const { running, ...rest } = type(names);
    const watch = createSensorWatch(sensorPlan(rest), 0);
    let last: Telemetry | undefined;
    for (let i = 0; i < 12 * 24; i++) {
      const time = T0 + i * (HOUR_MS / 12);
      const series = names.map((name, at) => {
        const value = 90 + ((i * 7 + at * 3) % 10) / 10 + (at === names.length - 1 ? off : 0);
        return [name, makeSeries("Cel", [time], [value])] as const;
      });
      last = watch.watch({
        schema: "twinloom/telemetry@1",
        asset: "pump-1",
        time,
        values: {},
        series: Object.fromEntries(series),
      });
    }
    return last as Telemetry;
  };

  it("of three vote: the one that reads 85 °C where two say 90 °C is named with the estimate", () => {
    const { doubts } = run(["a", "b", "c"], -5);
    assert.deepEqual(Object.keys(doubts ?? {}), ["c"]);
    assert.ok(Math.abs((doubts?.["c"]?.[0]?.estimate?.value ?? 0) - 90.4) < 0.6);
    assert.match(doubts?.["c"]?.[0]?.reason ?? "", /its neighbours say/);
  });

  it("of a pair are both named, because nothing tells which is wrong", () => {
    const { doubts } = run(["a", "b"], -5);
    assert.deepEqual(
      Object.entries(doubts ?? {}).map(([channel, found]) => [channel, found[0]?.orElse]),
      [
        ["a", ["b"]],
        ["b", ["a"]],
      ],
    );
  });

  it("that agree are not doubted", () => {
    assert.equal(run(["a", "b", "c"], 0).doubts, undefined);
    assert.equal(run(["a", "b"], 1).doubts, undefined);
  });
});

describe("a source whose clock is off", () => {
  const type = assetTypes["centrifugal-pump"] as AssetType;
  const run = (lagMs: number, limitMs: number): Telemetry => {
    const watch = createSensorWatch(sensorPlan(type), limitMs);
    let last: Telemetry | undefined;
    for (let i = 0; i < 30; i++) {
      const time = T0 + i * 1000;
      const telemetry = telemetryOf("pump-1", type.id, time, { speed: 2900 + (i % 3), flow: 100 + (i % 5) });
      last = watch.watch({ ...telemetry, receivedTime: time + lagMs + (i % 4) * 20 });
    }
    return last as Telemetry;
  };

  it("makes all its readings uncertain, which are not changed, and says by how much", () => {
    const { doubts, values, series } = run(90_000, 5000);
    assert.equal(doubts?.["flow"]?.[0]?.reason, "The source's clock is 90 s behind");
    assert.deepEqual(Object.keys(doubts ?? {}), ["speed", "flow"]);
    assert.deepEqual(values, {});
    const flow = series?.["flow"] && seriesView(series["flow"]);
    assert.deepEqual([flow?.values[0], flow?.qualities?.[0]], [104, 1]);
  });

  it("is nothing where it is within what is allowed, or not watched", () => {
    assert.equal(run(3000, 5000).doubts, undefined);
    assert.equal(run(90_000, 0).doubts, undefined);
  });
});
