import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");
const page = readFileSync(join(root, "docs/store.md"), "utf8");

/** Measurement and its tags, from the table of the page. */
const told = new Map(
  [...page.matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)].map(([, measurement = "", tags = ""]) => [
    measurement,
    [...tags.matchAll(/`(\w+)`/g)].map(([, tag = ""]) => tag).sort(),
  ]),
);

/** What nodes write: a literal measurement, literal tags or a variable of that name, and fields. */
const written = globSync("nodes/**/*.ts", { cwd: root }).flatMap((file) => {
  const source = readFileSync(join(root, file), "utf8");
  return [...source.matchAll(/measurement: "(\w+)",\s*tags(?:: (\{[^}]*\}))?,\s*fields/g)].map(
    ([, measurement = "", literal]) => {
      const tags = literal ?? /const tags = (\{[^}]*\})/.exec(source)?.[1] ?? "";
      return { file, measurement, tags: [...tags.matchAll(/\w+/g)].map(([tag]) => tag).sort() };
    },
  );
});

describe("the page of what is kept where", () => {
  it("tells of each measurement that a node writes, with its tags", () => {
    assert.deepEqual([...new Set(written.map(({ measurement }) => measurement))].sort(), [...told.keys()].sort());
    for (const { file, measurement, tags } of written) assert.deepEqual(tags, told.get(measurement), file);
  });

  it("has neither the flow's revision nor a model's hash among the tags", () => {
    for (const { tags } of written) assert.ok(!tags.some((tag) => /flow|model|hash|revision/i.test(tag)));
  });
});
