/** Long enough that single batches do not make it jump, short enough to follow a server that comes back. */
const WINDOW_MS = 30_000;
const SLOT_MS = 1000;

/** How many a second there were in the last 30 s, or since the first of them. */
export const rateMeter = (nowMs: () => number) => {
  const slots = new Map<number, number>();
  let sinceMs = Number.POSITIVE_INFINITY;

  const forget = (): void => {
    const first = Math.floor((nowMs() - WINDOW_MS) / SLOT_MS);
    for (const slot of slots.keys()) if (slot <= first || slot > first + WINDOW_MS / SLOT_MS) slots.delete(slot);
    if (slots.size === 0) sinceMs = Number.POSITIVE_INFINITY;
  };

  return {
    add: (count: number): void => {
      forget();
      const now = nowMs();
      const slot = Math.floor(now / SLOT_MS);
      sinceMs = Math.min(sinceMs, now);
      slots.set(slot, (slots.get(slot) ?? 0) + count);
    },
    perSecond: (): number => {
      forget();
      const spanMs = Math.min(WINDOW_MS, Math.max(nowMs() - sinceMs, SLOT_MS));
      return ([...slots.values()].reduce((sum, count) => sum + count, 0) / spanMs) * 1000;
    },
  };
};
