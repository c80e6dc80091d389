import type { World } from "../kit/world.ts";
import type { SourceConfig } from "./schema.ts";
import type { Link } from "./source.ts";
import { type SourceFacts, sourceStatus } from "./source-status.ts";

const SHOW_EVERY_MS = 1000;
const REFUSED_FOR_MS = 60_000;

/** Keeps the facts of which the status is made, and shows it every second and at every change of the link. */
export const statusBoard = (config: SourceConfig, world: World, storeAway: () => boolean) => {
  const { clock } = world;
  const startedMs = clock.nowMs();
  const passive =
    config.protocol === "wire" || config.protocol === "push" || (config.protocol === "replay" && !config.replayAtStart);
  const unknownTags = new Set<string>();
  let state: Link = passive ? "up" : "connecting";
  let linkNote = "";
  let lastTakenMs: number | undefined;
  let newestDataMs = Number.NEGATIVE_INFINITY;
  let refusing: { code: string; times: number; sinceMs: number } | undefined;

  const facts = (): SourceFacts => {
    const nowMs = clock.nowMs();
    if (refusing && nowMs - refusing.sinceMs > REFUSED_FOR_MS) refusing = undefined;
    return {
      nowMs,
      startedMs,
      link: state,
      linkNote,
      lastTakenMs,
      newestDataMs,
      staleAfterMs: config.staleAfterSeconds * 1000,
      storeAway: storeAway(),
      unknownTags: [...unknownTags],
      refusing,
      passive,
    };
  };
  const show = (): void => world.status(sourceStatus(facts()));
  const stop = clock.schedule(SHOW_EVERY_MS, show, true);
  show();
  world.gauge("twinloom_data_age_seconds", () =>
    newestDataMs === Number.NEGATIVE_INFINITY ? Number.NaN : (clock.nowMs() - newestDataMs) / 1000,
  );

  return {
    taken(): void {
      lastTakenMs = clock.nowMs();
    },
    dataTime(timeMs: number): void {
      if (timeMs > newestDataMs) newestDataMs = timeMs;
    },
    refused(code: string): void {
      world.count("twinloom_readings_refused_total", 1, { code });
      if (refusing?.code === code) refusing.times++;
      else refusing = { code, times: 1, sinceMs: 0 };
      refusing.sinceMs = clock.nowMs();
    },
    tagUnknown(tag: string, unknown: boolean): void {
      if (unknown) unknownTags.add(tag);
      else unknownTags.delete(tag);
    },
    link(next: Link, note = ""): void {
      state = next;
      linkNote = note;
      show();
    },
    close: stop,
  };
};
