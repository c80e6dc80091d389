import type { EventEmitter } from "node:events";

/** What the runtime tells the process that started it, once. */
export interface Started {
  readonly started: true;
  /** Why the flows stand still, in Node-RED's words; absent when they run. */
  readonly problem?: string;
}

export const isStarted = (message: unknown): message is Started =>
  typeof message === "object" && message !== null && "started" in message && message.started === true;

interface RuntimeState {
  readonly id: string;
  readonly payload?: { readonly error?: string; readonly types?: readonly (string | { type: string })[] };
}

/** Longer than Node-RED's own patience with a node that closes. */
const END_WITHIN_MS = 20_000;

/**
 * Binds this Node-RED to the process that started it: tells when the flows run, or why they don't, and ends when that process
 * is gone, also after `kill -9`. Does nothing where Node-RED was started in another way.
 */
export const followParent = (events: EventEmitter): void => {
  if (!process.send) return;
  let told = false;
  const tell = (message: Started): void => {
    if (!told) process.send?.(message);
    told = true;
  };
  events.once("flows:started", () => tell({ started: true }));
  events.on("runtime-event", ({ id, payload }: RuntimeState) => {
    if (id !== "runtime-state" || !payload?.error) return;
    const types = (payload.types ?? []).map((one) => (typeof one === "string" ? one : one.type));
    tell({ started: true, problem: [payload.error, ...types].join(" ") });
  });
  process.once("disconnect", () => {
    // its own handler stops the flows first
    process.kill(process.pid, "SIGTERM");
    setTimeout(() => process.exit(1), END_WITHIN_MS).unref();
  });
};
