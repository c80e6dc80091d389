import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { holdHome } from "../../../scripts/start/hold-home.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const MODULE = join(import.meta.dirname, "../../../scripts/start/hold-home.ts");

/** A process that holds the folder, once it says so. */
const holder = async (home: string) => {
  const code = `const { holdHome } = await import(${JSON.stringify(MODULE)}); holdHome(${JSON.stringify(home)}); console.log("held"); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return child;
};

describe("a home folder", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  it("is run by one process at a time, and free again the moment that one was killed", async () => {
    const home = join(folder.path, "home");
    const child = await holder(home);
    assert.throws(() => holdHome(home), { code: "TWIN-START-009", message: /home folder .*home/ });
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
    holdHome(home);
    assert.throws(() => holdHome(home), { code: "TWIN-START-009" });
  });

  it("that can't be used is told of with the reason", () => {
    const file = join(folder.path, "file");
    writeFileSync(file, "");
    assert.throws(() => holdHome(join(file, "home")), { code: "TWIN-START-005", message: /ENOTDIR/ });
  });
});
