import type { SectionResult } from "./figure.ts";
import type { Machine } from "./machine.ts";

/** All that a run found, as `--json` prints it. */
export interface Report {
  readonly command: string;
  /** ISO 8601 */
  readonly date: string;
  readonly quick: boolean;
  readonly machine: Machine;
  readonly sections: readonly SectionReport[];
}

export interface SectionReport extends SectionResult {
  readonly name: string;
  readonly title: string;
  readonly seconds: number;
  /** Why it has no figures. */
  readonly failed?: string;
}
