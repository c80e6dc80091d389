import assert from "node:assert/strict";
import { chooseLines } from "../../../models/preview/choose-lines.ts";
import { compareRuns } from "../../../models/preview/compare-runs.ts";
import { previewBook } from "../../../models/preview/preview-book.ts";

const HOUR = 3_600_000;
const run = (...payloads: readonly object[]) => {
  const book = previewBook();
  for (const payload of payloads) book.hear(payload);
  return book.run();
};
const alarm = (hour: number, state: string, id = "pump-1/temperature/high") => ({
  ...{ schema: "twinloom/alarm@1", asset: "pump-1", time: hour * HOUR },
  alarm: { id, state, source: "temperature.mean", message: "temperature is high" },
});
const forecast = (hour: number, rulHours: number, urgency: string) => ({
  ...{ schema: "twinloom/forecast@1", asset: "pump-1", component: "bearing", time: hour * HOUR, rulHours, urgency },
});

describe("what a preview says", () => {
  it("counts an alarm once for each time that it rises", () => {
    const three = [1, 3, 5].flatMap((hour) => [
      alarm(hour, "active"),
      alarm(hour, "active"),
      alarm(hour + 1, "cleared"),
    ]);
    const [finding] = compareRuns(run(...three), run(alarm(1, "active")));
    assert.deepEqual(finding, { key: "alarms", before: 3, after: 1, differs: true });
  });

  it("says by how many hours an urgency comes earlier, and what is left at the end", () => {
    const before = run(forecast(1, 400, "NORMAL"), forecast(72, 120, "WARNING"));
    const after = run(forecast(1, 160, "NORMAL"), forecast(24, 120, "WARNING"), forecast(72, 60, "CRITICAL"));
    assert.deepEqual(compareRuns(before, after), [
      { key: "urgencyNew", name: "bearing", urgency: "CRITICAL", differs: true },
      { key: "urgencyEarlier", name: "bearing", urgency: "WARNING", after: 48, differs: true },
      { key: "forecasts", before: 2, after: 3, differs: true },
      { key: "rul", name: "bearing", before: 120, after: 60, differs: true },
    ]);
  });

  it("says why the last forecasts have no number", () => {
    const { rulHours: _none, ...without } = forecast(2, 0, "NORMAL");
    const [counted, insufficient] = compareRuns(undefined, run({ ...without, reason: "not enough history yet" }));
    assert.deepEqual(counted, { key: "forecasts", after: 1, differs: false });
    assert.deepEqual(insufficient, { key: "insufficient", after: 1, text: "not enough history yet", differs: false });
  });

  it("gives refused readings in percent of all, by their code", () => {
    const refused = { code: "TWIN-SOURCE-010", reason: "it is too old" };
    const sent = { schema: "twinloom/telemetry@1", asset: "a", time: 1, values: { x: 1, y: 2, z: 3 } };
    const [first, second] = compareRuns(run(sent), run(sent, refused));
    assert.deepEqual(first, {
      ...{ key: "refused", name: "TWIN-SOURCE-010", before: 0, after: 25, text: "it is too old", differs: true },
    });
    assert.deepEqual(second, { key: "readings", before: 3, after: 3, differs: false });
  });

  it("says how many messages were sent where it knows nothing else of them, and nothing of before for a new node", () => {
    assert.deepEqual(compareRuns(undefined, run({ any: 1 }, { any: 2 })), [
      { key: "messages", after: 2, differs: false },
    ]);
  });

  it("draws what an alarm was about, then what differs most", () => {
    const features = (values: Record<string, number>, time: number) => ({
      ...{ schema: "twinloom/features@1", asset: "a", time, values, units: { b: "kW" }, missing: {} },
    });
    const [was, is] = [
      run(features({ a: 1, b: 1, c: 1 }, 1), features({ a: 2, b: 2, c: 2 }, 2)),
      run(features({ a: 1, b: 1, c: 1 }, 1), features({ a: 2, b: 9, c: 2.1 }, 2)),
    ];
    const names = (first: readonly string[]) => chooseLines(was, is, 2, first).map(({ name }) => name);
    assert.deepEqual(names([]), ["b", "c"]);
    assert.deepEqual(names(["a"]), ["a", "b"]);
    assert.equal(chooseLines(was, is, 1)[0]?.unit, "kW");
  });

  it("draws of lines that differ alike one of each channel, what people look at first", () => {
    const of = (...values: number[]) => ({ timesMs: values, values, unit: "1" });
    const lines = (...values: number[]) =>
      Object.fromEntries(
        ["speed.max", "speed.mean", "vibration.band1", "vibration.rms"].map((name) => [name, of(...values)]),
      );
    const drawn = chooseLines({ ...run(), lines: lines(1, 2) }, { ...run(), lines: lines(1, 2, 3) }, 3);
    assert.deepEqual(
      drawn.map(({ name }) => name),
      ["speed.mean", "vibration.rms", "speed.max"],
    );
  });
});
