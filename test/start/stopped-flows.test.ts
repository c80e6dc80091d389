import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ownPlace, startTwinloom } from "../support/started-twinloom.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("a flow with a node whose palette is not loaded", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  it("leaves the editor open, and the start says what is missing", async () => {
    const home = join(folder.path, "home");
    mkdirSync(home);
    const flow = [
      { id: "f1", type: "tab", label: "plant" },
      { id: "n1", z: "f1", type: "OpcUa-Client", x: 100, y: 100, wires: [[]] },
    ];
    writeFileSync(join(home, "flows.json"), JSON.stringify(flow));
    const twinloom = await startTwinloom(await ownPlace(home), ["--no-plant"]);
    assert.match(
      twinloom.printed(),
      /The flows do not run: missing-types OpcUa-Client\. Open the editor to mend them\./,
    );
    assert.deepEqual(Object.keys(twinloom.passwords), ["admin", "operator"]);
    assert.equal((await fetch(`${twinloom.url}/auth/login`)).status, 200);
    assert.equal(await twinloom.stop(), 0);
  });
});
