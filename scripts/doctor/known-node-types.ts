import { nodePackages } from "../palettes/node-packages.ts";

/** What the editor makes itself. */
const BUILT_IN = ["tab", "group", "subflow", "junction", "global-config"];

/** The types of nodes that a flow of this home folder may use. */
export const knownNodeTypes = (home: string): ReadonlySet<string> =>
  new Set([...BUILT_IN, ...nodePackages(home).keys()]);
