import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { keyId, readPublicKey, type TrustedKeys } from "../../../scripts/release/keys.ts";
import { type OpenRelease, openRelease } from "../../../scripts/release/open-release.ts";
import { keyIn, released, smallFlow, strangersKey } from "../../support/released.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const codeOf = (action: () => unknown): string => {
  try {
    action();
    return "accepted";
  } catch (error) {
    if (error instanceof TwinError) return error.code;
    throw error;
  }
};

describe("a release file", () => {
  // every installation is flushed to a disk that others may be busy with
  const folder = temporaryFolder();
  const key = keyIn(folder.path);
  const publicKey = readPublicKey(key.publicFile);
  const trusted: TrustedKeys = new Map([[keyId(publicKey), publicKey]]);
  let file: string;
  let bytes: Buffer;

  before(async () => {
    file = await released(folder.path, { flow: smallFlow("one"), key: key.key, name: "plant-1.0.0" });
    bytes = readFileSync(file);
  });
  after(folder.remove);

  const opened = (path: string, look: (release: OpenRelease) => void = () => undefined): void => {
    const release = openRelease(path, trusted);
    try {
      release.check();
      look(release);
    } finally {
      release.close();
    }
  };
  const codeWith = (content: Uint8Array): string => {
    const other = join(folder.path, "other.twinloom");
    writeFileSync(other, content);
    return codeOf(() => opened(other));
  };

  it("is the same to the byte when it is made again", async () => {
    const again = await released(folder.path, { flow: smallFlow("one"), key: key.key, name: "plant-1.0.0" });
    assert.ok(readFileSync(again).equals(bytes));
    opened(file, ({ manifest }) => assert.equal(manifest.signer, key.id));
  });

  it("is refused with any single bit changed, wherever it is", () => {
    const near = fc.oneof(
      fc.nat(bytes.length - 1),
      fc.nat(12_000),
      fc.nat(1024).map((back) => bytes.length - 1 - back),
    );
    fc.assert(
      fc.property(near, fc.nat(7), (at, bit) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ (1 << bit);
        assert.match(codeWith(changed), /^TWIN-RELEASE-00[12]$/);
      }),
      { numRuns: 100 },
    );
  });

  it("is refused when it was cut off anywhere, or has something behind its end", () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        assert.equal(codeWith(bytes.subarray(0, length)), "TWIN-RELEASE-001");
      }),
      { numRuns: 50 },
    );
    assert.equal(codeWith(Buffer.concat([bytes, Buffer.alloc(512)])), "TWIN-RELEASE-001");
  });

  it("is refused when somebody else has signed it, and named with the key", async () => {
    const stranger = strangersKey();
    const theirs = await released(folder.path, { flow: smallFlow("two"), key: stranger.key, name: "theirs" });
    assert.equal(
      codeOf(() => opened(theirs)),
      "TWIN-RELEASE-002",
    );
    assert.throws(() => opened(theirs), new RegExp(`signed by ${stranger.id}`));
  });

  it("is read by tar and openssl too, where there is no Twinloom", () => {
    const out = join(folder.path, "by-hand");
    execFileSync("mkdir", ["-p", out]);
    execFileSync("tar", ["-xf", file, "-C", out]);
    const verify = ["pkeyutl", "-verify", "-pubin", "-inkey", key.publicFile, "-rawin", "-in", "manifest.json"];
    const said = execFileSync("openssl", [...verify, "-sigfile", "manifest.sig"], { cwd: out, encoding: "utf8" });
    assert.match(said, /Verified Successfully/);
    const { parts } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    for (const [name, { sha256 }] of Object.entries<{ sha256: string }>(parts)) {
      assert.ok(execFileSync("sha256sum", [name], { cwd: out, encoding: "utf8" }).startsWith(sha256), name);
    }
  });
});
