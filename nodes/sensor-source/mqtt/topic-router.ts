import { TwinError } from "../../../models/errors/twin-error.ts";
import { documentReader } from "../document-reader.ts";
import { sourceErrors } from "../errors.ts";
import type { ChannelPlan } from "../plan.ts";
import { readingsReader } from "../readings.ts";
import type { Source } from "../source.ts";
import { type PayloadMapping, reasonOf } from "./payload-mapping.ts";
import { splitTopics } from "./split-topics.ts";
import { namedParts, topicPattern } from "./topic-pattern.ts";

interface Route {
  readonly asset: string;
  readonly name: string;
  readonly rows: readonly ChannelPlan[];
  /** What else the topic says of its readings; undefined: nothing. */
  readonly context: Readonly<Record<string, string>> | undefined;
  /** For an expression: its topic and all that its named levels say. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Topics come from the broker: the cache of their routes is bounded. */
const MAX_ROUTES = 10_000;

/** Named levels with a meaning of their own. */
const OWN_NAMES: ReadonlySet<string> = new Set(["asset", "channel"]);

/**
 * Reads the payloads of MQTT messages: plain numbers, JSON documents, waveforms, arrays of readings. Never throws.
 *
 * @param mapping makes such a payload of what came, if that is another
 */
export const topicRouter = (source: Source, mapping?: PayloadMapping) => {
  const documents = documentReader(source);
  const readings = readingsReader(source);
  const routes = new Map<string, Route>();
  const own = splitTopics(source.config.mqttTopics);
  const isTopic = (tag: string): boolean => own.length === 0 || tag.includes("/");
  const rowPatterns = source.plan.rows.map((row) => ({
    row,
    pattern: isTopic(row.tag) ? topicPattern(row.tag) : { filter: row.tag, names: [] },
  }));
  const patterns = [...own.map(topicPattern), ...rowPatterns.map(({ pattern }) => pattern)].filter(({ names }) =>
    names.some((name) => name !== undefined),
  );

  const partsOf = (topic: string): ReadonlyMap<string, string> => {
    for (const pattern of patterns) {
      const parts = namedParts(pattern, topic);
      if (parts) return parts;
    }
    return new Map();
  };

  const routeOf = (topic: string): Route => {
    const known = routes.get(topic);
    if (known) return known;
    const levels = topic.split("/");
    const parts = partsOf(topic);
    const others = [...parts].filter(([name]) => !OWN_NAMES.has(name));
    const route = {
      asset: source.config.asset ? "" : (parts.get("asset") ?? levels[source.config.mqttAssetLevel - 1] ?? ""),
      name: parts.get("channel") ?? levels.at(-1) ?? "",
      rows: rowPatterns.filter(({ pattern }) => namedParts(pattern, topic)).map(({ row }) => row),
      variables: { ...Object.fromEntries(parts), topic },
      context: others.length > 0 ? Object.fromEntries(others) : undefined,
    };
    if (routes.size >= MAX_ROUTES) routes.clear();
    routes.set(topic, route);
    return route;
  };

  const refuse = (tag: string, asset: string, reason: string): void =>
    source.refuse(new TwinError(sourceErrors.unreadable, { tag, reason }), { tag, asset });

  const take = (topic: string, { asset, name, rows, context }: Route, document: unknown, again: boolean): void => {
    const origin = { asset, tag: topic, name, again };
    source.under(context);
    if (rows.length > 0) documents.takeRows(rows, document, origin);
    else if (Array.isArray(document)) {
      const reason = readings.take(document, { topic: name, asset, again });
      if (reason) refuse(topic, asset, reason);
    } else documents.takeNames(document, origin);
  };

  const mapped = async (map: PayloadMapping, topic: string, payload: Buffer, again: boolean): Promise<void> => {
    const route = routeOf(topic);
    try {
      const made = await map(documentOf(payload) ?? payload.toString("utf8"), route.variables);
      if (made !== undefined) take(topic, route, made, again);
    } catch (thrown) {
      refuse(topic, route.asset, `the expression failed: ${reasonOf(thrown)}`);
    }
  };

  /**
   * @param again the broker may have sent it before: a duplicate or retained message
   * @returns when it is taken, where that is not at once: the next message has to wait for it
   */
  return (topic: string, payload: Buffer, again: boolean): Promise<void> | undefined => {
    // An empty retained message only deletes the one before ([MQTT-3.3.1-10]).
    if (payload.length === 0) return undefined;
    if (mapping) return mapped(mapping, topic, payload, again);
    const route = routeOf(topic);
    const document = documentOf(payload);
    if (document === undefined) refuse(topic, route.asset, "it is neither a number nor JSON");
    else take(topic, route, document, again);
    return undefined;
  };
};

const documentOf = (payload: Buffer): unknown => {
  const text = payload.toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    const lone = text.trim();
    // JSON knows no "NaN", "+1" or ".5", plain payloads do.
    return /^[+-]?(\d*\.?\d+([eE][+-]?\d+)?|NaN|inf(inity)?)$/i.test(lone) ? plainNumber(lone) : undefined;
  }
};

const plainNumber = (text: string): number => {
  if (/inf/i.test(text)) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return Number(text);
};
