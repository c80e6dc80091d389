import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readModelCard } from "../../models/prognosis/read-model-card.ts";
import { canonicalJson } from "../../models/release/canonical-json.ts";
import { isAtLeast, isCompatible } from "../../models/release/is-at-least.ts";
import type { ReleaseManifest } from "../../models/release/manifest.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { hasTrainedModel, shippedFolder, shippedModelFolder } from "../../nodes/rul-predictor/shipped-models.ts";
import { readFlowFile } from "../revisions/running-flow.ts";
import { packageRoot } from "../start/layout.ts";
import { assetTypesOf } from "./asset-types-of.ts";
import { FLOW } from "./release-parts.ts";
import { packagesOf } from "./released-packages.ts";

/** What a release asks for and this machine does not have, in words; empty where it can run. */
export const complaintsOf = async (
  { requires, models }: ReleaseManifest,
  folder: string,
  home: string,
  nodeVersion: string,
): Promise<readonly string[]> => {
  const flow = readFlowFile(join(folder, FLOW));
  return [
    ...versionComplaints(requires, nodeVersion),
    ...(await packageComplaints(requires.packages, flow, home)),
    ...typeComplaints(flow, folder),
    ...models.flatMap((model) => modelComplaints(model, folder)),
    ...(flow.some(({ type }) => type === "twinloom-store") ? [] : models.flatMap(otherShipped)),
  ];
};

const versionComplaints = ({ twinloom, node }: ReleaseManifest["requires"], nodeVersion: string): readonly string[] => {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8"));
  return [
    ...(isAtLeast(version, twinloom) ? [] : [`it needs Twinloom ${twinloom}, this is ${version}`]),
    ...(isAtLeast(nodeVersion, node) ? [] : [`it needs Node.js ${node}, this is ${nodeVersion}`]),
  ];
};

const packageComplaints = async (
  wanted: ReleaseManifest["requires"]["packages"],
  flow: readonly FlowNode[],
  home: string,
): Promise<readonly string[]> => {
  const { packages, missing } = await packagesOf(flow, home);
  return wanted.flatMap(({ name, version, types }) => {
    const found = packages.find((one) => one.name === name);
    const lacking = types.filter((type) => missing.includes(type));
    if (!found || lacking.length > 0) {
      return [`the package ${name} ${version} is missing (nodes ${(lacking.length > 0 ? lacking : types).join(", ")})`];
    }
    return isCompatible(found.version, version) ? [] : [`it needs ${name} ${version}, ${found.version} is installed`];
  });
};

const typeComplaints = (flow: readonly FlowNode[], folder: string): readonly string[] =>
  assetTypesOf(flow).flatMap((type) => {
    const released = readFileSync(join(folder, "asset-types", `${type.id}.json`), "utf8");
    return released === canonicalJson(type) ? [] : [`the asset type ${type.id} of this Twinloom is another`];
  });

const modelComplaints = (
  { folder: place, hash, assetType, component }: ReleaseManifest["models"][number],
  folder: string,
): readonly string[] => {
  const file = join(folder, place, "card.json");
  try {
    const card = readModelCard(readFileSync(file, "utf8"), file);
    const fits = card.model.sha256 === hash && card.assetType === assetType && card.component === component;
    return fits ? [] : [`the card in ${place} is that of another model`];
  } catch (thrown) {
    return [thrown instanceof Error ? thrown.message : String(thrown)];
  }
};

/** Without a store there is no registry: what comes with Twinloom forecasts. */
const otherShipped = ({ assetType, component, hash }: ReleaseManifest["models"][number]): readonly string[] => {
  const root = shippedModelFolder();
  if (hasTrainedModel(root, assetType, component)) {
    const card = JSON.parse(readFileSync(join(shippedFolder(root, assetType, component), "card.json"), "utf8"));
    if (card.model?.sha256 === hash) return [];
  }
  return [`its flow has no store, and this Twinloom comes with another model for ${assetType} ${component}`];
};
