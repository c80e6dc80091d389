import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { keyId, makeKey } from "../../scripts/release/keys.ts";
import { makeRelease, type ReleasePlan } from "../../scripts/release/make-release.ts";

/** A small flow with one thing that differs. */
export const smallFlow = (word: string): FlowNode[] => [
  { id: "tab", type: "tab", label: "edge" },
  { id: "tick", type: "inject", z: "tab", repeat: "1", once: false, props: [{ p: "payload" }], wires: [["say"]] },
  {
    id: "say",
    type: "function",
    z: "tab",
    func: `msg.payload = "${word}"; return msg;`,
    outputs: 1,
    libs: [],
    wires: [[]],
  },
];

/** A key of a folder's own, made at the first call. */
export const keyIn = (folder: string, name = "key.pem") => {
  const file = join(folder, name);
  const id = makeKey(file);
  return { file, id, publicFile: `${file}.pub`, key: createPrivateKey(readFileSync(file)) };
};

export const strangersKey = () => {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  return { key: privateKey, id: keyId(publicKey) };
};

/** Makes a release in a folder and gives its file. */
export const released = async (
  folder: string,
  plan: Pick<ReleasePlan, "flow" | "key" | "name"> & Partial<ReleasePlan>,
): Promise<string> => {
  const out = join(folder, `${plan.name}.twinloom`);
  await makeRelease({ home: join(folder, "dev"), settings: {}, out, ...plan });
  return out;
};
