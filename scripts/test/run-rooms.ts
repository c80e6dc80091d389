import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Totals } from "./run-mocha.ts";

/** Folders of `test/` that take longest, first: the last one to end should be a short one. */
const LONGEST_FIRST = ["e2e", "training", "sensor-source", "start", "loader", "flow", "unit", "store"];
/** Most tests wait for a server or a browser rather than compute, so that two cores serve three; more would wait for each other. */
const LANES = Math.min(availableParallelism() + 1, 3);

/**
 * Runs every folder of tests in a process of its own, three at once on two cores; prints what each says when it has
 * ended, so that it reads as a whole.
 */
export const runRooms = async (root: string): Promise<Totals> => {
  const rooms = roomsOf(join(root, "test")).values();
  const all: { room: string; totals: Totals }[] = [];
  const lane = async (_: unknown, number: number): Promise<void> => {
    for (const room of rooms) all.push({ room, totals: await runRoom(root, room, number) });
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const failed = all.filter(({ totals }) => totals.failed > 0).map(({ room }) => `test/${room}`);
  if (failed.length > 0) console.log(`Failures are told above, in: ${failed.join(", ")}`);
  const sum = (of: keyof Totals): number => all.reduce((total, { totals }) => total + totals[of], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
};

const roomsOf = (folder: string): readonly string[] => {
  const rooms = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .filter((room) =>
      readdirSync(join(folder, room), { recursive: true }).some((file) => String(file).endsWith(".test.ts")),
    );
  const rank = (room: string): number => (LONGEST_FIRST.includes(room) ? LONGEST_FIRST.indexOf(room) : rooms.length);
  return rooms.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
};

const runRoom = (root: string, room: string, lane: number): Promise<Totals> =>
  new Promise((resolve) => {
    const began = performance.now();
    console.log(`running test/${room} ...`);
    const script = join(root, "scripts/test.ts");
    const child = spawn(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", script, `test/${room}/**/*.test.ts`],
      { cwd: root, env: { ...process.env, TWINLOOM_TEST_LANE: `${lane}/${LANES}` }, stdio: ["ignore", "pipe", "pipe"] },
    );
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
    child.on("close", () => {
      const seconds = Math.round((performance.now() - began) / 1000);
      console.log(`${said.trimEnd()}\n^ test/${room}, ${seconds} s\n`);
      resolve(totalsOf(said));
    });
  });

/** A process that ended without its closing line counts as a failure. */
const totalsOf = (said: string): Totals => {
  const [, passed, failed, skipped] = /(\d+) passed, (\d+) failed, (\d+) skipped\s*$/.exec(said) ?? [];
  return passed === undefined
    ? { passed: 0, failed: 1, skipped: 0 }
    : { passed: Number(passed), failed: Number(failed), skipped: Number(skipped) };
};
