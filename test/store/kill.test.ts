import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createRandom } from "../../models/random/random.ts";
import { systemClock } from "../../nodes/kit/clock.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { influx1Remote } from "../../nodes/store/influx1/influx1-remote.ts";
import { openRemoteStore } from "../../nodes/store/outbox/open-remote-store.ts";
import { findInfluxd, startInfluxd } from "../support/influxd.ts";
import { settled } from "../support/settled.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const KILLS = 10;
const LONGEST_LIFE_MS = 120;
const ALL = { measurement: "killed", tags: { asset: "a" }, field: "id", fromMs: 0, toMs: Date.UTC(2030) };

/** Runs the writer, kills it at a random moment after its first acknowledgement, and gives what it had acknowledged. */
const writeAndKill = async (driver: string, file: string, first: number, lifeMs: number): Promise<number[]> => {
  const script = join(import.meta.dirname, "acknowledged-writer.ts");
  const child = spawn(process.execPath, [script, driver, file, String(first)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let printed = "";
  const firstPrint = once(child.stdout, "data");
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  await firstPrint;
  await new Promise((resolve) => setTimeout(resolve, lifeMs));
  const closed = once(child, "close");
  child.kill("SIGKILL");
  await closed;
  return printed.split("\n").slice(0, -1).map(Number);
};

const killOften = async (driver: string, file: string): Promise<Set<number>> => {
  const random = createRandom(2026);
  const acknowledged = new Set<number>();
  for (let kill = 0; kill < KILLS; kill++) {
    const ids = await writeAndKill(driver, file, kill * 1_000_000, random.next() * LONGEST_LIFE_MS);
    for (const id of ids) acknowledged.add(id);
  }
  return acknowledged;
};

describe("a process that is killed while it writes", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  it(`has every acknowledged point in the embedded store, after ${KILLS} kills`, async () => {
    const file = join(folder.path, "embedded.db");
    const acknowledged = await killOften("embedded", file);
    const store = openEmbeddedStore({ file });
    const kept = new Set((await store.range(ALL)).values);
    await store.close();
    assert.ok(acknowledged.size >= KILLS);
    assert.deepEqual(
      [...acknowledged].filter((id) => !kept.has(id)),
      [],
    );
  });

  it(`sends every acknowledged point to InfluxDB when it is there at last, after ${KILLS} kills`, async function () {
    if (!findInfluxd()) {
      console.log("      skipped: influxd is not installed");
      this.skip();
    }
    const file = join(folder.path, "outbox.db");
    const acknowledged = await killOften("influx1", file);
    const server = await startInfluxd();
    const remote = influx1Remote({
      url: server.url,
      database: "killed",
      user: "",
      password: "",
      retentionDays: 0,
      file,
    });
    const rest = { destination: "killed", limitBytes: 1e9, clock: systemClock, random: createRandom(1) };
    const store = openRemoteStore(remote, { file, whenFull: "refuse", ...rest });
    try {
      await settled(store);
      const kept = new Set((await store.range(ALL)).values);
      assert.ok(acknowledged.size >= KILLS);
      assert.deepEqual(
        [...acknowledged].filter((id) => !kept.has(id)),
        [],
      );
    } finally {
      await store.close();
      await server.remove();
    }
  });
});
