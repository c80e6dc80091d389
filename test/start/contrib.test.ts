import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { openAdminApi } from "../support/admin-api.ts";
import { ownPlace, type StartedTwinloom, startTwinloom } from "../support/started-twinloom.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const PALETTES = { opcua: "node-red-contrib-opcua", modbus: "node-red-contrib-modbus" };

const missing = Object.values(PALETTES).filter((name) => {
  try {
    return !createRequire(import.meta.url).resolve(`${name}/package.json`);
  } catch {
    return true;
  }
});

describe("TWINLOOM_CONTRIB=opcua,modbus npm start", () => {
  const folder = temporaryFolder();
  let twinloom: StartedTwinloom | undefined;

  before(async function () {
    if (missing.length > 0) {
      console.warn(`skipped: ${missing.join(", ")} not installed (optional)`);
      this.skip();
    }
    twinloom = await startTwinloom({ ...(await ownPlace(folder.path)), TWINLOOM_CONTRIB: "opcua,modbus" });
  });
  after(async () => {
    await twinloom?.stop();
    folder.remove();
  });

  it("registers the nodes of both palettes without an error", async () => {
    const get = await openAdminApi(twinloom?.url ?? "", "admin", twinloom?.passwords["admin"]);
    const sets = (await get?.<{ module: string; types: string[]; err?: string }[]>("/nodes")) ?? [];
    for (const [name, type] of [
      [PALETTES.opcua, "OpcUa-Client"],
      [PALETTES.modbus, "modbus-read"],
    ] as const) {
      const own = sets.filter((set) => set.module === name);
      assert.ok(own.flatMap((set) => set.types).includes(type), `${type} of ${name}`);
      for (const set of own) assert.ok(!set.err, `${name} ${set.types}: ${set.err}`);
    }
  });
});
