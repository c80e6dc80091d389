import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { commandModules, makeProgram } from "../../scripts/commands/program.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");

describe("the command line", () => {
  // each call loads the whole program
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

  it("loads the command that is asked for and no other", async () => {
    for (const { words } of commandModules) {
      const program = await makeProgram(() => assert.fail(), ["--help", ...words.slice(0, 1)]);
      assert.deepEqual(
        program.commands.map((command) => command.name()),
        words,
      );
    }
  });

  it("has help for every command below it and for every option", async () => {
    const leaves = (command: Command): Command[] =>
      command.commands.length > 0 ? command.commands.flatMap(leaves) : [command];
    const found = leaves(await makeProgram(() => assert.fail()));
    for (const known of ["start", "add", "promote", "plant", "cmapss"]) {
      assert.ok(
        found.some((command) => command.name() === known),
        known,
      );
    }
    for (const command of found) {
      assert.ok(command.description(), command.name());
      for (const option of command.options) assert.ok(option.description, `${command.name()} ${option.flags}`);
    }
  });

  it("shows a progress bar on a terminal, and nothing where its output is piped", () => {
    const file = join(folder.path, "steps.ts");
    const source = join(root, "scripts/datasets/progress-bar.ts");
    writeFileSync(
      file,
      `import { progressBar } from ${JSON.stringify(source)};
const bar = progressBar("counting");
bar.begin(3);
for (let i = 0; i < 3; i++) bar.step();
bar.end();\n`,
    );
    const piped = spawnSync(process.execPath, [file]);
    assert.deepEqual([piped.status, piped.stdout.toString(), piped.stderr.toString()], [0, "", ""]);
    const terminal = spawnSync("script", ["-qec", `"${process.execPath}" "${file}"`, "/dev/null"]);
    assert.match(terminal.stdout.toString(), /counting .*3\/3/);
  });

  it("shows the right usage, with exit code 2, when it was used wrongly", () => {
    for (const args of [
      [],
      ["frobnicate"],
      ["start", "--frobnicate"],
      ["user", "add"],
      ["user", "add", "x", "--role", "king"],
      ["train", "plant", "--type", "mill", "--out", "x"],
      ["data", "get", "frobnicate"],
      ["models", "promote"],
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
    const { status, err } = run("user", "add", "x", "--home", "/dev/null/home");
    assert.deepEqual([status, err.includes("    at ")], [1, false], "what the file system says comes without a stack");
    assert.equal(run("user", "list").out, "jane\toperator\n", "what failed has changed nothing");
  });
});
