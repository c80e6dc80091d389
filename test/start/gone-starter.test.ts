import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { ownPlace, type StartedTwinloom, startTwinloom } from "../support/started-twinloom.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";

const commandLine = (pid: number): string =>
  spawnSync("ps", ["-o", "args=", "-p", String(pid)])
    .stdout.toString()
    .trim();

/** Who is killed, without a chance to say so to the others. */
const VICTIMS: Readonly<Record<string, RegExp>> = {
  "npm start": /^npm start/,
  "the set-up script": /^node scripts\/run\.mjs/,
  "the process that started the plant and Node-RED": /scripts\/twinloom\.ts start/,
};

describe("everything that npm start has started", () => {
  const folder = temporaryFolder();
  let twinloom: StartedTwinloom | undefined;
  afterEach(async () => {
    await twinloom?.stop();
  });
  after(() => folder.remove());

  for (const [name, pattern] of Object.entries(VICTIMS)) {
    it(`ends when ${name} is killed`, async () => {
      const started = await startTwinloom(await ownPlace(folder.path));
      twinloom = started;
      const victim = started.processes().find((pid) => pattern.test(commandLine(pid)));
      assert.ok(victim, started.processes().map(commandLine).join("\n"));
      process.kill(victim, "SIGKILL");
      await until("the end of all processes", () => started.processes().length === 0);
      assert.match(started.printed(), /Stopped flows/);
    });
  }
});
