import assert from "node:assert/strict";
import { converterBetween } from "../../../models/revisions/converter-between.ts";
import { schema as features } from "../../../nodes/feature-extractor/schema.ts";
import { schema as rul } from "../../../nodes/rul-predictor/schema.ts";
import { schema as twin } from "../../../nodes/twin-state/schema.ts";

const contracts = new Map([features, twin, rul].map((schema) => [schema.type, schema]));
const between = (sent: string, taken: string) =>
  converterBetween([`twinloom/${sent}@1`], [`twinloom/${taken}@1`], contracts)?.map(
    ({ type, output }) => `${type.replace("twinloom-", "")} ${output}`,
  );

describe("what is put into a wire whose ends don't fit", () => {
  it("is the shortest way from what is sent to what is taken", () => {
    assert.deepEqual(between("telemetry", "state"), ["twin-state 0"]);
    assert.deepEqual(between("telemetry", "features"), ["feature-extractor 0"]);
    assert.deepEqual(between("telemetry", "alarm"), ["twin-state 2"]);
    assert.deepEqual(between("features", "forecast"), ["twin-state 0", "rul-predictor 0"]);
  });

  it("is nothing where no node leads back", () => {
    assert.equal(between("forecast", "telemetry"), undefined);
    assert.equal(between("spectrum", "state"), undefined);
  });
});
