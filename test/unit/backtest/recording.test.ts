import assert from "node:assert/strict";
import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { seriesView } from "../../../models/telemetry/series-view.ts";
import { openRecording } from "../../../scripts/recording/open-recording.ts";
import { writeRecording } from "../../../scripts/recording/write-recording.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("a recording", () => {
  const folder = temporaryFolder();
  const file = join(folder.path, "it.twr");
  after(folder.remove);

  const about = { asset: "pump-1", assetType: "centrifugal-pump", fromMs: 1000, toMs: 4000 };
  const write = (blocks = 2): void => {
    const writer = writeRecording(file);
    const series = {
      channel: "flow",
      unit: "m3/h",
      timesMs: Float64Array.of(1000, 2000, 3000),
      values: Float64Array.of(1, 2, 3),
    };
    for (let i = 0; i < blocks; i++) writer.block(about, [series]);
    writer.close();
  };

  it("gives back exactly what was written: values, times of equal steps or not, qualities", () => {
    const samples = fc.array(
      fc.record({ gap: fc.integer({ min: 1, max: 1e9 }), value: fc.double(), quality: fc.nat(2) }),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(
        fc.array(samples, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        fc.boolean(),
        (channels, even, graded) => {
          const series = channels.map((all, i) => {
            let time = 1.7e12;
            const timesMs = Float64Array.from(all, ({ gap }) => (time += even ? 1000 : gap / 7));
            const qualities = graded ? { qualities: Uint8Array.from(all, ({ quality }) => quality) } : {};
            return {
              channel: `c${i}`,
              unit: "Cel",
              timesMs,
              values: Float64Array.from(all, ({ value }) => value),
              ...qualities,
            };
          });
          const writer = writeRecording(file);
          writer.block(about, series);
          writer.close();
          const recording = openRecording(file);
          for (const block of recording.blocks) {
            const read = recording.read(block);
            for (const { channel, timesMs, values, ...more } of series) {
              const one = read[channel] ?? assert.fail(channel);
              const view = seriesView(one);
              assert.deepEqual([view.timesMs, view.values], [timesMs, values]);
              assert.deepEqual(
                view.qualities && [...view.qualities],
                "qualities" in more ? [...(more.qualities ?? [])] : undefined,
              );
            }
          }
          assert.equal(recording.blocks.length, 1);
          recording.close();
        },
      ),
      { numRuns: 50 },
    );
  });

  it("keeps eight bytes a reading where a scan has equal steps", () => {
    const n = 3600;
    const [timesMs, values] = [Float64Array.from({ length: n }, (_, i) => i * 1000), new Float64Array(n)];
    const writer = writeRecording(file);
    writer.block(about, [{ channel: "flow", unit: "1", timesMs, values }]);
    writer.close();
    assert.ok(readFileSync(file).length < 8 * n + 300);
  });

  it("says of a file that it is none, of a newer version, cut off, or has a bad head", () => {
    const codeOf = (): string => {
      try {
        openRecording(file).close();
        return "none";
      } catch (error) {
        return String(Reflect.get(Object(error), "code"));
      }
    };
    const spoiled = (at: number, value: number): void => {
      write();
      const bytes = readFileSync(file);
      bytes.writeUInt8(value, at);
      writeFileSync(file, bytes);
    };
    write();
    assert.equal(codeOf(), "none");
    truncateSync(file, readFileSync(file).length - 1);
    assert.equal(codeOf(), "TWIN-RECORDING-004");
    spoiled(0, 65);
    assert.equal(codeOf(), "TWIN-RECORDING-002");
    spoiled(7, 9);
    assert.equal(codeOf(), "TWIN-RECORDING-003");
    spoiled(16, 33);
    assert.equal(codeOf(), "TWIN-RECORDING-004");
    spoiled(11, 255);
    assert.equal(codeOf(), "TWIN-RECORDING-004");
    assert.throws(() => openRecording(join(folder.path, "nothing")), { code: "TWIN-RECORDING-001" });
  });
});
