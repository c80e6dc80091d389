import type { AssetType } from "../twin/asset-type.ts";
import { channelFit, type ReadTag } from "./channel-fit.ts";

/** Below it a tag is none of the channel's. */
const LEAST = 0.35;
/** Two candidates that are as close as this can't be told apart. */
const CLOSE = 0.05;

/** A tag that is taken for a channel. */
export interface Match {
  readonly channel: string;
  readonly score: number;
  /** Another channel that it would fit as well. */
  readonly or?: string;
}

/** How an asset type fits a list: what each tag is taken for, and what is missing. */
export interface TypeMatch {
  readonly type: AssetType;
  readonly matches: ReadonlyMap<ReadTag, Match>;
  readonly missing: readonly string[];
  /** Mean over the scalar channels of how well each has been found, 0 to 1. */
  readonly found: number;
}

/** Gives each channel at most one tag and each tag at most one channel, the best pair first. */
export const matchType = (tags: readonly ReadTag[], type: AssetType): TypeMatch => {
  const channels = Object.entries(type.channels).filter(([, { kind }]) => kind === "scalar");
  const pairs = tags
    .flatMap((tag) => channels.map(([name, channel]) => ({ tag, name, score: channelFit(tag, name, channel) })))
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score);
  const matches = new Map<ReadTag, Match>();
  const taken = new Set<string>();
  for (const { tag, name, score } of pairs) {
    if (matches.has(tag) || taken.has(name)) continue;
    const or = pairs.find((other) => other.tag === tag && other.name !== name && score - other.score < CLOSE)?.name;
    taken.add(name);
    matches.set(tag, { channel: name, score, ...(or === undefined ? {} : { or }) });
  }
  const total = [...matches.values()].reduce((sum, { score }) => sum + score, 0);
  const missing = channels.flatMap(([name]) => (taken.has(name) ? [] : [name]));
  return { type, matches, missing, found: channels.length === 0 ? 0 : total / channels.length };
};
