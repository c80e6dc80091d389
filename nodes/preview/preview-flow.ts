import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { asTwinError } from "../kit/errors.ts";
import { parseConfig } from "../kit/parse-config.ts";
import type { StoredDocument } from "../kit/store.ts";
import { withVariables } from "../kit/with-variables.ts";
import type { Behaviour, FlowMessage, Outgoing, World } from "../kit/world.ts";
import { assetTypeOf } from "./asset-type-of.ts";
import { previewErrors } from "./errors.ts";
import { loadRoom } from "./load-room.ts";
import { previewWorld, type Resource, type Surroundings } from "./preview-world.ts";
import { scratchStore } from "./scratch-store.ts";
import type { Leg } from "./upstream.ts";
import { virtualClock } from "./virtual-clock.ts";

/** Hears what one node of a preview takes, sends and complains of. */
export interface Ear {
  took(): void;
  sent(output: number, message: FlowMessage): void;
  failed(code: string, message: string): void;
}

/** A node of a preview; several may stand under one id, and each gets what is sent to it. */
export interface Part {
  /** Where messages are sent to it. */
  readonly id: string;
  readonly node: FlowNode;
  readonly legs: readonly Leg[];
  readonly ear?: Ear;
}

export interface PreviewFlow {
  /** Gives a message to a node at a time of the data, and resolves when all is at rest. */
  send(id: string, message: FlowMessage, atMs: number): Promise<void>;
  /** Lets what is planned happen. */
  finish(): Promise<void>;
  /** Gives back what its nodes hold: loaded models. */
  close(): Promise<void>;
}

interface Running {
  readonly part: Part;
  readonly behaviour: Behaviour;
}

/**
 * Runs nodes without Node-RED, one message after another and at rest between two, so that the result depends on what comes in alone.
 *
 * @param config the asset types and stores that the nodes refer to; each node gets a store of its own, with `documents` in it
 * @throws TwinError why the settings of a node are refused
 */
export const previewFlow = async (
  parts: readonly Part[],
  config: readonly FlowNode[],
  documents: readonly StoredDocument[],
  homeFolder: string,
): Promise<PreviewFlow> => {
  const clock = virtualClock();
  const queue: { readonly id: string; readonly message: FlowMessage }[] = [];
  const works = new Set<Promise<unknown>>();

  const sendOn = ({ legs, ear }: Part, out: Outgoing): void => {
    if (!out) return;
    const ports: readonly (FlowMessage | readonly FlowMessage[] | null)[] = Array.isArray(out) ? out : [out];
    for (const [output, messages] of ports.entries()) {
      for (const message of [messages ?? []].flat()) {
        ear?.sent(output, message);
        for (const leg of legs) if (leg.output === output) queue.push({ id: leg.to, message });
      }
    }
  };
  const around = (part: Part, resources: Surroundings["resources"]): Surroundings => ({
    clock,
    homeFolder,
    resources,
    emit: (out) => sendOn(part, out),
    failed: ({ code, message }) => part.ear?.failed(code, message),
    goesOn: (work) => {
      works.add(work);
      void work.then(
        () => works.delete(work),
        () => works.delete(work),
      );
    },
  });

  const running: Running[] = [];
  for (const part of parts) {
    const resources = await resourcesFor(config, documents);
    const world = previewWorld(part.node, around(part, resources));
    running.push({ part, behaviour: await startPart(part, world) });
  }

  const handle = async ({ part, behaviour }: Running, message: FlowMessage): Promise<void> => {
    part.ear?.took();
    try {
      const out = behaviour.input?.(message);
      sendOn(part, out instanceof Promise ? await out : out);
    } catch (thrown) {
      const { code, message: text } = asTwinError(thrown);
      part.ear?.failed(code, text);
    }
  };
  const rest = async (): Promise<void> => {
    do {
      for (let next = queue.shift(); next; next = queue.shift()) {
        for (const one of running) if (one.part.id === next.id) await handle(one, next.message);
      }
      await Promise.allSettled(works);
    } while (queue.length > 0 || works.size > 0);
  };

  return {
    send: async (id, message, atMs) => {
      clock.goTo(atMs);
      await rest();
      queue.push({ id, message });
      await rest();
    },
    finish: async () => {
      clock.finish();
      await rest();
    },
    close: async () => {
      await Promise.allSettled(running.map(async ({ behaviour }) => behaviour.close?.(false)));
    },
  };
};

const startPart = async ({ node, ear }: Part, world: World): Promise<Behaviour> => {
  try {
    const { schema, create } = await loadRoom(node.type);
    // refused for what was typed, and then run muted
    const settings = withVariables(node);
    parseConfig(schema, settings);
    return create(parseConfig(schema, schema.muted?.(settings) ?? settings), world);
  } catch (thrown) {
    if (ear) throw thrown;
    const details = { node: String(node["name"] || node.type), reason: asTwinError(thrown).message };
    throw new TwinError(previewErrors.upstream, details, thrown);
  }
};

const resourcesFor = async (
  config: readonly FlowNode[],
  documents: readonly StoredDocument[],
): Promise<Surroundings["resources"]> => {
  const made = new Map<string, Resource>();
  for (const node of config) {
    const { id, type } = node;
    if (type === "twinloom-store") made.set(id, { type, resource: scratchStore(documents) });
    if (type === "twinloom-asset-type") made.set(id, await typeOrReason(node));
  }
  return made;
};

/** One that is wrong is told to the node that uses it: another's is no reason to refuse. */
const typeOrReason = async (node: FlowNode): Promise<Resource> => {
  try {
    return { type: node.type, resource: await assetTypeOf(node) };
  } catch (thrown) {
    if (thrown instanceof TwinError) return { type: node.type, refused: thrown };
    throw thrown;
  }
};
