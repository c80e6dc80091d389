import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { adminAuth } from "../../../scripts/security/admin-auth.ts";
import { readOrMakeSecret } from "../../../scripts/security/secret.ts";
import { authenticate, makePassword, readUsers, removeUser, setUser } from "../../../scripts/security/users.ts";

describe("users and secrets", () => {
  let folder = "";
  let file = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "twinloom-users-"));
    file = join(folder, "users.json");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("keeps only a hash, in a file that only its owner reads", () => {
    setUser(file, "ann", "engineer", "open sesame");
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.match(readUsers(file)[0]?.passwordHash ?? "", /^\$2[aby]\$10\$/);
  });

  it("lets in who knows the password and nobody else", async () => {
    setUser(file, "ann", "engineer", "open sesame");
    assert.equal((await authenticate(file, "ann", "open sesame"))?.username, "ann");
    assert.equal(await authenticate(file, "ann", "open Sesame"), null);
    assert.equal(await authenticate(file, "bob", "open sesame"), null);
  });

  it("does not open the editor to an operator", async () => {
    setUser(file, "olga", "operator", "pw");
    assert.equal(await adminAuth(file).authenticate("olga", "pw"), null);
    assert.equal(await adminAuth(file).users("olga"), null);
  });

  it("shuts out a removed user", async () => {
    setUser(file, "ann", "engineer", "pw");
    removeUser(file, "ann");
    assert.equal(await authenticate(file, "ann", "pw"), null);
    assert.throws(() => removeUser(file, "ann"), { code: "TWIN-SEC-003" });
  });

  it("names the file when it is damaged, instead of starting without users", () => {
    writeFileSync(file, "[{]");
    assert.throws(() => readUsers(file), { code: "TWIN-SEC-001" });
    writeFileSync(file, '[{"username": "x", "role": "king", "passwordHash": ""}]');
    assert.throws(() => readUsers(file), { code: "TWIN-SEC-001" });
  });

  it("makes passwords of 98 bits that differ", () => {
    const passwords = new Set(Array.from({ length: 100 }, makePassword));
    assert.equal(passwords.size, 100);
    for (const password of passwords) assert.match(password, /^([a-hjkmnp-z2-9]{5}-){3}[a-hjkmnp-z2-9]{5}$/);
  });

  it("makes the credential secret once and refuses one that others can read", () => {
    const secretFile = join(folder, "credential-secret");
    const secret = readOrMakeSecret(secretFile);
    assert.equal(readOrMakeSecret(secretFile), secret);
    assert.equal(statSync(secretFile).mode & 0o777, 0o600);
    writeFileSync(join(folder, "open"), secret, { mode: 0o644 });
    assert.throws(() => readOrMakeSecret(join(folder, "open")), { code: "TWIN-SEC-005" });
  });
});
