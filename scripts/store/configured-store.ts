import { resolve } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { parseConfig } from "../../nodes/kit/parse-config.ts";
import type { Remote } from "../../nodes/store/outbox/remote.ts";
import { remoteOf } from "../../nodes/store/remote-of.ts";
import type { StoreConfig } from "../../nodes/store/schema.ts";
import { schema } from "../../nodes/store/schema.ts";
import { keptFlow } from "../revisions/running-flow.ts";
import { moveErrors } from "./errors.ts";
import { flowCredentials } from "./flow-credentials.ts";

export interface ConfiguredStore {
  /** Of the embedded store, the documents and the outbox. */
  readonly file: string;
  /** Where its points are, unless in the file. */
  readonly remote?: Remote;
}

/**
 * The twin store that a command is about: the file that was named, else the one store of the home folder's flow.
 *
 * @throws TwinError TWIN-MOVE-006, -007, TWIN-STORE-019, TWIN-KIT-001 to -003, TWIN-REV-001, -003, -009
 */
export const configuredStore = (home: string, file?: string): ConfiguredStore => {
  if (file !== undefined) return { file: resolve(file) };
  const nodes = storesOf(home);
  const [node] = nodes;
  if (nodes.length > 1) {
    const names = nodes.map(({ id, name }) => String(name || id)).join(", ");
    throw new TwinError(moveErrors.severalStores, { home, names });
  }
  return storeOfNode(home, node);
};

/** The store of one node; with the settings as they come where there is none. */
export const storeOfNode = (home: string, node: FlowNode | undefined): ConfiguredStore => {
  const config = storeConfig(node);
  const path = resolve(home, config.file);
  if (config.driver === "embedded" || !node) return { file: path };
  return { file: path, remote: remoteOf(config, filledIn(flowCredentials(home)[node.id] ?? {}), path) };
};

export const storesOf = (home: string): readonly FlowNode[] =>
  keptFlow(home).filter(({ type, d }) => type === "twinloom-store" && d !== true);

/** @throws TwinError TWIN-KIT-001 to -003 */
export const storeConfig = (node: FlowNode | undefined): StoreConfig => parseConfig(schema, filledIn({ ...node }));

/** As Node-RED does with `${NAME}` in a setting. */
const filledIn = <T extends Readonly<Record<string, unknown>>>(settings: T): { [K in keyof T]: T[K] } =>
  Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [key, typeof value === "string" ? fillIn(value) : value]),
  ) as { [K in keyof T]: T[K] };

const fillIn = (text: string): string => text.replace(/\$\{(\w+)\}/g, (_, name: string) => process.env[name] ?? "");
