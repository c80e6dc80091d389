import { TwinError } from "../../errors/twin-error.ts";
import { explainErrors } from "./errors.ts";

interface Branch {
  readonly exchanged: boolean;
  readonly orEqual: boolean;
}

/** How a node's mode reads as "below goes left": with the children exchanged, and whether equal goes left. */
const BRANCHES: Readonly<Record<string, Branch>> = {
  BRANCH_LT: { exchanged: false, orEqual: false },
  BRANCH_LEQ: { exchanged: false, orEqual: true },
  BRANCH_GT: { exchanged: true, orEqual: true },
  BRANCH_GTE: { exchanged: true, orEqual: false },
};

/** @throws TwinError TWIN-EXPLAIN-002 for another mode */
export const branchOf = (mode: string): Branch => {
  const branch = BRANCHES[mode];
  if (!branch) throw new TwinError(explainErrors.otherGraph, { reason: `a tree branches by ${mode}` });
  return branch;
};
