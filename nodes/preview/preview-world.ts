import { TwinError } from "../../models/errors/twin-error.ts";
import { createRandom, hashText } from "../../models/random/random.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { asTwinError, kitErrors } from "../kit/errors.ts";
import type { Outgoing, World } from "../kit/world.ts";
import type { VirtualClock } from "./virtual-clock.ts";

/** What a config node offers, or why it can't. */
export interface Resource {
  readonly type: string;
  readonly resource?: unknown;
  readonly refused?: TwinError;
}

/** What a node of a preview has around it. */
export interface Surroundings {
  readonly clock: VirtualClock;
  readonly homeFolder: string;
  /** Of the config nodes, by id. */
  readonly resources: ReadonlyMap<string, Resource>;
  emit(out: Outgoing): void;
  failed(error: TwinError): void;
  goesOn(work: Promise<unknown>): void;
}

const REVISION = "preview";

/**
 * The world of a node in a preview: the data's clock, random numbers of its own, and nothing that reaches out of it. It has no secrets,
 * no status, no log and no metrics.
 */
export const previewWorld = (node: FlowNode, around: Surroundings): World => {
  const never = new AbortController();
  return {
    nodeId: node.id,
    nodeName: String(node["name"] || node.type.replace("twinloom-", "")),
    homeFolder: around.homeFolder,
    clock: around.clock,
    random: createRandom(hashText(node.id)),
    signal: never.signal,
    credentials: {},
    flowRevision: () => REVISION,
    emit: around.emit,
    status: () => undefined,
    fail: (thrown) => around.failed(asTwinError(thrown)),
    log: () => undefined,
    count: () => undefined,
    gauge: () => undefined,
    serve: () => () => undefined,
    goesOn: around.goesOn,
    resource: <R>(id: string, type: string): R => {
      const found = around.resources.get(id);
      if (found?.refused) throw found.refused;
      if (found?.type === type) return found.resource as R;
      const name = type.replace("twinloom-", "");
      throw new TwinError(kitErrors.missingConfigNode, { type: name, id: id || "(not chosen)", status: `no ${name}` });
    },
    resources: <R>(type: string): readonly R[] =>
      [...around.resources.values()]
        .filter((one) => one.type === type && !one.refused)
        .map(({ resource }) => resource as R),
  };
};
