import type { ReleasedPackage } from "../../models/release/manifest.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { nodePackages } from "../palettes/node-packages.ts";
import { nodeSchemas } from "../revisions/flow-words.ts";

/** What the editor makes itself, and subflows. */
const OF_NO_PACKAGE = /^(tab|group|subflow(:.*)?|junction|global-config)$/;

export interface PackagesOfFlow {
  readonly packages: readonly ReleasedPackage[];
  /** Types of nodes that no package here has. */
  readonly missing: readonly string[];
}

/** The packages beside Twinloom that a flow's nodes come from, with their versions in this home folder. */
export const packagesOf = async (flow: readonly FlowNode[], home: string): Promise<PackagesOfFlow> => {
  const own = await nodeSchemas();
  const known = nodePackages(home);
  const types = [...new Set(flow.map(({ type }) => type))]
    .filter((type) => !OF_NO_PACKAGE.test(type) && !own.has(type))
    .sort();
  const byName = new Map<string, { name: string; version: string; types: string[] }>();
  for (const type of types) {
    const one = known.get(type);
    if (!one) continue;
    const entry = byName.get(one.name) ?? { ...one, types: [] };
    entry.types.push(type);
    byName.set(one.name, entry);
  }
  return {
    packages: [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    missing: types.filter((type) => !known.has(type)),
  };
};
