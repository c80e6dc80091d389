import { existsSync } from "node:fs";
import { join } from "node:path";
import type { ReleaseManifest } from "../../models/release/manifest.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { flowCredentials } from "../store/flow-credentials.ts";

type Secrets = ReleaseManifest["requires"]["secrets"];

/**
 * Which nodes of a flow have secrets in this home folder, by the names of their fields alone.
 *
 * @throws TwinError TWIN-MOVE-006, TWIN-SEC-004 and -005
 */
export const secretsOf = (flow: readonly FlowNode[], home: string): Secrets => {
  if (!existsSync(join(home, "flows_cred.json"))) return [];
  const kept = flowCredentials(home);
  return flow
    .flatMap(({ id, name, type }) => {
      const fields = Object.entries(kept[id] ?? {}).flatMap(([field, value]) => (value === "" ? [] : [field]));
      return fields.length > 0 ? [{ node: id, name: String(name || type), fields: fields.sort() }] : [];
    })
    .sort((a, b) => (a.node < b.node ? -1 : 1));
};
