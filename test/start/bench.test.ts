import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Report } from "../../scripts/bench/report.ts";

const root = join(import.meta.dirname, "../..");

const bench = (...args: string[]) =>
  spawnSync("npm", ["run", "-s", "bench", "--", ...args], { cwd: root, maxBuffer: 1e7 });

describe("npm run bench", () => {
  it("measures one section and prints one JSON object with the machine, the figures and their unit", () => {
    const { status, stdout, stderr } = bench("--quick", "--json", "--only", "latency");
    assert.equal(status, 0, stderr.toString());
    const report = JSON.parse(stdout.toString()) as Report;
    assert.equal(report.command, "npm run bench -- --quick --only latency");
    assert.ok(report.machine.cores > 0 && report.machine.cpu !== "");
    assert.deepEqual(
      report.sections.map(({ name }) => name),
      ["latency"],
    );
    const figures = report.sections[0]?.figures ?? [];
    assert.ok(figures.length >= 2);
    for (const { name, value, unit } of figures) assert.ok(Number.isFinite(value) && value > 0 && unit !== "", name);
  });

  it("names the sections there are when it is asked for another", () => {
    const { status, stderr } = bench("--only", "speed");
    assert.equal(status, 2);
    assert.match(stderr.toString(), /no section speed; there are throughput, waveforms, latency/);
  });
});
