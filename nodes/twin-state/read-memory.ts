import { Ajv } from "ajv";
import { TWIN_MEMORY_TAG, TwinMemory } from "../../models/twin/twin-memory.ts";

const check = new Ajv({ strict: false }).compile<TwinMemory>(TwinMemory);

export interface ReadMemory {
  readonly memory?: TwinMemory;
  /** Why it can't be read. */
  readonly reason: string;
}

/** The memory in a kept document. */
export const readMemory = (body: unknown): ReadMemory => {
  if (check(body)) return { memory: body, reason: "" };
  const error = check.errors?.[0];
  return { reason: `${error?.instancePath ?? ""} ${error?.message ?? `is no ${TWIN_MEMORY_TAG}`}`.trim() };
};
