import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { TwinError } from "../../../models/errors/twin-error.ts";
import { parseConfig } from "../../../nodes/kit/parse-config.ts";
import type { TwinStore } from "../../../nodes/kit/store.ts";
import type { World } from "../../../nodes/kit/world.ts";
import { createBehaviour } from "../../../nodes/store/behaviour.ts";
import { schema } from "../../../nodes/store/schema.ts";
import { fakeWorld } from "../../support/fake-world.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("the twin store node", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());
  const worldHere = () => {
    const fake = fakeWorld();
    return { ...fake, world: { ...fake.world, homeFolder: folder.path } };
  };

  it("works as it is dropped: an embedded store in the user directory", async () => {
    const { world, statuses } = worldHere();
    const behaviour = createBehaviour(parseConfig(schema, {}), world);
    const store = behaviour.resource as TwinStore;
    await store.write([{ measurement: "m", tags: {}, fields: { value: 1 }, timeMs: Date.UTC(2026) }]);
    assert.ok(existsSync(join(folder.path, "twinloom-store.db")));
    assert.deepEqual(statuses, [{ level: "ok", text: "ok" }]);
    await behaviour.close?.(false);
  });

  it("keeps taking data for an InfluxDB that nobody answers for, and reports it once", async () => {
    const { world, statuses, failures, clock } = worldHere();
    const settings = { driver: "influx1", url: "http://127.0.0.1:9" };
    const behaviour = createBehaviour(parseConfig(schema, settings), world);
    const store = behaviour.resource as TwinStore;
    await store.write([{ measurement: "m", tags: {}, fields: { value: 1 }, timeMs: Date.UTC(2026) }]);
    for (let i = 0; i < 500 && store.health().state !== "away"; i++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    clock.advance(2000);
    assert.deepEqual(statuses.at(-1), { level: "error", text: "away, 1 waiting" });
    assert.deepEqual(
      failures.map(({ code }) => code),
      ["TWIN-STORE-013"],
    );
    await behaviour.close?.(false);
  });

  it("tells in numbers what waits for its server, and how much a full outbox has dropped", async () => {
    const { world, clock } = worldHere();
    const gauges = new Map<string, () => number>();
    let dropped = 0;
    const watched: World = {
      ...world,
      gauge: (name, read) => void gauges.set(name, read),
      count: (name, by = 1) => {
        if (name === "twinloom_outbox_dropped_points_total") dropped += by;
      },
    };
    const settings = {
      driver: "influx1",
      url: "http://127.0.0.1:9",
      outboxLimitMegabytes: 1,
      whenFull: "overwriteOldest",
    };
    const behaviour = createBehaviour(parseConfig(schema, settings), watched);
    const store = behaviour.resource as TwinStore;
    const [limitBytes, textBytes] = [1e6, 400_000];
    const write = (second: number) =>
      store.write([
        { measurement: "m", tags: {}, fields: { text: "x".repeat(textBytes) }, timeMs: Date.UTC(2026) + second },
      ]);
    for (let second = 0; second < 5; second++) await write(second);
    clock.advance(60_000);
    assert.equal(gauges.get("twinloom_store_backlog_points")?.(), Math.floor(limitBytes / textBytes));
    assert.ok((gauges.get("twinloom_outbox_bytes")?.() ?? 0) > 2 * textBytes);
    assert.equal(gauges.get("twinloom_outbox_oldest_age_seconds")?.(), 60);
    assert.equal(gauges.get("twinloom_outbox_sent_points_per_second")?.(), 0);
    assert.ok(Number.isNaN(gauges.get("twinloom_outbox_remaining_seconds")?.()));
    assert.equal(dropped, 3);
    await behaviour.close?.(false);
  });

  it("names the setting that is missing", () => {
    const { world } = worldHere();
    const open = (settings: object) => () => createBehaviour(parseConfig(schema, { ...settings }), world);
    for (const [settings, field] of [
      [{ driver: "influx1", database: "" }, "database"],
      [{ driver: "influx2", org: "o" }, "API token"],
    ] as const) {
      assert.throws(
        open(settings),
        (error: TwinError) => error.code === "TWIN-STORE-019" && error.message.includes(field),
      );
    }
  });
});
