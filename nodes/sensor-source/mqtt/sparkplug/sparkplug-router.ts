import { TwinError } from "../../../../models/errors/twin-error.ts";
import type { Source } from "../../source.ts";
import type { Held } from "../acknowledge-later.ts";
import { decodePayload, type Payload } from "./decode-payload.ts";
import { type Announced, announce, type EdgeNode, followSequence, makeEdgeNode } from "./edge-node.ts";
import { sparkplugErrors } from "./errors.ts";
import { type HeldMessage, heldMessage } from "./held-message.ts";
import { MalformedPayload } from "./malformed-payload.ts";
import { metricBinder } from "./metric-binder.ts";
import { metricTaker } from "./metric-taker.ts";
import { rebirthAsker } from "./rebirth-asker.ts";
import { type SparkplugTopic, sparkplugTopic } from "./sparkplug-topic.ts";
import { takeByAlias } from "./take-by-alias.ts";
import { watchTags } from "./watch-tags.ts";

/** Names come from the broker, and must not fill the memory. */
const MAX_NODES = 10_000;
const MAX_METRICS = 100_000;

/**
 * A host application of Sparkplug 3.0: follows each edge node's session from its birth, makes readings of its metrics, asks for
 * a rebirth where it has missed something, and makes bad readings of what has died. Never throws.
 *
 * @param publish sends a command to an edge node
 */
