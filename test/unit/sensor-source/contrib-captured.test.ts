import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Capture, installedVersions } from "../../support/contrib/capture.ts";
import { expectedOf, readingsOf } from "../../support/contrib/expected-of.ts";

const file = join(import.meta.dirname, "../../fixtures/contrib/captured.json");
const captured: Capture = JSON.parse(readFileSync(file, "utf8"));

describe("messages that were captured from the nodes of other palettes", () => {
  it("are of the versions that are installed", function () {
    const installed = installedVersions();
    if (!installed) {
      console.warn("      skipped: a palette is not installed (optional)");
      this.skip();
    }
    assert.deepEqual(captured.versions, installed, "run node test/support/contrib/write-captured.ts");
  });

  it("are of every palette and way", () => {
    const ways = new Set(captured.messages.map(({ name }) => name.split(/[,:]/)[0]));
    for (const way of ["read", "subscribe", "monitor", "subscribe multiple", "readmultiple", "readmultiple ALL"])
      assert.ok(ways.has(`opcua ${way}`), way);
    for (const way of ["read holding", "read input", "read coils", "read discrete", "get holding", "get coils"])
      assert.ok(ways.has(`modbus ${way}`), way);
    for (const way of ["modbus flex holding", "modbus flex discrete", "mqtt in"]) assert.ok(ways.has(way), way);
    assert.ok(captured.messages.length >= 60);
  });

  for (const one of captured.messages)
    it(`become readings, or are refused with a code: ${one.name}`, async () => {
      const expected = expectedOf(one);
      assert.ok(expected !== undefined, "nobody has said what is to come of it");
      assert.deepEqual(await readingsOf(one), expected);
    });
});
