import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { findInfluxd } from "../support/influxd.ts";
import { findMosquitto } from "../support/mosquitto.ts";

const root = join(import.meta.dirname, "../..");

describe("npm run soak", () => {
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "soak", "--", ...args], { cwd: root });
    return { status, out: stdout.toString(), err: stderr.toString() };
  };

  it("prints one JSON object of what it was asked for, tells how far it is, and ends with 0 where all held", function () {
    if (!findInfluxd() || !findMosquitto()) {
      console.log("      skipped: influxd or mosquitto is not installed");
      return this.skip();
    }
    const { status, out, err } = run("--only", "kills", "--kills", "1", "--readings-per-second", "100");
    assert.equal(status, 0, err);
    const { ok, options, results } = JSON.parse(out);
    assert.deepEqual([ok, options.kills, Object.keys(results)], [true, 1, ["kills"]]);
    const { published, rows, lost, extra } = results.kills.figures;
    assert.deepEqual([rows, lost, extra], [published, 0, 0]);
    assert.ok(published > 0);
    assert.match(err, /soak: kills 1 of 1/);
  });

  it("ends with 2 and says what there is where it is asked for something else", () => {
    for (const args of [["--only", "luck"], ["--kills", "none"], ["--unknown"]]) {
      const { status, out, err } = run(...args);
      assert.equal(status, 2);
      assert.equal(out, "");
      assert.match(err, /Usage: npm run soak/);
    }
    assert.match(run("--only", "luck").err, /there are kills, influxdb, broker, opcua, memory/);
  });
});
