import type { Metric } from "./decode-metric.ts";
import type { Binding } from "./metric-binder.ts";
import type { Doubtful } from "./take-by-alias.ts";

/** A metric that a birth announced, and what is known of it since. */
export interface Announced {
  readonly name: string;
  readonly datatype: number | undefined;
  /** Undefined: nobody has mapped it to a channel. */
  readonly binding: Binding | undefined;
  /** Its last good value, so that its death can be told. */
  lastValue?: unknown;
  lastMs?: number;
  /** When it died; undefined while it is alive. */
  deadMs?: number | undefined;
}

/** What the last birth of a device (or of the edge node itself) announced. */
export interface Announcements {
  readonly byName: ReadonlyMap<string, Announced>;
  readonly byAlias: ReadonlyMap<number, Announced>;
}

/** One edge node's session, from its birth on. */
export interface EdgeNode {
  readonly group: string;
  readonly node: string;
  born: boolean;
  /** Of its last birth: a death with another one is that of an earlier connection. */
  bdSeq: number | undefined;
  /** Undefined: the next one counts, whatever it is. */
  seq: number | undefined;
  /** Messages are missing since the last birth, so that an alias may mean another metric by now. */
  doubtful: boolean;
  readonly held: Doubtful[];
  /** How far its clock was ahead of this machine's when it last sent something. */
  clockLeadMs: number;
  /** By device; the edge node's own are under the empty name. */
  readonly devices: Map<string, Announcements>;
}

export const makeEdgeNode = (group: string, node: string): EdgeNode => ({
  group,
  node,
  born: false,
  bdSeq: undefined,
  seq: undefined,
  doubtful: false,
  held: [],
  clockLeadMs: 0,
  devices: new Map(),
});

/** Sequence numbers run from 0 to 255 and start anew (section 6.4.19). */
const SEQUENCE = 256;

/** Follows the sequence numbers of all that an edge node sends. @returns whether messages are missing before this one */
export const followSequence = (edge: EdgeNode, seq: number | undefined): boolean => {
  const last = edge.seq;
  edge.seq = seq;
  return last !== undefined && seq !== (last + 1) % SEQUENCE;
};

/** Takes a birth's metrics in place of those before; what is known of a metric of the same name is kept. */
export const announce = (
  edge: EdgeNode,
  device: string,
  metrics: readonly Metric[],
  bind: (metric: Metric) => Binding | undefined,
): void => {
  const before = edge.devices.get(device)?.byName;
  const byName = new Map<string, Announced>();
  const byAlias = new Map<number, Announced>();
  for (const metric of metrics) {
    const { name, alias, datatype } = metric;
    if (name === undefined || name === "") continue;
    const announced: Announced = { ...before?.get(name), name, datatype, binding: bind(metric) };
    byName.set(name, announced);
    if (alias !== undefined) byAlias.set(alias, announced);
  }
  edge.devices.set(device, { byName, byAlias });
};
