import assert from "node:assert/strict";
import { join } from "node:path";
import { openEmbeddedStore } from "../../../nodes/store/embedded/open-embedded-store.ts";
import { groupCommit } from "../../../nodes/store/sqlite/group-commit.ts";
import { openFile } from "../../../nodes/store/sqlite/open-file.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("a group commit", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it("puts all work of one turn into one transaction", async () => {
    const file = openFile({ file: join(folder.path, "a.db") });
    const commits = groupCommit(file);
    let transactions = 0;
    commits.onEnd(() => transactions++);
    let done = 0;
    await Promise.all(Array.from({ length: 50 }, () => commits.commit(() => void done++)));
    assert.equal(done, 50);
    assert.equal(transactions, 1);
    commits.close();
    file.db.close();
  });

  it("keeps nothing of a group that fails, tells everyone of it, and goes on", async () => {
    const file = openFile({ file: join(folder.path, "a.db") });
    const commits = groupCommit(file);
    const insert = (owner: string) =>
      file.db.exec(`INSERT INTO documents (collection, id, owner, time_ms, body) VALUES ('c', '${owner}', '', 0, '')`);
    const results = await Promise.allSettled([commits.commit(() => insert("a")), commits.commit(() => insert("a"))]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ["rejected", "rejected"],
    );
    assert.equal(commits.failure()?.code, "TWIN-STORE-018");
    await commits.commit(() => insert("a"));
    assert.equal(commits.failure(), undefined);
    assert.equal(file.db.prepare("SELECT count(*) AS n FROM documents").get()?.["n"], 1);
    commits.close();
    file.db.close();
  });

  it("lets two stores in one process use one file", async () => {
    const file = join(folder.path, "a.db");
    const [one, two] = [openEmbeddedStore({ file }), openEmbeddedStore({ file })];
    const point = (value: number) => ({
      measurement: "m",
      tags: {},
      fields: { value },
      timeMs: Date.UTC(2026) + value,
    });
    await Promise.all(Array.from({ length: 40 }, (_, i) => (i % 2 ? one : two).write([point(i)])));
    const range = { measurement: "m", tags: {}, field: "value", fromMs: 0, toMs: Date.UTC(2030) };
    assert.equal((await one.range(range)).values.length, 40);
    await Promise.all([one.close(), two.close()]);
  });
});
