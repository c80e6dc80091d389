import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PATIENCE_MS } from "../support/patience.ts";
import { ownPlace } from "../support/started-twinloom.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const root = join(import.meta.dirname, "../..");

describe("twinloom start that can't work", () => {
  const folder = temporaryFolder();
  after(() => folder.remove());

  /** One line that says what is wrong, exit code 1, and nothing that still holds its output. */
  const refuses = async (home: string, words: RegExp, ...args: string[]): Promise<void> => {
    const env = { ...process.env, ...(await ownPlace(home)) };
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, "scripts/twinloom.ts"), "start", ...args],
      { env, timeout: PATIENCE_MS },
    );
    const said = stderr.toString().replace(/^\(node:.*\n.*\n/, "");
    assert.deepEqual([status, stdout.toString()], [1, ""], said);
    assert.match(said, words);
    assert.equal(said.trim().split("\n").length, 1, said);
  };

  const homeWith = (name: string, file: string, text: string, mode = 0o600): string => {
    const home = join(folder.path, name);
    mkdirSync(home);
    writeFileSync(join(home, file), text);
    chmodSync(join(home, file), mode);
    return home;
  };

  it("says so when the home folder can't be made", async () => {
    const file = homeWith("file", "in-the-way", "");
    await refuses(join(file, "in-the-way", "home"), /^TWIN-START-005: The home folder .*ENOTDIR.*--home/);
  });

  it("names a damaged users file instead of making new users", async () => {
    await refuses(homeWith("users", "users.json", "[{]"), /^TWIN-SEC-001: The users file .*users\.json can't be read/);
  });

  it("refuses a secret that others can read", async () => {
    const home = homeWith("secret", "credential-secret", "0".repeat(64), 0o644);
    await refuses(home, /^TWIN-SEC-005: .*credential-secret can be read by others \(mode 644\)\. Run: chmod 600/);
  });

  it("refuses what is no port, and an address that this machine has not", async () => {
    const home = join(folder.path, "ports");
    await refuses(home, /^TWIN-START-002: --port is http/, "--port", "http");
    await refuses(home, /^TWIN-START-006: The editor .* can't listen on 192\.0\.2\.1/, "--host", "192.0.2.1");
  });
});
