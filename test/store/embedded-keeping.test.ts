import assert from "node:assert/strict";
import { join } from "node:path";
import type { TwinError } from "../../models/errors/twin-error.ts";
import type { Point, TwinStore } from "../../nodes/kit/store.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const DAY_MS = 86_400_000;
const point = (asset: string, timeMs: number, fields: Point["fields"]): Point => ({
  measurement: "keeping",
  tags: { asset },
  fields,
  timeMs,
});
const read = async (store: TwinStore, asset: string) =>
  store.range({ measurement: "keeping", tags: { asset }, field: "value", fromMs: 0, toMs: Date.UTC(2100) });

describe("an embedded store over time", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let file: string;
  beforeEach(() => {
    folder = temporaryFolder();
    file = join(folder.path, "store.db");
  });
  afterEach(() => folder.remove());

  it("still has everything after it was closed and opened again", async () => {
    const first = openEmbeddedStore({ file });
    await first.write([point("a", Date.UTC(2026), { value: 1, text: "one", on: true })]);
    await first.putDocument({ collection: "c", id: "i", owner: "a", timeMs: 5, body: { deep: [1] } });
    await first.close();
    const second = openEmbeddedStore({ file });
    assert.deepEqual(await second.latest("keeping", {}), [
      { tags: { asset: "a" }, fields: { value: 1, text: "one", on: true }, timeMs: Date.UTC(2026) },
    ]);
    assert.deepEqual((await second.getDocument("c", "i"))?.body, { deep: [1] });
    await second.close();
  });

  it("drops what is older than the retention, measured in each series' own time", async () => {
    const store = openEmbeddedStore({ file, retentionDays: 30 });
    const live = Array.from({ length: 3000 }, (_, i) => point("live", Date.UTC(2026) + i * DAY_MS * 0.1, { value: i }));
    const replayed = Array.from({ length: 3000 }, (_, i) => point("old", Date.UTC(2004) + i * 60_000, { value: i }));
    await store.write(replayed);
    for (let i = 0; i < live.length; i += 100) await store.write(live.slice(i, i + 100));
    for (let i = 0; i < 20; i++) await store.write(live.slice(-1000));
    const { timesMs } = await read(store, "live");
    const newest = timesMs.at(-1) ?? 0;
    assert.ok((timesMs[0] ?? 0) >= newest - 30 * DAY_MS, "nothing older than 30 days is left");
    assert.equal(timesMs.length, 301);
    assert.equal((await read(store, "old")).timesMs.length, 3000);
    await store.close();
  });

  it("drops forecasts that are older than the retention, and keeps work orders for ever", async () => {
    const store = openEmbeddedStore({ file, retentionDays: 30 });
    const put = (collection: string, day: number) =>
      store.putDocument({ collection, id: `${day}`, owner: "a", timeMs: Date.UTC(2026) + day * DAY_MS, body: {} });
    for (let day = 0; day < 400; day++) await Promise.all([put("forecasts", day), put("work-orders", day)]);
    const forecasts = await store.listDocuments({ collection: "forecasts" });
    assert.ok(forecasts.length < 250, `${forecasts.length} forecasts are left`);
    assert.equal(forecasts[0]?.id, "399");
    assert.equal((await store.listDocuments({ collection: "work-orders" })).length, 400);
    await store.close();
  });

  it("keeps waveforms for days of their own, and forecasts for ever where no retention is set", async () => {
    const store = openEmbeddedStore({ file, waveformDays: 5 });
    const put = (collection: string, day: number) =>
      store.putDocument({ collection, id: `${day}`, owner: "a", timeMs: Date.UTC(2026) + day * DAY_MS, body: {} });
    for (let day = 0; day < 400; day++) await Promise.all([put("waveforms", day), put("forecasts", day)]);
    const waveforms = await store.listDocuments({ collection: "waveforms" });
    assert.ok(waveforms.length < 220, `${waveforms.length} waveforms are left`);
    assert.equal(waveforms[0]?.id, "399");
    assert.equal((await store.listDocuments({ collection: "forecasts" })).length, 400);
    await store.close();
  });

  it("refuses to mix numbers and words in one field, and keeps nothing of that write", async () => {
    const store = openEmbeddedStore({ file });
    await store.write([point("a", Date.UTC(2026), { value: 1 })]);
    const mixed = [point("a", Date.UTC(2027), { fresh: 1 }), point("a", Date.UTC(2027), { value: "two" })];
    await assert.rejects(store.write(mixed), (error: TwinError) => error.code === "TWIN-STORE-009");
    await store.write([point("a", Date.UTC(2027), { fresh: "a word now" })]);
    assert.deepEqual((await store.latest("keeping", {}))[0]?.fields, { value: 1, fresh: "a word now" });
    await store.close();
  });

  it("keeps the order of writes that are under way together", async () => {
    const store = openEmbeddedStore({ file });
    await Promise.all(Array.from({ length: 500 }, (_, i) => store.write([point("a", Date.UTC(2026), { value: i })])));
    assert.deepEqual([...(await read(store, "a")).values], [499]);
    await store.close();
  });

  it("commits what was written just before it was closed", async () => {
    const store = openEmbeddedStore({ file });
    const writing = store.write([point("a", Date.UTC(2026), { value: 7 })]);
    await store.close();
    await writing;
    const again = openEmbeddedStore({ file });
    assert.deepEqual([...(await read(again, "a")).values], [7]);
    await again.close();
  });
});
