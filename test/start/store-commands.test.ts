import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { text } from "node:stream/consumers";
import type { Point } from "../../nodes/kit/store.ts";
import { openEmbeddedStore } from "../../nodes/store/embedded/open-embedded-store.ts";
import { findInfluxd, startInfluxd } from "../support/influxd.ts";
import { packageRoot } from "../support/node-red.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const START_MS = Date.UTC(2026, 2, 1);

const point = (n: number): Point => ({
  measurement: "telemetry",
  tags: { asset: "pump-1", channel: "flow" },
  fields: { value: n + 0.5, quality: 192 },
  timeMs: START_MS + n * 1000,
});

describe("twinloom backup, export and import", () => {
  const folder = temporaryFolder();
  const home = join(folder.path, "home");
  const store = openEmbeddedStore({ file: join(home, "plant.db") });
  const secret = randomBytes(32).toString("hex");

  before(async () => {
    writeFileSync(join(home, "credential-secret"), `${secret}\n`, { mode: 0o600 });
    setFlow({ driver: "embedded" });
    await store.write(Array.from({ length: 20_000 }, (_, n) => point(n)));
    await store.putDocument({ collection: "work-orders", id: "w", owner: "pump-1", timeMs: START_MS, body: { n: 1 } });
  });
  after(async () => {
    await store.close();
    folder.remove();
  });

  const setFlow = (settings: object): void =>
    writeFileSync(
      join(home, "flows.json"),
      JSON.stringify([{ id: "s", type: "twinloom-store", file: "plant.db", ...settings }]),
    );

  const twinloom = async (...args: string[]) => {
    const env = { ...process.env, TWINLOOM_HOME: home };
    const child = spawn(process.execPath, [join(packageRoot, "scripts/twinloom.ts"), ...args], { env });
    const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
    return { code, out, err };
  };
  const json = async (...args: string[]) => {
    const { code, out, err } = await twinloom(...args, "--json");
    assert.equal(code, 0, err);
    return JSON.parse(out);
  };

  it("backs up while the store is written to: a whole store of one moment, checked", async () => {
    const file = join(folder.path, "backup.db");
    let written = 20_000;
    let done = false;
    const backup = json("backup", file).finally(() => (done = true));
    while (!done) {
      await store.write(Array.from({ length: 50 }, (_, i) => point(written + i)));
      written += 50;
    }
    assert.ok((await backup).bytes > 100_000);
    const db = new DatabaseSync(file, { readOnly: true });
    assert.equal(db.prepare("PRAGMA integrity_check").get()?.["integrity_check"], "ok");
    db.close();
    const copy = openEmbeddedStore({ file });
    const query = { measurement: "telemetry", tags: {}, fromMs: 0, toMs: Date.UTC(2100) };
    const { values } = await copy.range({ ...query, field: "value" });
    assert.ok(values.length >= 20_000 && values.length <= written);
    assert.ok(
      values.every((value, n) => value === n + 0.5),
      "a beginning of what was written, without a gap",
    );
    assert.equal((await copy.range({ ...query, field: "quality" })).values.length, values.length);
    await copy.close();
    const again = await twinloom("backup", file);
    assert.equal(again.code, 1);
    assert.match(again.err, /^TWIN-MOVE-001: /);
  });

  it("moves a plant to InfluxDB with the store's own settings and password, and nothing is missing", async function () {
    if (!findInfluxd()) {
      console.log("      skipped: influxd is not installed");
      this.skip();
    }
    const file = join(folder.path, "plant.lp.gz");
    const exported = await json("export", file, "--to", "2026-03-01T05:00Z");
    assert.deepEqual([exported.points, exported.documents], [18_000, 1]);
    const server = await startInfluxd();
    try {
      process.env["STORE_TEST_URL"] = server.url;
      setFlow({ driver: "influx1", url: `\${STORE_TEST_URL}`, database: "plant", user: "u", retentionDays: 0 });
      writeFileSync(join(home, "flows_cred.json"), JSON.stringify(encrypted({ s: { password: "p" } })));
      const imported = await json("import", file);
      assert.deepEqual([imported.points, imported.documents, imported.refused], [18_000, 1, 0]);
      const answer = await server.query("SELECT count(*), sum(value) FROM plant.twinloom.telemetry GROUP BY *");
      const [series] = answer.results[0]?.series ?? [];
      assert.deepEqual(series?.values?.[0]?.slice(1), [18_000, 18_000, 18_000 ** 2 / 2]);
    } finally {
      await server.remove();
      setFlow({ driver: "embedded" });
    }
  });

  it("says what was refused, and ends with 1", async () => {
    const file = join(folder.path, "bad.lp");
    writeFileSync(file, "telemetry v=1 1772323200000\ntelemetry v=1 5\n");
    const { code, out, err } = await twinloom(
      "import",
      file,
      "--precision",
      "ms",
      "--store",
      join(folder.path, "b.db"),
    );
    assert.equal(code, 1);
    assert.match(out, /: 1 points, 0 documents\n$/);
    assert.match(err, /^1 points were refused, the first of them: TWIN-STORE-007/);
  });

  it("says with a code that credentials can't be read, and which store is not there", async () => {
    writeFileSync(join(home, "flows_cred.json"), JSON.stringify({ $: `${"0".repeat(32)}AAAA` }));
    setFlow({ driver: "influx1" });
    assert.match((await twinloom("import", join(home, "flows.json"))).err, /^TWIN-MOVE-006: /);
    assert.match((await twinloom("export", "x.lp", "--store", join(home, "none.db"))).err, /^TWIN-STORE-001: /);
    assert.equal((await twinloom("export", "x.lp", "--from", "yesterday")).code, 2);
  });

  /** As Node-RED keeps them. */
  const encrypted = (credentials: object) => {
    const iv = randomBytes(16);
    const cipher = createCipheriv("aes-256-ctr", createHash("sha256").update(secret).digest(), iv);
    const body = cipher.update(JSON.stringify(credentials), "utf8", "base64") + cipher.final("base64");
    return { $: iv.toString("hex") + body };
  };
});
