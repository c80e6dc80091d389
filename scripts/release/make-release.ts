import { createHash, createPublicKey, type KeyObject, sign } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { canonicalJson } from "../../models/release/canonical-json.ts";
import { releaseErrors } from "../../models/release/errors.ts";
import { RELEASE_TAG, type ReleaseManifest } from "../../models/release/manifest.ts";
import { plainSecrets } from "../../models/release/plain-secrets.ts";
import { requiredVariables } from "../../models/release/required-variables.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { joinFlow } from "../../models/revisions/join-flow.ts";
import type { Revision } from "../../models/revisions/revision.ts";
import { splitFlow } from "../../models/revisions/split-flow.ts";
import { hashOfFlow } from "../../nodes/kit/hash-of-flow.ts";
import { checkFlow } from "../revisions/check-flow.ts";
import { packageRoot } from "../start/layout.ts";
import { assetTypesOf } from "./asset-types-of.ts";
import { keyId } from "./keys.ts";
import { FLOW, MANIFEST, SIGNATURE, SIGNATURE_BYTES } from "./release-parts.ts";
import { releasedBill } from "./released-bill.ts";
import { modelsOf, usesModels } from "./released-models.ts";
import { packagesOf } from "./released-packages.ts";
import { secretsOf } from "./released-secrets.ts";
import { type ArchiveEntry, writeArchive } from "./write-archive.ts";

export interface ReleasePlan {
  readonly flow: readonly FlowNode[];
  /** Where the flow is one of the home folder's. */
  readonly revision?: Revision | undefined;
  readonly home: string;
  readonly name: string;
  readonly key: KeyObject;
  /** Environment variables that the flow is to run with. */
  readonly settings: Readonly<Record<string, string>>;
  readonly out: string;
}

/** Oldest Node.js that Twinloom runs on, as its package says. */
const LEAST_NODE = /\d+\.\d+(\.\d+)?/;

/**
 * Makes one signed file of a flow and all that it decides with. The same flow, models, settings and key always give the same bytes.
 *
 * @throws TwinError TWIN-RELEASE-009, -015, those of a store that can't be read
 */
export const makeRelease = async (plan: ReleasePlan): Promise<ReleaseManifest> => {
  const { home, name, revision, settings } = plan;
  const flow = joinFlow(splitFlow(plan.flow));
  const { packages, missing } = await packagesOf(flow, home);
  await refuse(flow, missing);
  const types = assetTypesOf(flow);
  const models = usesModels(flow) ? await modelsOf(home, types) : [];
  const own = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8"));
  const entries: ArchiveEntry[] = [
    // as it is: the order of names within a setting is part of the flow's revision
    textEntry(FLOW, `${JSON.stringify(flow, null, 2)}\n`),
    ...types.map((type) => textEntry(`asset-types/${type.id}.json`, canonicalJson(type))),
    ...models.flatMap(({ files }) => files.map(fileEntry)),
    textEntry(
      "sbom.cdx.json",
      canonicalJson(
        releasedBill(
          packages,
          models.map(({ model }) => model),
        ),
      ),
    ),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
  const manifest: ReleaseManifest = {
    schema: RELEASE_TAG,
    name,
    signer: keyId(createPublicKey(plan.key)),
    flow: {
      revision: hashOfFlow(flow),
      ...(revision ? { from: revision.id, time: revision.time, user: revision.user, message: revision.message } : {}),
    },
    requires: {
      twinloom: own.version,
      node: padded(LEAST_NODE.exec(own.engines.node)?.[0] ?? "0.0"),
      packages: [...packages],
      variables: requiredVariables(flow).filter((variable) => !(variable in settings)),
      secrets: secretsOf(flow, home),
    },
    assetTypes: types.map(({ id }) => id),
    models: models.map(({ model }) => model),
    settings,
    parts: Object.fromEntries(entries.map((entry) => [entry.name, { bytes: entry.bytes, sha256: hashOf(entry) }])),
  };
  const bytes = Buffer.from(canonicalJson(manifest));
  writeArchive(plan.out, [
    { name: MANIFEST, bytes: bytes.length, content: bytes },
    { name: SIGNATURE, bytes: SIGNATURE_BYTES, content: sign(null, bytes, plan.key) },
    ...entries,
  ]);
  return manifest;
};

const refuse = async (flow: readonly FlowNode[], missing: readonly string[]): Promise<void> => {
  const reasons = [
    ...missing.map((type) => `no package here has the node type ${type}`),
    ...plainSecrets(flow),
    ...flow
      .filter(({ modelFolder, d }) => typeof modelFolder === "string" && modelFolder !== "" && d !== true)
      .map(({ id, name }) => `${name || id} takes models from a folder: register them (twinloom models register)`),
    ...(await checkFlow(flow)),
  ];
  if (reasons.length === 0) return;
  throw new TwinError(releaseErrors.notReleasable, { reasons: reasons.map((reason) => `\n- ${reason}`).join("") });
};

const textEntry = (name: string, text: string): ArchiveEntry => {
  const content = Buffer.from(text);
  return { name, bytes: content.length, content };
};
const fileEntry = ({ name, file }: { readonly name: string; readonly file: string }): ArchiveEntry => ({
  ...{ name, bytes: statSync(file).size, content: { file } },
});

const hashOf = ({ content }: ArchiveEntry): string =>
  createHash("sha256")
    .update(content instanceof Uint8Array ? content : readFileSync(content.file))
    .digest("hex");

const padded = (version: string): string => (version.split(".").length === 2 ? `${version}.0` : version);
