import type { Contracts } from "./wire-problems.ts";

/** A node to put into a wire, and its output that goes on. */
export interface ConverterStep {
  readonly type: string;
  readonly output: number;
}

const MOST_STEPS = 3;

/**
 * The fewest nodes that make of what is sent something that is taken: between a sensor source and a forecast, a twin state. Undefined
 * where none do.
 *
 * @param contracts of the types that may be put in, in the order in which they are tried
 */
export const converterBetween = (
  sent: readonly string[],
  taken: readonly string[],
  contracts: Contracts,
): readonly ConverterStep[] | undefined => {
  let ways: { readonly steps: readonly ConverterStep[]; readonly tags: readonly string[] }[] = [
    { steps: [], tags: sent },
  ];
  for (let length = 0; length < MOST_STEPS; length++) {
    ways = ways.flatMap(({ steps, tags }) =>
      [...contracts].flatMap(([type, { takes, sends = [] }]) =>
        takes?.some((tag) => tags.includes(tag))
          ? sends.map((made, output) => ({ steps: [...steps, { type, output }], tags: made }))
          : [],
      ),
    );
    const found = ways.find(({ tags }) => tags.some((tag) => taken.includes(tag)));
    if (found) return found.steps;
  }
  return undefined;
};
