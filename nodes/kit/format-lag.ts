import { formatDuration } from "./format-duration.ts";

const DAY_MS = 86_400_000;

/**
 * For a status line, of data that arrives but is late: `3 h behind`, which tells a wrong clock or a backlog. Beyond a day it is
 * a replay or a plant in a time of its own: then the data's own time in UTC, `at 2025-12-01 08:00`, so that one sees it run.
 */
export const formatLag = (dataTimeMs: number, lagMs: number): string =>
  lagMs <= DAY_MS
    ? `${formatDuration(lagMs)} behind`
    : `at ${new Date(dataTimeMs).toISOString().slice(0, 16).replace("T", " ")}`;
