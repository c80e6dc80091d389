const WINDOW_MS = 60_000;
const MAX_FAILURES = 8;
const MAX_NAMES = 1000;

/** Slows guessing: after eight wrong passwords for one name within a minute that name waits for the minute to end. */
export const createAttemptLimit = () => {
  const failures = new Map<string, { count: number; sinceMs: number }>();
  const current = (name: string, nowMs: number) => {
    const entry = failures.get(name);
    return entry && nowMs - entry.sinceMs < WINDOW_MS ? entry : undefined;
  };
  return {
    isBlocked: (name: string, nowMs: number): boolean => (current(name, nowMs)?.count ?? 0) >= MAX_FAILURES,
    failed: (name: string, nowMs: number): void => {
      const entry = current(name, nowMs) ?? { count: 0, sinceMs: nowMs };
      if (failures.size >= MAX_NAMES) failures.clear();
      failures.set(name, { ...entry, count: entry.count + 1 });
    },
  };
};
