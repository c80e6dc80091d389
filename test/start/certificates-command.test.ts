import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OPCUACertificateManager } from "node-opcua-certificate-manager";
import { packageRoot } from "../support/node-red.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("twinloom certificates", () => {
  const folder = temporaryFolder();
  const file = join(folder.path, "plc.pem");
  after(() => folder.remove());

  before(async () => {
    const manager = new OPCUACertificateManager({ rootFolder: join(folder.path, "plc"), disableFileWatchers: true });
    await manager.initialize();
    const made = { applicationUri: "urn:plc", dns: ["plc"], subject: "/CN=plc", startDate: new Date(), validity: 30 };
    await manager.createSelfSignedCertificate({ ...made, outputFile: file });
    await manager.dispose();
  });

  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(packageRoot, "scripts/twinloom.ts"), "certificates", ...args, "--home", folder.path],
      { encoding: "utf8" },
    );
    return { status, stdout, code: stderr.split(":")[0] };
  };

  it("trusts one from a file, lists and shows it, and trusts it no longer", () => {
    assert.match(run("list").stdout, /^STORE +NAME/);
    const trusted = JSON.parse(run("trust", file, "--json").stdout);
    assert.deepEqual([trusted.store, trusted.name], ["trusted", "plc"]);
    const begin = trusted.thumbprint.slice(0, 10);
    assert.match(run("list").stdout, new RegExp(`trusted +plc +\\d{4}-\\d\\d-\\d\\d +${trusted.thumbprint}`));
    assert.match(run("show", begin).stdout, /names +.*URI:urn:plc/);
    assert.equal(run("reject", begin).stdout, `rejected: plc ${trusted.thumbprint}\n`);
    assert.ok(!existsSync(trusted.file));
    assert.equal(run("trust", begin).stdout, `trusted: plc ${trusted.thumbprint}\n`);
  });

  it("says what it does not know, and what is no certificate, by a code", () => {
    assert.deepEqual(run("show", "ffffffff"), { status: 1, stdout: "", code: "TWIN-CERT-001" });
    const text = join(folder.path, "text.pem");
    writeFileSync(text, "no certificate");
    assert.equal(run("trust", text).code, "TWIN-CERT-003");
  });
});
