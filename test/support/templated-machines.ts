import { addToFlow, offeredBy } from "../../models/templates/add-to-flow.ts";
import { instantiate } from "../../models/templates/instantiate.ts";
import { nodeIds } from "../../models/templates/node-ids.ts";
import { templateNamed } from "../../models/templates/templates.ts";
import type { FlowNode } from "./flow-tap.ts";

/** What needs a plant: the test brings the data itself. */
const OF_A_PLANT = ["twinloom-sensor-source", "mqtt out", "mqtt-broker"];

/**
 * A flow with machines that templates make added to it, as `twinloom new --deploy` does.
 *
 * @param machines asset -> template
 */
export const withMachines = (
  flow: readonly FlowNode[],
  machines: Readonly<Record<string, string>>,
): readonly FlowNode[] => {
  let all: readonly FlowNode[] = flow;
  for (const [asset, template] of Object.entries(machines)) {
    const made = instantiate(templateNamed(template), { ...offeredBy(all, ""), asset });
    all = addToFlow(all, made, asset, false);
  }
  return all.filter(({ type }) => !OF_A_PLANT.includes(type));
};

/** The link-in by which the operator pages ask one node of such a machine. */
export const askedNode = (asset: string, template: string, whom: string): string =>
  nodeIds(asset, template)(`asked-${whom}`);
