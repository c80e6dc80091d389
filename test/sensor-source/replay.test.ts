import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { manualClock } from "../support/fake-world.ts";
import { startSource } from "../support/live-source.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";
import { spindleType } from "./spindle-type.ts";

const T0 = Date.UTC(2026, 0, 1);
const ROWS = 5000;

describe("replay of a file", () => {
  const folder = temporaryFolder();
  const sources: ReturnType<typeof startSource>[] = [];
  after(folder.remove);
  afterEach(async () => {
    for (const source of sources.splice(0)) await source.close();
  });

  const file = (name: string, text: string): string => {
    const path = join(folder.path, name);
    writeFileSync(path, name.endsWith(".gz") ? gzipSync(text) : text);
    return path;
  };
  const open = (replayFile: string, settings: Record<string, unknown> = {}): ReturnType<typeof startSource> => {
    const source = startSource(
      { protocol: "replay", replayFile, asset: "spindle-1", ...settings },
      { assetType: spindleType },
    );
    sources.push(source);
    return source;
  };
  const ended = (source: ReturnType<typeof startSource>): Promise<void> =>
    until("the end", () => source.statuses.some(({ text }) => text.startsWith("ended")));
  const csv = (count = ROWS): string =>
    ["time,speed,torque"]
      .concat(Array.from({ length: count }, (_, i) => `${T0 + i * 100},${9000 + i / 7},${i % 50}`))
      .join("\n");

  it("gives exactly the content of a gzipped CSV, in the same batches each time, and says that it ended", async () => {
    const path = file("plant.csv.gz", csv());
    const first = open(path);
    await ended(first);
    const expected = Array.from({ length: ROWS }, (_, i) => [T0 + i * 100, 9000 + i / 7, 0]);
    assert.deepEqual(first.samples("speed", "spindle-1"), expected);
    assert.equal(first.samples("torque").length, ROWS);
    assert.deepEqual(first.lastStatus(), { level: "waiting", text: `ended, ${ROWS} rows` });
    const second = open(path);
    await ended(second);
    const parts = (source: typeof first) => source.telemetry().map(({ receivedTime: _, ...message }) => message);
    assert.deepEqual(parts(second), parts(first));
    assert.deepEqual(first.failures, []);
  });

  it("reads quoted cells, semicolons with decimal commas, ISO times, asset columns and empty cells", async () => {
    const text =
      '\uFEFFwhen;"machine";speed;torque\r\n2026-01-01T00:00:00Z;m1;"1,5";\r\n2026-01-01 00:00:01.5;m1;2;3\r\n2026-01-01T01:00:00+01:00;m2;4;5\r\n';
    const source = open(file("german.csv", text), { replayTimeColumn: "when", replayAssetColumn: "machine" });
    await ended(source);
    assert.deepEqual(source.samples("speed", "m1"), [
      [T0, 1.5, 0],
      [T0 + 1500, 2, 0],
    ]);
    assert.deepEqual(source.samples("torque", "m1"), [[T0 + 1500, 3, 0]]);
    assert.deepEqual(source.samples("speed", "m2"), [[T0, 4, 0]]);
  });

  it("plays at a multiple of real time, never early", async () => {
    const clock = manualClock(T0 + 86_400_000);
    const settings = { replayFile: file("slow.csv", csv(20)), replaySpeed: 10, batchMs: 1 };
    const source = startSource(
      { protocol: "replay", asset: "spindle-1", ...settings },
      { assetType: spindleType, clock },
    );
    sources.push(source);
    let firstMs: number | undefined;
    await until("the end", () => {
      clock.advance(1);
      const count = source.samples("speed").length;
      if (count > 0) firstMs ??= clock.nowMs();
      // Samples are 100 ms apart; the batch that showed the first may be one step late.
      assert.ok(count <= 1 + ((clock.nowMs() - (firstMs ?? clock.nowMs()) + 2) * 10) / 100);
      return source.statuses.some(({ text }) => text.startsWith("ended"));
    });
    assert.equal(source.samples("speed").length, 20);
  });

  it("pauses, steps row by row and goes on, and says where it stands", async () => {
    const settings = { replayAtStart: false, replaySpeed: 10, batchMs: 20 };
    const source = open(file("steps.csv", csv(200)), settings);
    source.input({ payload: "step" });
    await until("the first row", () => source.lastStatus()?.text === "paused, 1 rows");
    source.input({ payload: { step: 3 } });
    await until("three more", () => source.lastStatus()?.text === "paused, 4 rows");
    assert.equal(source.samples("speed").length, 4);
    source.input({ payload: "resume" });
    await until("more rows", () => source.samples("speed").length > 4);
    source.input({ payload: "pause" });
    await until("the pause", () => source.lastStatus()?.text.startsWith("paused") === true);
    const played = source.samples("speed").length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(source.samples("speed").length, played);
    source.input({ payload: { speed: 0 } });
    source.input({ payload: "resume" });
    await ended(source);
    assert.deepEqual(
      source.samples("speed").map(([time]) => time),
      Array.from({ length: 200 }, (_, i) => T0 + i * 100),
    );
    assert.deepEqual(source.refused(), []);
  });

  it("changes its speed while it waits for a row that is far away", async () => {
    const source = open(file("hour.csv", `time,speed\n${T0},1\n${T0 + 3_600_000},2`), { replaySpeed: 1 });
    await until("the first row", () => source.samples("speed").length === 1);
    source.input({ payload: { speed: 1_000_000 } });
    await ended(source);
    assert.equal(source.samples("speed").length, 2);
  });

  it("refuses what is wrong line by line, and replays the others", async () => {
    const text = `time,speed,torque\n${T0},1,2\n${T0 + 1},fast,3\n${T0 + 2},2\n,3,4\n${T0 + 3},NaN,5\n${T0 + 4},5,6`;
    const source = open(file("bad.csv", text));
    await ended(source);
    assert.deepEqual(
      source.samples("speed").map(([, value]) => value),
      [1, 5],
    );
    const codes = source.refused().map(({ code }) => Number(code.slice(-3)));
    assert.deepEqual(codes, [12, 45, 15, 15, 13]);
  });

  it("names a tag that the file does not have", async () => {
    const row = {
      unit: "",
      scale: 1,
      offset: 0,
      asset: "",
      pointer: "",
      address: 0,
      dataType: "float32",
      wordOrder: "big",
    };
    const tags = [
      { ...row, tag: "speed", channel: "speed" },
      { ...row, tag: "pressure", channel: "torque" },
    ];
    const source = open(file("short.csv", csv(3)), { tags });
    await ended(source);
    assert.equal(source.samples("speed").length, 3);
    assert.match(source.failures[0]?.message ?? "", /^TWIN-SOURCE-010: The server has no tag pressure/);
  });

  for (const [what, path, reason] of [
    ["a missing file", () => join(folder.path, "nowhere.csv"), /ENOENT/],
    ["a file without the time column", () => file("no-time.csv", "a,b\n1,2"), /no column time/],
    [
      "a file that is not gzip",
      () => {
        const text = join(folder.path, "text.csv.gz");
        writeFileSync(text, "time,speed\n1,2");
        return text;
      },
      /header/,
    ],
  ] as const) {
    it(`says what is wrong with ${what}`, async () => {
      const source = open(path());
      await until("the error", () => source.failures.length > 0);
      assert.equal(source.failures[0]?.code, "TWIN-SOURCE-044");
      assert.match(source.failures[0]?.message ?? "", reason);
      assert.equal(source.lastStatus()?.level, "error");
    });
  }

  it("starts again from the beginning when it is asked to", async () => {
    const source = open(file("again.csv", csv(10)), { replayAtStart: false });
    source.input({ payload: "start" });
    await ended(source);
    source.input({ payload: "start" });
    await until("the second run", () => source.samples("speed").length === 20);
    assert.deepEqual(source.refused(), []);
  });
});
