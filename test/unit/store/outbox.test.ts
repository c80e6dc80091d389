import assert from "node:assert/strict";
import { join } from "node:path";
import type { TwinError } from "../../../models/errors/twin-error.ts";
import type { Point } from "../../../nodes/kit/store.ts";
import { createOutbox, type OutboxOptions } from "../../../nodes/store/outbox/outbox.ts";
import { type Local, openLocal } from "../../../nodes/store/sqlite/open-local.ts";
import { manualClock } from "../../support/fake-world.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const DAY_MS = 86_400_000;
const points = (first: number, count: number): Point[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ measurement: "m", tags: { asset: "a" }, fields: { value: first + i } },
    timeMs: Date.UTC(2026) + first + i,
  }));
const nothing = (): void => undefined;

describe("the outbox", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let local: Local;
  beforeEach(() => {
    folder = temporaryFolder();
    local = openLocal({ file: join(folder.path, "outbox.db") });
  });
  afterEach(() => {
    local.close();
    folder.remove();
  });
  const open = (more: Partial<OutboxOptions> = {}, clock = manualClock()) => ({
    clock,
    outbox: createOutbox(local, { destination: "d", limitBytes: 1e6, whenFull: "refuse", ...more }, clock),
  });
  /** First values of the batches, in the order in which they would be sent. */
  const drainAll = async (outbox: ReturnType<typeof createOutbox>): Promise<unknown[]> => {
    const firsts: unknown[] = [];
    for (let batch = outbox.next(); batch; batch = outbox.next()) {
      firsts.push(...batch.points.map(({ fields }) => fields["value"]));
      await outbox.done(batch, nothing);
    }
    return firsts;
  };

  it("gives all back in the order in which it came", async () => {
    const { outbox } = open();
    for (const first of [0, 3, 6]) await outbox.add(points(first, 3));
    assert.deepEqual(await drainAll(outbox), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    assert.deepEqual([outbox.progress().points, outbox.progress().bytes], [0, 0]);
  });

  it("told to send live data first gives what came after the server's return before the backlog, both in order", async () => {
    const { outbox } = open({ sendFirst: "live" });
    await outbox.add(points(0, 2));
    await outbox.add(points(2, 2));
    outbox.resume();
    await outbox.add(points(10, 2));
    await outbox.add(points(12, 2));
    assert.deepEqual(await drainAll(outbox), [10, 11, 12, 13, 0, 1, 2, 3]);
  });

  it("opened again takes what waits as backlog", async () => {
    await open({ sendFirst: "live" }).outbox.add(points(0, 1));
    const { outbox } = open({ sendFirst: "live" });
    await outbox.add(points(5, 1));
    assert.deepEqual(await drainAll(outbox), [5, 0]);
  });

  it("keeps a place for each destination in one file", async () => {
    const [one, other] = [open({ destination: "one" }).outbox, open({ destination: "other" }).outbox];
    await one.add(points(0, 2));
    await other.add(points(5, 2));
    assert.deepEqual(await drainAll(one), [0, 1]);
    assert.equal(one.waiting(), 0);
    assert.deepEqual(await drainAll(other), [5, 6]);
  });

  it("refuses new data once its oldest has waited too long, and takes it again when that is sent", async () => {
    const { outbox, clock } = open({ limitAgeMs: 2 * DAY_MS });
    await outbox.add(points(0, 1));
    clock.advance(2 * DAY_MS);
    await outbox.add(points(1, 1));
    clock.advance(1);
    const isFull = (error: TwinError) => error.code === "TWIN-STORE-015" && /longer than 2 d/.test(error.message);
    await assert.rejects(outbox.add(points(2, 1)), isFull);
    assert.deepEqual(await drainAll(outbox), [0, 1]);
    await outbox.add(points(2, 1));
    assert.equal(outbox.dropped(), 0);
  });

  it("told to drop the oldest drops what has waited too long, and counts it", async () => {
    const { outbox, clock } = open({ limitAgeMs: DAY_MS, whenFull: "overwriteOldest" });
    await outbox.add(points(0, 3));
    clock.advance(DAY_MS / 2);
    await outbox.add(points(3, 1));
    clock.advance(DAY_MS / 2 + 1);
    await outbox.add(points(4, 1));
    assert.equal(outbox.dropped(), 3);
    assert.deepEqual(await drainAll(outbox), [3, 4]);
  });

  it("drops nothing when a clock that had not been set is set", async () => {
    const { outbox, clock } = open({ limitAgeMs: DAY_MS, whenFull: "overwriteOldest" }, manualClock(0));
    await outbox.add(points(0, 1));
    assert.equal(outbox.progress().oldestAgeMs, undefined);
    clock.advance(Date.UTC(2026));
    await outbox.add(points(1, 1));
    assert.deepEqual(await drainAll(outbox), [0, 1]);
  });

  it("tells how much waits, since when, how fast it gets less and when it ends", async () => {
    const { outbox, clock } = open();
    for (let i = 0; i < 4; i++) await outbox.add(points(i * 5000, 5000));
    clock.advance(60_000);
    assert.equal(outbox.progress().points, 20_000);
    assert.ok(outbox.progress().bytes > 20_000 * 30);
    assert.equal(outbox.progress().oldestAgeMs, 60_000);
    assert.equal(outbox.progress().endsInMs, undefined, "nothing is sent");
    for (let i = 0; i < 2; i++) {
      const batch = outbox.next() ?? assert.fail("nothing waits");
      await outbox.done(batch, nothing);
      clock.advance(1000);
    }
    const { sentPerSecond, endsInMs = Number.NaN } = outbox.progress();
    assert.equal(sentPerSecond, 5000);
    assert.equal(endsInMs, 2000);
  });
});
