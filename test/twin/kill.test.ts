import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createRandom } from "../../models/random/random.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const KILLS = 5;

/** Runs the twin from an hour on, kills it at a random moment, and gives what it had told: hours since the start and operating hours. */
const runAndKill = async (file: string, first: number, lifeMs: number): Promise<[number, number][]> => {
  const child = spawn(process.execPath, [join(import.meta.dirname, "twin-process.ts"), file, String(first)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  await once(child.stdout, "data");
  await new Promise((resolve) => setTimeout(resolve, lifeMs));
  const closed = once(child, "close");
  child.kill("SIGKILL");
  await closed;
  const lines = printed.split("\n").slice(0, -1);
  return lines.map((line) => line.split(" ").map(Number) as [number, number]);
};

describe("a twin that is killed", () => {
  it("goes on where it was: not one operating hour is lost or counted twice", async () => {
    const folder = temporaryFolder();
    const random = createRandom(7);
    let next = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const told = await runAndKill(join(folder.path, "twin.db"), next, random.next() * 100);
      for (const [hour, hours] of told)
        assert.ok(Math.abs(hours - hour) < 1e-6, `after hour ${hour} it counts ${hours}`);
      next = told.at(-1)?.[0] ?? next;
    }
    assert.ok(next > KILLS);
    folder.remove();
  });
});
