import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");
const read = (name: string): string => readFileSync(join(root, "scripts/edge", name), "utf8");
const help = spawnSync(
  process.execPath,
  ["--disable-warning=ExperimentalWarning", "scripts/twinloom.ts", "run", "--help"],
  {
    cwd: root,
    encoding: "utf8",
  },
).stdout;

describe("the files for a service manager", () => {
  it("give the command options that it has, and more time to stop than it takes", () => {
    const unit = read("twinloom.service");
    const command = /^ExecStart=\/usr\/bin\/env twinloom run (.*)$/m.exec(unit)?.[1] ?? assert.fail("no ExecStart");
    for (const option of command.match(/--[a-z-]+/g) ?? []) assert.ok(help.includes(`${option} `), option);
    const drain = Number(/--drain <seconds>[^)]*default: "(\d+)"/.exec(help.replaceAll(/\s+/g, " "))?.[1]);
    assert.ok(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1]) > drain, `it may take ${drain} s`);
  });

  it("are a unit that systemd takes", function () {
    const verified = spawnSync("systemd-analyze", ["verify", join(root, "scripts/edge/twinloom.service")], {
      encoding: "utf8",
      env: { ...process.env, SYSTEMD_LOG_LEVEL: "warning" },
    });
    if (verified.error) this.skip();
    const complaints = verified.stderr.split("\n").filter((line) => line.includes("twinloom.service:"));
    assert.deepEqual(complaints, []);
  });

  it("set variables in the container that the command knows", () => {
    const variables = read("Containerfile").match(/TWINLOOM_\w+/g) ?? [];
    assert.ok(variables.length >= 2);
    for (const name of variables) assert.ok(help.includes(name), name);
  });
});
