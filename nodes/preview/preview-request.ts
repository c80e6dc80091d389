import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { previewNodes } from "./deployed-flow.ts";
import { previewErrors } from "./errors.ts";
import type { WantedHistory } from "./find-history.ts";

/** A month; the time limit of a preview mostly ends it before. */
const MOST_HOURS = 744;
const MOST_NODES = 20_000;

/** What an edit dialog asks. */
export interface PreviewRequest {
  readonly target: FlowNode;
  /** The flow as it stands in the editor, with the settings of the dialog in it. */
  readonly flow: readonly FlowNode[];
  /** Undefined: on the last messages. */
  readonly history: WantedHistory | undefined;
}

/** @throws TwinError TWIN-PREVIEW-002 */
export const readPreviewRequest = (body: unknown): PreviewRequest => {
  const { id, flow, hours, asset }: Readonly<Record<string, unknown>> = Object(body);
  if (!Array.isArray(flow) || flow.length > MOST_NODES) throw refused("there is no flow in it");
  const nodes = previewNodes(flow);
  const target = nodes.find((node) => node.id === id);
  if (!target) throw refused("the node is not in its flow");
  if (hours === undefined) return { target, flow: nodes, history: undefined };
  if (typeof hours !== "number" || !(hours > 0) || hours > MOST_HOURS)
    throw refused(`hours must be 0 to ${MOST_HOURS}`);
  return { target, flow: nodes, history: { hours, asset: typeof asset === "string" ? asset : "" } };
};

const refused = (reason: string): TwinError => new TwinError(previewErrors.notANode, { reason });
