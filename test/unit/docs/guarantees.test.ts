import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../../..");
const page = readFileSync(join(root, "docs/guarantees.md"), "utf8");
const named = [...page.matchAll(/^- `(test\/[^`]+)`: “([^”]+)”$/gm)].map(([, file = "", title = ""]) => ({
  file,
  title,
}));

describe("the page of guarantees", () => {
  for (const { file, title } of named) {
    it(`names a test that is there: ${title}`, () => {
      assert.ok(existsSync(join(root, file)), file);
      const titles = [...readFileSync(join(root, file), "utf8").matchAll(/\bit\(\s*(["`])(.+?)\1/gs)].map(
        ([, , text]) => text,
      );
      assert.ok(
        titles.some((one) => one?.includes(title)),
        `${file} has no test "${title}"`,
      );
    });
  }

  it("names a test for every claim", () => {
    const claims = page.split(/^(?=\*\*)/gm).slice(1);
    assert.ok(claims.length >= 15, `${claims.length} claims`);
    for (const claim of claims) assert.match(claim, /^- `test\//m, claim.slice(0, 80));
    const lines = page.split("\n").filter((line) => line.startsWith("- `test/"));
    assert.equal(lines.length, named.length, "a line that names a test can't be read");
  });
});
