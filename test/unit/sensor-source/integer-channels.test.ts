import assert from "node:assert/strict";
import type { Point } from "../../../nodes/kit/store.ts";
import { telemetryPoints } from "../../../nodes/sensor-source/telemetry-points.ts";
import { spindleType } from "../../sensor-source/spindle-type.ts";
import { manualClock } from "../../support/fake-world.ts";
import { startSource } from "../../support/live-source.ts";

const T0 = Date.UTC(2026, 5, 1);
const counting = {
  ...spindleType,
  channels: {
    ...spindleType.channels,
    parts: { label: "Parts", unit: "1", kind: "scalar" as const, integer: true },
  },
};

const open = (settings: Record<string, unknown> = {}) => {
  const clock = manualClock(T0 + 3_600_000);
  const source = startSource({ asset: "spindle-1", batchSamples: 1, ...settings }, { assetType: counting, clock });
  const send = (value: unknown, second: number, topic = "parts") =>
    source.input({ topic, payload: [{ value, time: T0 + second * 1000 }] });
  const points = (): Point[] => source.telemetry().flatMap(telemetryPoints);
  return { ...source, send, points };
};

describe("a channel of whole numbers", () => {
  it("is written as integers, and every other channel as floats", async () => {
    const source = open();
    for (const [i, value] of [0, -7, 2 ** 53 - 1].entries()) source.send(value, i);
    source.send(12, 9, "torque");
    assert.deepEqual(
      source.points().map(({ tags, fields, integers }) => [tags["channel"], fields["value"], integers]),
      [
        ["parts", 0, ["value"]],
        ["parts", -7, ["value"]],
        ["parts", 2 ** 53 - 1, ["value"]],
        ["torque", 12, undefined],
      ],
    );
    await source.close();
  });

  for (const value of [1.5, 2 ** 53, -0.001]) {
    it(`takes ${value} as bad, with its code, as it came`, async () => {
      const source = open();
      source.send(value, 0);
      source.send(3, 1);
      assert.deepEqual(
        source.failures.map(({ code }) => code),
        ["TWIN-SOURCE-025"],
      );
      assert.deepEqual(
        source.points().map(({ fields, integers }) => [fields["value"], fields["quality"] === 0, integers]),
        [
          [value, false, undefined],
          [3, true, ["value"]],
        ],
      );
      await source.close();
    });
  }

  it("takes a whole number that its scale left a hair beside as that number", async () => {
    const tags = [{ tag: "parts", channel: "parts", scale: 0.1 }];
    const source = open({ tags });
    source.send(30, 0);
    assert.deepEqual(
      source.points().map(({ fields, integers }) => [fields["value"], integers]),
      [[3, ["value"]]],
    );
    await source.close();
  });
});
