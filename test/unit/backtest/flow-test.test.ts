import assert from "node:assert/strict";
import fc from "fast-check";
import { judgeFlowTest } from "../../../models/backtest/judge-flow-test.ts";
import { mismatches } from "../../../models/backtest/mismatches.ts";
import { stepTelemetry } from "../../../models/backtest/step-readings.ts";
import { seriesView } from "../../../models/telemetry/series-view.ts";

const nothing = { orders: [], alarms: [], forecasts: [], received: {}, errors: {} };

describe("what a flow test expects", () => {
  it("holds any decision to itself, and to no part of it that is different", () => {
    const plain = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)));
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{3,6}$/), plain, { minKeys: 1 }), (decision) => {
        assert.deepEqual(mismatches("it", decision, decision), []);
        for (const key of Object.keys(decision)) {
          assert.equal(
            mismatches("it", { [key]: "something else" }, decision).length,
            decision[key] === "something else" ? 0 : 1,
          );
        }
      }),
    );
  });

  it("takes a range for a number, both ends within, and an ISO time for epoch milliseconds", () => {
    const range = { atLeast: 1, atMost: 2 };
    assert.deepEqual(
      [0.9, 1, 2, 2.1, Number.NaN].map((n) => mismatches("n", range, n).length),
      [1, 0, 0, 1, 1],
    );
    assert.deepEqual(mismatches("t", "2026-05-01T00:00:00Z", Date.UTC(2026, 4, 1)), []);
    assert.equal(mismatches("t", "2026-05-01T00:00:00Z", Date.UTC(2026, 4, 1) + 1).length, 1);
  });

  it("counts, and looks at the first, the last, some and none", () => {
    const forecasts = [{ rulHours: 30 }, { rulHours: 20 }, { rulHours: 10 }];
    const judge = (expected: object) =>
      judgeFlowTest({ forecasts: expected }, { ...nothing, forecasts }).map(({ place }) => place);
    assert.deepEqual(
      judge({
        count: 3,
        first: { rulHours: 30 },
        last: { rulHours: 10 },
        some: [{ rulHours: 20 }],
        none: [{ rulHours: 5 }],
      }),
      [],
    );
    assert.deepEqual(judge({ count: 2, first: { rulHours: 10 }, some: [{ rulHours: 5 }], none: [{ rulHours: 20 }] }), [
      ...["forecasts.count", "forecasts.first.rulHours", "forecasts.some[0]", "forecasts.none[0]"],
    ]);
    assert.deepEqual(judge([{ rulHours: 30 }]), ["forecasts.count"]);
    assert.equal(judgeFlowTest({ orders: { some: [{ asset: "x" }] } }, nothing).length, 1);
  });

  it("expects no error unless it is named", () => {
    const outcome = { ...nothing, errors: { "TWIN-X-001": 2 } };
    assert.deepEqual(judgeFlowTest({ orders: [] }, outcome), [{ place: "errors.TWIN-X-001", expected: "0", got: "2" }]);
    assert.deepEqual(judgeFlowTest({ errors: { "TWIN-X-001": { atLeast: 1 } } }, outcome), []);
    assert.equal(judgeFlowTest({ errors: { "TWIN-X-002": 1, "TWIN-X-001": 2 } }, outcome).length, 1);
  });

  it("makes readings on straight lines between the numbers of a channel, in batches of an hour", () => {
    const readings = {
      asset: "a",
      from: "2026-05-01T00:00:00Z",
      everySeconds: 1800,
      count: 5,
      channels: { x: [0, 10, 30], y: 7 },
    };
    const batches = stepTelemetry(readings, () => "K");
    const course = batches.flatMap(({ series }) => [...(series?.["x"] ? seriesView(series["x"]).values : [])]);
    assert.deepEqual(course, [0, 5, 10, 20, 30]);
    assert.deepEqual(
      batches.map(({ values }) => values),
      [
        { x: 5, y: 7 },
        { x: 20, y: 7 },
        { x: 30, y: 7 },
      ],
    );
    assert.deepEqual(
      stepTelemetry({ ...readings, from: "soon" }, () => "K"),
      [],
    );
  });
});
