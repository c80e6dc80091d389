/** What a ratio or a value has to be. */
export type Target =
  | { readonly of: "ratio" | "value"; readonly atLeast: number }
  | { readonly of: "ratio" | "value"; readonly atMost: number };

/** One line of the result. Ratios are ours / theirs, measured by turns in one run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it was measured against, in the same unit. */
  readonly against?: { readonly name: string; readonly value: number };
  readonly ratio?: number;
  readonly target?: Target;
}

export interface SectionResult {
  readonly figures: readonly Figure[];
  /** What was measured how, and what was left out for which reason. */
  readonly notes: readonly string[];
}

export interface SectionOptions {
  /** A look at each figure in seconds, to see that all works; too short to be quoted. */
  readonly quick: boolean;
}

/** undefined where nothing is demanded of it, or what the demand is made of was not measured. */
export const meetsTarget = ({ target, ratio, value }: Figure): boolean | undefined => {
  const measured = target?.of === "ratio" ? ratio : value;
  if (target === undefined || measured === undefined) return undefined;
  return "atLeast" in target ? measured >= target.atLeast : measured <= target.atMost;
};
