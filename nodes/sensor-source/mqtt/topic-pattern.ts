import { TwinError } from "../../../models/errors/twin-error.ts";
import { sourceErrors } from "../errors.ts";
import { isTopicFilter, topicMatches } from "./topic-match.ts";

/** A topic filter whose levels may have names: `plant/{line}/{asset}/{channel}`. */
export interface TopicPattern {
  /** The filter to subscribe to: each named level is a `+`. */
  readonly filter: string;
  /** Name of each level; undefined where it has none. */
  readonly names: readonly (string | undefined)[];
}

const NAMED = /^\{([A-Za-z][A-Za-z0-9_]*)\}$/;

/** @throws TwinError TWIN-SOURCE-006 where it is no topic filter, or a name is there twice or is only a part of its level */
export const topicPattern = (text: string): TopicPattern => {
  const wrong = (reason: string) =>
    new TwinError(sourceErrors.badSetting, { field: "mqttTopics", reason: `${text} ${reason}` });
  const levels = text.split("/");
  const names = levels.map((level) => NAMED.exec(level)?.[1]);
  const half = levels.find((level, i) => names[i] === undefined && /[{}]/.test(level));
  if (half !== undefined) throw wrong(`has ${half}, where a name in braces is a level of its own`);
  const named = names.filter((name) => name !== undefined);
  if (new Set(named).size < named.length) throw wrong("has a name twice");
  const filter = levels.map((level, i) => (names[i] === undefined ? level : "+")).join("/");
  if (!isTopicFilter(filter)) throw wrong("is not a topic filter");
  return { filter, names };
};

/** What the named levels of a topic say; undefined where the pattern does not match. */
export const namedParts = ({ filter, names }: TopicPattern, topic: string): ReadonlyMap<string, string> | undefined => {
  if (!topicMatches(filter, topic)) return undefined;
  const levels = topic.split("/");
  return new Map(names.flatMap((name, i): [string, string][] => (name ? [[name, levels[i] ?? ""]] : [])));
};
