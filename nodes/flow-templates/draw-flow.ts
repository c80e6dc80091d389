import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { drawnWidth } from "../../models/templates/layout.ts";
import type { DrawnNode } from "./answers.ts";

/** Height of a node in Node-RED's editor. */
const HEIGHT = 30;

/** The nodes and groups of a flow as boxes, by their top left corner, with the nodes that their wires lead to. */
export const drawFlow = (flow: readonly FlowNode[]): DrawnNode[] =>
  flow.flatMap((node) => {
    const { id, type } = node;
    const [x, y] = [node["x"], node["y"]];
    if (typeof x !== "number" || typeof y !== "number" || type === "comment") return [];
    const { w, h } = node;
    if (typeof w === "number" && typeof h === "number") return [{ id, type, x, y, w, h, to: [] }];
    const width = drawnWidth({ type, name: String(node["name"] ?? "") });
    const box = { x: x - width / 2, y: y - HEIGHT / 2, w: width, h: HEIGHT };
    return [{ id, type, ...box, to: [...new Set(wiresOf(node))] }];
  });

const wiresOf = ({ wires }: FlowNode): string[] => (Array.isArray(wires) ? wires.flat().map(String) : []);
