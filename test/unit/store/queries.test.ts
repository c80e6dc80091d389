import assert from "node:assert/strict";
import { fluxString } from "@influxdata/influxdb-client";
import { escape as quoting } from "influx";
import type { TwinError } from "../../../models/errors/twin-error.ts";
import type { RangeQuery } from "../../../nodes/kit/store.ts";
import { checkQuery } from "../../../nodes/store/check-query.ts";
import { latestFlux, rangeFlux } from "../../../nodes/store/influx2/flux.ts";
import { latestQueries, rangeQuery } from "../../../nodes/store/influxql/influxql.ts";

const query: RangeQuery = {
  measurement: "telemetry",
  tags: { asset: 'it\'s "one"' },
  field: "value",
  fromMs: 1000,
  toMs: 5000.5,
};

describe("queries of the twin store", () => {
  it("become InfluxQL with the bounds in milliseconds and every name quoted", () => {
    assert.equal(
      rangeQuery(checkQuery({ ...query, limit: 5 }), "twinloom", quoting),
      `SELECT "value" FROM "twinloom"."telemetry" WHERE "asset" = 'it\\'s "one"' AND time >= 1000ms AND time < 5001ms ORDER BY time ASC LIMIT 5`,
    );
    assert.match(
      rangeQuery(checkQuery({ ...query, everyMs: 60_000, aggregate: "max" }), "", quoting),
      /^SELECT max\("value"\) FROM "telemetry" WHERE .* GROUP BY time\(60000ms\) fill\(none\) ORDER BY time ASC/,
    );
    assert.deepEqual(latestQueries("m", {}, "p", quoting), [
      `SELECT last(*) FROM "p"."m" GROUP BY *`,
      `SELECT * FROM "p"."m" GROUP BY * ORDER BY time DESC LIMIT 1`,
    ]);
  });

  it("become Flux with every string quoted", () => {
    const flux = rangeFlux(checkQuery({ ...query, tags: { asset: 'a"b' }, everyMs: 60_000 }), "plant", fluxString);
    assert.match(
      flux,
      /^from\(bucket: "plant"\) \|> range\(start: 1970-01-01T00:00:01.000Z, stop: 1970-01-01T00:00:05.001Z\)/,
    );
    assert.ok(flux.includes(String.raw`r["asset"] == "a\"b" and r["_field"] == "value"`));
    assert.ok(flux.includes(`aggregateWindow(every: 60000ms, fn: mean, createEmpty: false, timeSrc: "_start")`));
    assert.ok(latestFlux("m", {}, "plant", fluxString).includes(`r["_measurement"] == "m") |> last()`));
  });

  for (const [what, wrong, code] of [
    ["times that are not numbers", { fromMs: Number.NaN }, "TWIN-STORE-010"],
    ["buckets without a width", { everyMs: -1 }, "TWIN-STORE-010"],
    ["an unknown aggregate", { aggregate: "median" as "mean" }, "TWIN-STORE-010"],
    ["a limit of none", { limit: 0 }, "TWIN-STORE-010"],
    ["a field without a name", { field: "" }, "TWIN-STORE-006"],
    ["a tag that would end the line", { tags: { asset: "a\n" } }, "TWIN-STORE-006"],
  ] as const) {
    it(`with ${what} are refused with a code`, () => {
      assert.throws(
        () => checkQuery({ ...query, ...wrong }),
        (error: TwinError) => error.code === code,
      );
    });
  }
});
