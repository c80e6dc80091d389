import { TwinError } from "../../../models/errors/twin-error.ts";
import { documentReader } from "../document-reader.ts";
import { sourceErrors } from "../errors.ts";
import type { ChannelPlan } from "../plan.ts";
import { readingsReader } from "../readings.ts";
import type { Source } from "../source.ts";
import { topicMatches } from "./topic-match.ts";

interface Route {
  readonly asset: string;
  readonly name: string;
  readonly rows: readonly ChannelPlan[];
}

/** Topics come from the broker: the cache of their routes is bounded. */
const MAX_ROUTES = 10_000;

/** Reads the payloads of MQTT messages: plain numbers, JSON documents, waveforms, arrays of readings. Never throws. */
export const topicRouter = (source: Source) => {
  const documents = documentReader(source);
  const readings = readingsReader(source);
  const routes = new Map<string, Route>();

  const routeOf = (topic: string): Route => {
    const known = routes.get(topic);
    if (known) return known;
    const levels = topic.split("/");
    const route = {
      asset: source.config.asset ? "" : (levels[source.config.mqttAssetLevel - 1] ?? ""),
      name: levels.at(-1) ?? "",
      rows: source.plan.rows.filter(({ tag }) => topicMatches(tag, topic)),
    };
    if (routes.size >= MAX_ROUTES) routes.clear();
    routes.set(topic, route);
    return route;
  };

  /** @param again the broker may have sent it before: a duplicate or retained message */
  return (topic: string, payload: Buffer, again: boolean): void => {
    // An empty retained message only deletes the one before ([MQTT-3.3.1-10]).
    if (payload.length === 0) return;
    const { asset, name, rows } = routeOf(topic);
    const document = documentOf(payload);
    const unreadable = (reason: string): void =>
      source.refuse(new TwinError(sourceErrors.unreadable, { tag: topic, reason }), { tag: topic, asset });
    if (document === undefined) {
      unreadable("it is neither a number nor JSON");
      return;
    }
    const origin = { asset, tag: topic, name, again };
    if (rows.length > 0) documents.takeRows(rows, document, origin);
    else if (Array.isArray(document)) {
      const fault = readings.take(document, { topic: name, asset, again });
      if (fault) unreadable(fault);
    } else documents.takeNames(document, origin);
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
