import assert from "node:assert/strict";
import { join } from "node:path";
import { startNodeRed } from "../support/node-red.ts";
import { sqliteSamples } from "../support/sqlite-samples.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";

const TOKEN = "a-token-of-the-plant";
const T0 = Date.UTC(2026, 0, 1);
const ROUNDS = 3;
const SENDERS = 4;
const ENOUGH = 20;
const STORE = { id: "s", type: "twinloom-store", name: "", configVersion: 1, driver: "embedded", file: "kept.db" };
const SOURCE = {
  ...{ id: "n1", type: "twinloom-sensor-source", z: "t", x: 1, y: 1, wires: [[], []], name: "", configVersion: 1 },
  ...{ protocol: "push", pushPath: "line1", asset: "m1", store: "s", batchMs: 5 },
};

describe("HTTP push into a Node-RED that is killed", () => {
  const folder = temporaryFolder();
  after(folder.remove);

  it("has every reading that was answered with 204 in its store, once", async () => {
    const flows = [{ id: "t", type: "tab", label: "t" }, STORE, { ...SOURCE, credentials: { token: TOKEN } }];
    const sent: number[] = [];
    const answered = new Set<number>();

    /** Pushes one reading after another until the runtime is gone. */
    const send = async (url: string): Promise<void> => {
      for (;;) {
        const time = T0 + sent.length;
        sent.push(time);
        const answer = await fetch(`${url}/twinloom/push/line1`, {
          method: "POST",
          headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json" },
          body: JSON.stringify({ time, speed: time - T0 }),
        }).catch(() => undefined);
        if (!answer) return;
        if (answer.status === 204) answered.add(time);
        // a disk that is busy: the sender comes again, here with its next reading
        else assert.equal(answer.status, 503, await answer.text());
      }
    };

    for (let round = 1; round <= ROUNDS; round++) {
      const red = await startNodeRed({ userDir: folder.path });
      await red.deploy(flows);
      await until("the source", () => red.log().split("Started flows").length > 2);
      const sending = Array.from({ length: SENDERS }, () => send(red.url));
      await Promise.race([...sending, until("the answers", () => answered.size >= round * ENOUGH)]);
      await red.stop("SIGKILL");
      await Promise.all(sending);
    }
    const stored = sqliteSamples(join(folder.path, "kept.db"), "telemetry", "value").map(([time]) => time);
    assert.ok(answered.size >= ROUNDS * ENOUGH);
    assert.deepEqual(
      [...answered].filter((time) => !stored.includes(time)),
      [],
    );
    assert.equal(new Set(stored).size, stored.length);
    assert.ok(stored.every((time) => sent.includes(time)));
  });
});