export const sparkplugRouter = (source: Source, publish: (topic: string, payload: Buffer) => void) => {
  const nodes = new Map<string, EdgeNode>();
  const bind = metricBinder(source);
  const taker = metricTaker(source);
  const asker = rebirthAsker(source, publish);
  const tags = watchTags(source);
  const byAlias = takeByAlias(source, taker);

  const edgeOf = ({ group, node }: SparkplugTopic): EdgeNode | undefined => {
    const name = `${group}/${node}`;
    const known = nodes.get(name);
    if (known || nodes.size >= MAX_NODES) return known;
    const made = makeEdgeNode(group, node);
    nodes.set(name, made);
    return made;
  };

  const tell = (error: TwinError, node: string): void => source.trouble(error, `${error.code} ${node}`);
  const rebirth = ({ group, node }: EdgeNode): void => asker.ask(group, node);

  const birth = (edge: EdgeNode, topic: SparkplugTopic, payload: Payload): void => {
    const { device } = topic;
    const { metrics } = payload;
    if (metrics.length > MAX_METRICS) {
      const details = { node: pathOf(topic), limit: MAX_METRICS };
      tell(new TwinError(sparkplugErrors.tooManyMetrics, details), details.node);
      return;
    }
    announce(edge, device, metrics, (metric) => bind(topic, metric));
    const announced = edge.devices.get(device)?.byName ?? new Map<string, Announced>();
    tags.announced(announced.values());
    byAlias.release(edge, device);
    for (const metric of metrics) {
      const one = announced.get(metric.name ?? "");
      // What has not changed since it died is alive from its birth on.
      const { timestamp } = metric;
      const stale = one?.deadMs !== undefined && (timestamp ?? 0) <= one.deadMs;
      if (one) taker.take(one, metric, stale ? payload.timestamp : (timestamp ?? payload.timestamp), true);
    }
  };

  const nodeBirth = (edge: EdgeNode, topic: SparkplugTopic, payload: Payload): void => {
    edge.born = true;
    edge.doubtful = false;
    edge.seq = payload.seq;
    for (const [device, { byName }] of edge.devices) edge.devices.set(device, { byName, byAlias: new Map() });
    edge.bdSeq = bdSeqOf(payload);
    birth(edge, topic, payload);
  };

  const kill = (edge: EdgeNode, device: string, timeMs: number): void => {
    for (const announced of edge.devices.get(device)?.byName.values() ?? []) taker.kill(announced, timeMs);
  };

  /** A will has the time of the connection: its own clock is reckoned from what the edge node sent last. */
  const nodeDeath = (edge: EdgeNode, payload: Payload): void => {
    const bdSeq = bdSeqOf(payload);
    if (edge.bdSeq !== undefined && bdSeq !== undefined && bdSeq !== edge.bdSeq) return;
    edge.born = false;
    edge.seq = undefined;
    for (const device of edge.devices.keys()) kill(edge, device, source.world.clock.nowMs() + edge.clockLeadMs);
  };

  const data = (edge: EdgeNode, topic: SparkplugTopic, payload: Payload, again: boolean): Held | undefined => {
    const { device } = topic;
    let message: HeldMessage | undefined;
    const known = edge.devices.get(device);
    for (const metric of payload.metrics) {
      const { name, alias } = metric;
      const one = name ? known?.byName.get(name) : known?.byAlias.get(alias ?? -1);
      if (!one) {
        const details = { node: pathOf(topic), metric: name ?? `alias ${alias}` };
        const error = new TwinError(sparkplugErrors.unknownMetric, details);
        source.refuse(error, { tag: pathOf(topic), asset: device || topic.node, value: name ?? alias });
        rebirth(edge);
      } else {
        const timeMs = metric.timestamp ?? payload.timestamp;
        if (edge.doubtful && !name) {
          message ??= heldMessage();
          byAlias.hold(edge, { device, alias: alias ?? -1, one, metric, timeMs, again, message });
        } else taker.take(one, metric, timeMs, again);
      }
    }
    return message;
  };

  /** What only counts after the birth, in the order of its sequence numbers. */
  const inSession = (edge: EdgeNode, topic: SparkplugTopic, payload: Payload, again: boolean): Held | undefined => {
    const last = edge.seq ?? "none";
    if (followSequence(edge, payload.seq)) {
      edge.doubtful = true;
      const details = { node: `${edge.group}/${edge.node}`, last, seq: payload.seq ?? "none" };
      tell(new TwinError(sparkplugErrors.sequenceGap, details), details.node);
    }
    if (edge.doubtful) rebirth(edge);
    if (topic.type === "DBIRTH") birth(edge, topic, payload);
    else if (topic.type === "DDEATH") {
      kill(edge, topic.device, payload.timestamp ?? source.world.clock.nowMs() + edge.clockLeadMs);
    } else return data(edge, topic, payload, again);
    return undefined;
  };

  const route = (edge: EdgeNode, topic: SparkplugTopic, payload: Payload, again: boolean): Held | undefined => {
    if (topic.type === "NBIRTH") nodeBirth(edge, topic, payload);
    else if (topic.type === "NDEATH") nodeDeath(edge, payload);
    else if (edge.born) return inSession(edge, topic, payload, again);
    else {
      const node = pathOf(topic);
      const names = payload.metrics.map(({ name, alias }) => name ?? alias);
      source.refuse(new TwinError(sparkplugErrors.noBirth, { node }), {
        tag: node,
        value: names,
        time: payload.timestamp,
      });
      rebirth(edge);
    }
    return undefined;
  };

  return {
    /**
     * @param again the broker may have sent it before: a duplicate or retained message
     * @returns where readings of it wait for a birth
     */
    take(name: string, bytes: Buffer, again: boolean): Held | undefined {
      const topic = sparkplugTopic(name);
      if (!topic) return undefined;
      const payload = decoded(bytes);
      if (typeof payload === "string") {
        source.refuse(new TwinError(sparkplugErrors.malformed, { tag: name, reason: payload }), { tag: name });
        return undefined;
      }
      const edge = edgeOf(topic);
      if (!edge) {
        const node = `${topic.group}/${topic.node}`;
        source.refuse(new TwinError(sparkplugErrors.tooManyNodes, { node, limit: MAX_NODES }), { tag: name });
        return undefined;
      }
      const sentMs = payload.timestamp;
      if (sentMs !== undefined && topic.type !== "NDEATH") edge.clockLeadMs = sentMs - source.world.clock.nowMs();
      return route(edge, topic, payload, again);
    },

    /** The connection is new: births, deaths and data may have passed meanwhile. */
    connected(): void {
      const { sparkplugGroup, sparkplugNode } = source.config;
      if (sparkplugGroup && sparkplugNode) asker.ask(sparkplugGroup, sparkplugNode);
      for (const edge of nodes.values()) {
        edge.doubtful = true;
        edge.seq = undefined;
        rebirth(edge);
      }
    },

    close: tags.close,
  };
};

const pathOf = ({ group, node, device }: SparkplugTopic): string => [group, node, device].filter(Boolean).join("/");

const decoded = (bytes: Buffer): Payload | string => {
  try {
    return decodePayload(bytes);
  } catch (thrown) {
    if (thrown instanceof MalformedPayload) return thrown.message;
    throw thrown;
  }
};

const bdSeqOf = ({ metrics }: Payload): number | undefined => {
  const value = metrics.find(({ name }) => name === "bdSeq")?.value;
  return typeof value === "object" && "low" in value ? value.low : undefined;
};
