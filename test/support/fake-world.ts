import { tmpdir } from "node:os";
import { createRandom } from "../../models/random/random.ts";
import type { Clock } from "../../nodes/kit/clock.ts";
import { asTwinError } from "../../nodes/kit/errors.ts";
import type { FlowMessage, HttpHandler, NodeStatus, Outgoing, World } from "../../nodes/kit/world.ts";

/** A clock that stands still until it is told to go on; scheduled actions run in the order of their time. */
export const manualClock = (startMs = Date.UTC(2026, 0, 1)): Clock & { advance(ms: number): void } => {
  let now = startMs;
  const timers = new Set<{ dueMs: number; everyMs: number | undefined; action: () => void }>();
  return {
    nowMs: () => now,
    schedule: (delayMs, action, repeat = false) => {
      const timer = { dueMs: now + delayMs, everyMs: repeat ? delayMs : undefined, action };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance: (ms) => {
      const end = now + ms;
      for (;;) {
        const next = [...timers].filter((timer) => timer.dueMs <= end).sort((a, b) => a.dueMs - b.dueMs)[0];
        if (!next) break;
        now = next.dueMs;
        if (next.everyMs === undefined) timers.delete(next);
        else next.dueMs += next.everyMs;
        next.action();
      }
      now = end;
    },
  };
};

/** A world without Node-RED that keeps all that a behaviour does to it. */
export const fakeWorld = (
  resources: Readonly<Record<string, unknown>> = {},
  credentials: Record<string, string> = {},
  homeFolder = tmpdir(),
) => {
  const abort = new AbortController();
  const sent: Outgoing[] = [];
  const statuses: NodeStatus[] = [];
  const failures: { code: string; message: string; about: FlowMessage | undefined }[] = [];
  const served = new Map<string, HttpHandler>();
  const clock = manualClock();
  const world: World = {
    nodeId: "node-1",
    nodeName: "node one",
    homeFolder,
    clock,
    random: createRandom(1),
    signal: abort.signal,
    credentials,
    flowRevision: () => "test-revision",
    emit: (out) => void sent.push(out),
    status: (status) => void statuses.push(status),
    fail: (thrown, about) => {
      const { code, message } = asTwinError(thrown);
      failures.push({ code, message, about });
    },
    log: () => undefined,
    count: () => undefined,
    gauge: () => undefined,
    goesOn: () => undefined,
    serve: (name, handle) => {
      if (served.has(name)) return undefined;
      served.set(name, handle);
      return () => void served.delete(name);
    },
    resource: <R>(id: string): R => {
      if (!(id in resources)) throw new Error(`no resource ${id} in this fake world`);
      return resources[id] as R;
    },
    resources: () => [],
  };
  return { world, clock, served, sent, statuses, failures, close: () => abort.abort() };
};
