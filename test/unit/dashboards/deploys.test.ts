import assert from "node:assert/strict";

const PART = new URL("../../../dashboards/parts/deploys.js", import.meta.url).href;
const HOUR_MS = 3_600_000;

describe("the lines of deploys across a machine's charts", () => {
  it("stand where another flow took over within the range, not where the data begins nor where the same flow went on", async () => {
    const { deploys } = await import(PART);
    const page = { ...deploys, deployed: {}, time: (ms: number) => `hour ${ms / HOUR_MS}` };
    const mark = (hour: number, flow: string) => ({ asset: "pump-1", time: hour * HOUR_MS, flow });
    page.takeDeploys([mark(30, "c"), mark(20, "b"), mark(1, "a"), mark(10, "a"), { ...mark(15, "x"), asset: "fan-1" }]);
    const range = { fromMs: 0, toMs: 25 * HOUR_MS };
    const marks = page.deployMarks("pump-1", range, (ms: number) => ms / HOUR_MS);
    assert.deepEqual(marks, [{ x: 20, text: "Another flow was deployed: b, hour 20" }]);
    assert.deepEqual(page.deployMarks("spindle-1", range, Number), []);
  });
});
