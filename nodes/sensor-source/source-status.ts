import { formatDuration } from "../kit/format-duration.ts";
import { formatLag } from "../kit/format-lag.ts";
import type { NodeStatus } from "../kit/world.ts";
import type { Link } from "./source.ts";

/** All that the status is made from. Times are this machine's, except `newestDataMs`. */
export interface SourceFacts {
  readonly nowMs: number;
  readonly startedMs: number;
  readonly link: Link;
  readonly linkNote: string;
  /** When a sample was last taken; undefined: never. */
  readonly lastTakenMs: number | undefined;
  /** Newest source time taken. */
  readonly newestDataMs: number;
  readonly staleAfterMs: number;
  readonly storeAway: boolean;
  readonly unknownTags: readonly string[];
  /** Code and number of samples refused in the last minute. */
  readonly refusing: { readonly code: string; readonly times: number } | undefined;
  /** The source waits to be sent something, so silence is not trouble yet. */
  readonly passive: boolean;
}

const LONGEST = 20;

/** What the user must know, in 20 characters. Green needs data that arrived lately and nothing wrong. */
export const sourceStatus = (facts: SourceFacts): NodeStatus => {
  const { nowMs, link, linkNote, lastTakenMs, staleAfterMs } = facts;
  const silentMs = nowMs - (lastTakenMs ?? facts.startedMs);
  if (link === "ended" || link === "paused") return say("waiting", linkNote || link);
  if (link === "failed") return say("error", linkNote);
  if (link === "reconnecting")
    return say("error", lastTakenMs === undefined ? "reconnecting" : `reconnecting ${formatDuration(silentMs)}`);
  if (lastTakenMs === undefined && silentMs <= staleAfterMs)
    return say("waiting", link === "connecting" ? "connecting" : (trouble(facts) ?? "waiting for data"));
  if (silentMs > staleAfterMs) {
    if (lastTakenMs === undefined && facts.passive) return say("waiting", trouble(facts) ?? "waiting for data");
    return say("warning", trouble(facts) ?? `no data ${formatDuration(silentMs)}`);
  }
  const wrong = trouble(facts);
  return wrong ? say("warning", wrong) : say("ok", age(facts));
};

const trouble = ({ storeAway, link, linkNote, unknownTags, refusing }: SourceFacts): string | undefined => {
  if (storeAway) return "store away";
  if (link === "up" && linkNote) return linkNote;
  const [tag] = unknownTags;
  if (tag !== undefined)
    return unknownTags.length > 1 ? `${unknownTags.length} tags unknown` : `tag ${cut(tag, 8)} unknown`;
  return refusing ? `${refusing.code.replace("TWIN-", "")} ×${refusing.times}` : undefined;
};

/** Data that keeps arriving from a clock behind ours (a replay, a plant in accelerated time) is no older for that. */
const age = ({ nowMs, newestDataMs, lastTakenMs, staleAfterMs }: SourceFacts): string => {
  const behindMs = (lastTakenMs ?? nowMs) - newestDataMs;
  if (behindMs > staleAfterMs) return formatLag(newestDataMs, behindMs);
  return `${formatDuration(nowMs - newestDataMs)} old`;
};

const say = (level: NodeStatus["level"], text: string): NodeStatus => ({ level, text: cut(text, LONGEST) });
const cut = (text: string, length: number): string => (text.length > length ? `…${text.slice(1 - length)}` : text);
