import assert from "node:assert/strict";
import { count, gauge, readMetrics } from "../../../nodes/kit/metrics.ts";

const samplesOf = (name: string, node: string) =>
  (readMetrics().find((metric) => metric.name === name)?.samples ?? []).filter(({ labels }) => labels["node"] === node);

describe("the numbers that a runtime tells of itself", () => {
  it("add up by their labels", () => {
    count("twinloom_readings_refused_total", { node: "m1", code: "A" }, 2);
    count("twinloom_readings_refused_total", { node: "m1", code: "B" }, 1);
    count("twinloom_readings_refused_total", { node: "m1", code: "A" }, 3);
    assert.deepEqual(samplesOf("twinloom_readings_refused_total", "m1"), [
      { labels: { node: "m1", code: "A" }, value: 5 },
      { labels: { node: "m1", code: "B" }, value: 1 },
    ]);
  });

  it("are read when somebody asks, end with their node, and leave out what is not known", () => {
    const abort = new AbortController();
    let age = Number.NaN;
    gauge("twinloom_data_age_seconds", { node: "m2" }, () => age, abort.signal);
    assert.deepEqual(samplesOf("twinloom_data_age_seconds", "m2"), []);
    age = 7;
    assert.deepEqual(samplesOf("twinloom_data_age_seconds", "m2"), [{ labels: { node: "m2" }, value: 7 }]);
    abort.abort();
    assert.deepEqual(samplesOf("twinloom_data_age_seconds", "m2"), []);
  });

  it("have a type and a help each", () => {
    count("twinloom_errors_total", { node: "m3", code: "A" }, 1);
    for (const { name, type, help } of readMetrics()) {
      assert.equal(type === "counter", name.endsWith("_total"), name);
      assert.ok(help.length > 10, name);
    }
  });
});
