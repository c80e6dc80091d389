import type { AssetType } from "../twin/asset-type.ts";
import type { Draft, Section } from "./draft.ts";
import type { Asked } from "./page-questions.ts";
import { faultSection } from "./sections/fault-section.ts";
import { lifeSections, maintenanceIn } from "./sections/life-sections.ts";
import { pagesSection } from "./sections/pages-section.ts";
import { brokerConfig, guardSection, searchSection } from "./sections/set-point-sections.ts";
import { errorSection, type TwinOutputs, twinSections } from "./sections/twin-sections.ts";
import { historySection, stateSection } from "./sections/watch-sections.ts";
import { whatIfSection } from "./sections/what-if-section.ts";
import type { Job, Template, Values } from "./template.ts";

/** What the sections of one flow share. */
export interface Parts {
  readonly type: AssetType;
  /** Ids of the config nodes. */
  readonly typeId: string;
  readonly store: string;
  readonly broker: string;
  readonly source: Section;
  /** Keys of the way to the operator pages; none where there are no pages. */
  readonly toPages: readonly string[];
}

interface JobPlan {
  readonly twin: Omit<TwinOutputs, "answers">;
  /** Behind the twin. */
  readonly behind: readonly Section[];
  readonly config?: Draft["config"];
  /** Whom the operator pages ask besides the twin. */
  readonly asked?: readonly Asked[];
}

type Planner = (template: Template, values: Values, parts: Parts) => JobPlan;

const planners: Readonly<Record<Job, Planner>> = {
  "condition-monitoring": () => ({ twin: { states: ["state"], alarms: ["alarms"] }, behind: [stateSection()] }),
  diagnosis: (template, values, { type }) => ({
    twin: { states: ["name-fault"], alarms: ["alarms"] },
    behind: [faultSection(template, values, type)],
  }),
  "remaining-life": (_template, values, { typeId, store, toPages }) => ({
    twin: { states: ["life"], alarms: ["orders"], below: maintenanceIn() },
    behind: lifeSections(values, typeId, store, toPages),
    asked: ["orders"],
  }),
  "what-if": (_template, values, { type, typeId, store, toPages }) => ({
    twin: { states: ["what-if"], alarms: [] },
    behind: [whatIfSection(values, type, typeId, store, toPages)],
    asked: ["what-if"],
  }),
  "set-points": (template, values, { type, typeId, store, broker, toPages }) => {
    const isKnown = type.physics !== undefined;
    return {
      twin: { states: isKnown ? ["what-if", "guard"] : ["guard"], alarms: [] },
      behind: [
        ...(isKnown ? [searchSection(template, values, type, typeId, store, toPages)] : []),
        guardSection(template, values, type, { store, broker, toPages }),
      ],
      config: [brokerConfig(values, broker)],
      asked: isKnown ? ["what-if", "guard"] : ["guard"],
    };
  },
};

/** The sections of a template's flow, and the config nodes that only they need: the data's way in the first row, what one can ask beside it in the second. */
export const jobRows = (
  template: Template,
  values: Values,
  parts: Parts,
): { readonly rows: Draft["rows"]; readonly config: Draft["config"] } => {
  const { type, typeId, store, source, toPages } = parts;
  const { twin, behind, config = [], asked = [] } = planners[template.job](template, values, parts);
  const outputs = {
    ...twin,
    states: [...twin.states, ...toPages],
    alarms: [...twin.alarms, ...toPages],
    answers: toPages,
  };
  const rows = [
    [source, ...twinSections(values, typeId, store, outputs), ...behind],
    [historySection(values, type, store), errorSection(), ...pagesSection(values, ["twin", ...asked])],
  ];
  return { rows, config };
};
