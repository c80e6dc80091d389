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

/** Data this much behind the clock is told by its date, as from a replay or a plant in accelerated time. */
const DATED_AFTER_MS = 3_600_000;
const LONGEST = 20;

/** What the user must know, in 20 characters. Green needs data that arrived lately and nothing wrong. */
export const sourceStatus = (facts: SourceFacts): NodeStatus => {
  const { nowMs, link, linkNote, lastTakenMs, staleAfterMs } = facts;
  const silentMs = nowMs - (lastTakenMs ?? facts.startedMs);
  if (link === "ended") return say("waiting", linkNote || "ended");
  if (link === "failed") return say("error", linkNote);
  if (link === "reconnecting")
    return say("error", lastTakenMs === undefined ? "reconnecting" : `reconnecting ${duration(silentMs)}`);
  if (lastTakenMs === undefined && silentMs <= staleAfterMs)
    return say("waiting", link === "connecting" ? "connecting" : (trouble(facts) ?? "waiting for data"));
  if (silentMs > staleAfterMs) {
    if (lastTakenMs === undefined && facts.passive) return say("waiting", trouble(facts) ?? "waiting for data");
    return say("warning", trouble(facts) ?? `no data ${duration(silentMs)}`);
  }
  const wrong = trouble(facts);
  return wrong ? say("warning", wrong) : say("ok", age(facts));
};

const trouble = ({ storeAway, unknownTags, refusing }: SourceFacts): string | undefined => {
  if (storeAway) return "store away";
  const [tag] = unknownTags;
  if (tag !== undefined)
    return unknownTags.length > 1 ? `${unknownTags.length} tags unknown` : `tag ${cut(tag, 8)} unknown`;
  return refusing ? `${refusing.code.replace("TWIN-", "")} ×${refusing.times}` : undefined;
};

const age = ({ nowMs, newestDataMs }: SourceFacts): string => {
  const behindMs = nowMs - newestDataMs;
  if (behindMs < DATED_AFTER_MS) return `${duration(Math.max(0, behindMs))} old`;
  return new Date(newestDataMs).toISOString().slice(0, 16).replace("T", " ");
};

/** `2 s`, `5 min`, `3 h`, `12 d` */
export const duration = (ms: number): string => {
  if (ms < 60_000) return `${Math.floor(ms / 1000)} s`;
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} min`;
  if (ms < 172_800_000) return `${Math.floor(ms / 3_600_000)} h`;
  return `${Math.floor(ms / 86_400_000)} d`;
};

const say = (level: NodeStatus["level"], text: string): NodeStatus => ({ level, text: cut(text, LONGEST) });
const cut = (text: string, length: number): string => (text.length > length ? `…${text.slice(1 - length)}` : text);
