import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { asyncuaPython } from "../support/asyncua-server.ts";
import { type Capture, captureContrib, installedVersions } from "../support/contrib/capture.ts";
import { expectedOf, readingsOf } from "../support/contrib/expected-of.ts";
import { findMosquitto } from "../support/mosquitto.ts";
import { pymodbusPython } from "../support/pymodbus-server.ts";

describe("the nodes of other palettes, running at servers of other makes", () => {
  it("still send what was captured of them, and it still becomes the same readings", async function () {
    const [asyncua, pymodbus] = await Promise.all([asyncuaPython(), pymodbusPython()]);
    if (!asyncua || !pymodbus || !installedVersions() || !findMosquitto()) {
      console.warn("      skipped: it needs both palettes, mosquitto, and Python with PyPI");
      this.skip();
    }
    const file = join(import.meta.dirname, "../fixtures/contrib/captured.json");
    const { messages }: Capture = JSON.parse(readFileSync(file, "utf8"));
    const names = messages.map(({ name }) => name);
    const live = await captureContrib({ asyncua, pymodbus }, (found) => names.every((name) => found.has(name)));
    const sent = new Set(live.map(({ name }) => name));
    assert.deepEqual(
      names.filter((name) => !sent.has(name)),
      [],
      "these never came",
    );
    for (const one of live) assert.deepEqual(await readingsOf(one), expectedOf(one), one.name);
  });
});
