import type { FlowNode } from "../../models/revisions/flow-node.ts";
import type { Proposal } from "../../models/scaffold/proposal.ts";
import type { Row, Template, Values } from "../../models/templates/template.ts";
import type { PlacedProblem } from "./place-of-problem.ts";

/** What the editor shows of a node of a template's flow before it is there. */
export type DrawnNode = Pick<FlowNode, "id" | "type"> & {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly to: readonly string[];
};

/** A template with the flow that it makes of its defaults, to be drawn. */
export interface OfferedTemplate extends Template {
  readonly drawn: readonly DrawnNode[];
}

export interface TemplateList {
  readonly templates: readonly OfferedTemplate[];
}

/** The parameters as they would be used, and what is wrong with them. */
export interface CheckAnswer {
  readonly values: Values;
  readonly problems: readonly PlacedProblem[];
}

export interface ScaffoldAnswer {
  readonly proposal: Proposal;
  /** Its rows that are used, as the template's tags take them; one for each row of the proposal, in order. */
  readonly rows: readonly Row[];
  /** Parameters that follow from the rows: what tells that a machine of its own runs. */
  readonly parameters: Readonly<Record<string, string | number>>;
}
