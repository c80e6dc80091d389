import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");

describe("the command line", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, "scripts/twinloom.ts"), ...args], {
      env: { ...process.env, TWINLOOM_HOME: folder.path },
    });
    return { status, out: stdout.toString(), err: stderr.toString() };
  };

  it("tells its commands, and of each its options, with exit code 0", () => {
    for (const [args, words] of [
      [["help"], /start \[options\] +start the editor[\s\S]*user +who may sign in/],
      [["help", "start"], /--no-plant[\s\S]*TWINLOOM_OPCUA_PORT/],
      [["user", "--help"], /list[\s\S]*add \[options\] <name>[\s\S]*password[\s\S]*remove/],
      [["--version"], /^\d+\.\d+\.\d+\n$/],
    ] as const) {
      const { status, out } = run(...args);
      assert.match(out, words);
      assert.equal(status, 0, args.join(" "));
    }
  });

  it("shows the right usage, with exit code 2, when it was used wrongly", () => {
    for (const args of [
      [],
      ["frobnicate"],
      ["start", "--frobnicate"],
      ["user", "add"],
      ["user", "add", "x", "--role", "king"],
    ]) {
      const { status, out, err } = run(...args);
      assert.deepEqual([status, out], [2, ""], args.join(" "));
      assert.match(err, /^Usage: twinloom /m);
    }
  });

  it("gives a coded reason, with exit code 1, when it failed", () => {
    assert.match(run("user", "add", "jane").out, /^jane\t\S{23}\toperator\n$/);
    for (const [args, code] of [
      [["user", "add", "jane", "--role", "engineer"], "TWIN-SEC-006"],
      [["user", "add", "a!b"], "TWIN-SEC-002"],
      [["user", "password", "nobody"], "TWIN-SEC-003"],
      [["user", "remove", "nobody"], "TWIN-SEC-003"],
    ] as const) {
      const { status, err } = run(...args);
      assert.equal(err.split(":")[0], code);
      assert.equal(status, 1);
    }
    assert.equal(run("user", "list").out, "jane\toperator\n", "what failed has changed nothing");
  });
});
