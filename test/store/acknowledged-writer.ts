import { createRandom } from "../../models/random/random.ts";
import { systemClock } from "../../nodes/kit/clock.ts";
import type { TwinStore } from "../../nodes/kit/store.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { influx1Remote } from "../../nodes/store/influx1/influx1-remote.ts";
import { openRemoteStore } from "../../nodes/store/outbox/open-remote-store.ts";

/** A program to be killed: writes points 0, 1, 2 ... and prints each number when its write was acknowledged. */
const [driver, file = "", first = "0"] = process.argv.slice(2);
const START_MS = Date.UTC(2026, 0, 1);
/** Nobody listens on the discard port, so everything stays in the outbox. */
const NOBODY = "http://127.0.0.1:9";
const WRITERS = 4;

const open = (): TwinStore => {
  if (driver === "embedded") return openEmbeddedStore({ file });
  const remote = influx1Remote({ url: NOBODY, database: "killed", user: "", password: "", retentionDays: 0, file });
  const rest = { destination: "killed", limitBytes: 1e9, clock: systemClock, random: createRandom(1) };
  return openRemoteStore(remote, { file, whenFull: "refuse", ...rest });
};

const store = open();
let next = Number(first);
const writeForEver = async (): Promise<void> => {
  for (;;) {
    const id = next++;
    await store.write([{ measurement: "killed", tags: { asset: "a" }, fields: { id }, timeMs: START_MS + id }]);
    process.stdout.write(`${id}\n`);
  }
};
await Promise.all(Array.from({ length: WRITERS }, writeForEver));
