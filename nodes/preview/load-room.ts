import { TwinError } from "../../models/errors/twin-error.ts";
import type { NodeModule } from "../kit/define-node.ts";
import { previewErrors } from "./errors.ts";

const TYPE = /^twinloom-([a-z][a-z0-9-]*)$/;

export const isOurs = (type: string): boolean => TYPE.test(type);

/**
 * What a node is made of, by its type: the module that Node-RED has loaded. The address is made at run time, because no room
 * knows another.
 *
 * @throws TwinError TWIN-PREVIEW-001
 */
export const loadRoom = async (type: string): Promise<NodeModule> => {
  const room = TYPE.exec(type)?.[1];
  if (room === undefined) throw new TwinError(previewErrors.unknownType, { type });
  const file = `../${room}/node${import.meta.url.slice(import.meta.url.lastIndexOf("."))}`;
  try {
    const module: { default: NodeModule } = await import(new URL(file, import.meta.url).href);
    return module.default;
  } catch (cause) {
    throw new TwinError(previewErrors.unknownType, { type }, cause);
  }
};
