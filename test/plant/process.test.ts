import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { freePort } from "../support/free-port.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { spawnPlant, startPlant } from "./plant-process.ts";

describe("plant as a process", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  for (const [which, option] of [
    ["opcua", "--opcua-port"],
    ["modbus", "--modbus-port"],
    ["mqtt", "--mqtt-port"],
  ] as const) {
    it(`names a taken port and ${option}, and ends with 1`, async () => {
      const port = await freePort();
      const other = createServer().listen(port, "127.0.0.1");
      await once(other, "listening");
      const plant = await spawnPlant([], { [which]: port });
      await once(plant.child, "close");
      other.close();
      assert.equal(plant.child.exitCode, 1);
      assert.match(plant.stderr(), new RegExp(`${port}.*${option}|${option}.*${port}`));
    });
  }

  it("ends cleanly on SIGTERM and on SIGINT", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const plant = await startPlant();
      assert.equal(await plant.stop(signal), 0);
      assert.equal(plant.stderr(), "");
    }
  });

  it("ends when the process that started it is gone, if it was told to", async () => {
    const plant = await startPlant(["--with-parent"]);
    const exited = once(plant.child, "exit");
    plant.child.stdin?.end();
    assert.deepEqual(await exited, [0, null]);
  });

  it("goes on where it was after a stop, whatever seed it is given then", async () => {
    const file = join(folder.path, "plant.json");
    const first = await startPlant(["--state", file, "--seed", "7"]);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await first.stop();
    const stoppedAt = JSON.parse(readFileSync(file, "utf8")).timeMs;
    assert.ok(stoppedAt > (first.lines[0]?.timeMs ?? 0));
    const second = await startPlant(["--state", file, "--seed", "8"]);
    assert.equal(second.lines[0]?.timeMs, stoppedAt);
    assert.equal(second.lines[0]?.seed, 7);
    await second.stop();
  });
});
