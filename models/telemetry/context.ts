import Type, { type Static } from "typebox";

export const CONTEXT_TAG = "twinloom/context@1";

/** From when on something else is true of all readings of an asset: another batch, another product. It holds until the next of its name. */
export const ContextChange = Type.Object({
  schema: Type.Literal(CONTEXT_TAG),
  asset: Type.String({ minLength: 1 }),
  name: Type.String({ pattern: "^[A-Za-z][A-Za-z0-9_-]{0,63}$", description: "product, batch, order, operatingState" }),
  value: Type.String({ maxLength: 200, description: "empty: nothing from then on" }),
  fromMs: Type.Number({ description: "data time from which it holds, epoch milliseconds" }),
});
export type ContextChange = Static<typeof ContextChange>;

/** A time in which one value held, within the time that was asked for. */
export interface ContextInterval {
  readonly value: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The intervals of one name, cut to [fromMs, toMs), in the order of time.
 *
 * @param changes of that name in any order; of two at one time the later in the list counts
 */
export const contextIntervals = (
  changes: readonly Pick<ContextChange, "value" | "fromMs">[],
  fromMs: number,
  toMs: number,
): ContextInterval[] => {
  const inOrder = changes.toSorted((a, b) => a.fromMs - b.fromMs);
  const intervals: ContextInterval[] = [];
  inOrder.forEach(({ value, fromMs: begins }, i) => {
    const from = Math.max(fromMs, begins);
    const to = Math.min(toMs, inOrder[i + 1]?.fromMs ?? toMs);
    if (value === "" || from >= to) return;
    const last = intervals.at(-1);
    if (last && last.value === value && last.toMs === from) intervals[intervals.length - 1] = { ...last, toMs: to };
    else intervals.push({ value, fromMs: from, toMs: to });
  });
  return intervals;
};

/** Where an interval of each list holds at once; all lists in the order of time. Of no list: the whole time. */
export const intervalsOfAll = (
  lists: readonly (readonly ContextInterval[])[],
  fromMs: number,
  toMs: number,
): { readonly fromMs: number; readonly toMs: number }[] =>
  lists.reduce<{ readonly fromMs: number; readonly toMs: number }[]>(
    (common, list) =>
      common.flatMap((one) =>
        list.flatMap((other) => {
          const from = Math.max(one.fromMs, other.fromMs);
          const to = Math.min(one.toMs, other.toMs);
          return from < to ? [{ fromMs: from, toMs: to }] : [];
        }),
      ),
    fromMs < toMs ? [{ fromMs, toMs }] : [],
  );
