import type { FlowNode } from "../revisions/flow-node.ts";
import type { Draft, DraftNode, Section } from "./draft.ts";

const GRID = 20;
/** Of a node in Node-RED's editor: height, least width, width beside the name, and of a letter of the name (14 px sans). */
const NODE = { height: 30, least: 100, beside: 70, letter: 7.5 };
const LEFT = 34;
/** Below the note at the top. */
const TOP = 99;
const FRAME = { side: 20, head: 45, foot: 15 };
const COLUMN_GAP = 50;
const LINE = 60;
const SECTION_GAP = 50;
const ROW_GAP = 40;
const LINK_WIDTH = 30;

/** How wide a node is drawn, rounded up to the grid: rather too wide than overlapping. */
export const drawnWidth = ({ type, name }: Pick<DraftNode, "type" | "name">): number =>
  type.startsWith("link ")
    ? LINK_WIDTH
    : GRID * Math.ceil(Math.max(NODE.least, NODE.beside + NODE.letter * name.length) / GRID);

/**
 * Draws a draft: a tab with its note, each section as a group, nodes in columns from left to right.
 *
 * @param idOf id of the node with that key of the draft
 */
export const layOut = (draft: Draft, idOf: (key: string) => string): FlowNode[] => {
  const tab = idOf("tab");
  const noteX = LEFT + drawnWidth({ type: "comment", name: draft.note }) / 2;
  const nodes: FlowNode[] = [
    { id: tab, type: "tab", label: draft.label, disabled: false, info: draft.info },
    { id: idOf("note"), type: "comment", z: tab, name: draft.note, info: draft.info, x: noteX, y: 40, wires: [] },
  ];
  let top = TOP;
  for (const row of draft.rows) {
    const lines = Math.max(...row.flatMap(({ columns }) => columns.map((column) => column.length)));
    const height = FRAME.head + (lines - 1) * LINE + NODE.height + FRAME.foot;
    let left = LEFT;
    for (const section of row) {
      const drawn = drawSection(section, { tab, left, top, height, idOf });
      nodes.push(...drawn.nodes);
      left += drawn.width + SECTION_GAP;
    }
    top += height + ROW_GAP;
  }
  return [...draft.config.map((node) => ({ ...node })), ...nodes];
};

interface Frame {
  readonly tab: string;
  readonly left: number;
  readonly top: number;
  readonly height: number;
  readonly idOf: (key: string) => string;
}

const drawSection = ({ key, title, columns }: Section, { tab, left, top, height, idOf }: Frame) => {
  const group = idOf(`${key}-group`);
  const nodes: FlowNode[] = [];
  let x = left + FRAME.side;
  for (const column of columns) {
    const width = Math.max(...column.map((node) => (node ? drawnWidth(node) : 0)));
    for (const [line, node] of column.entries()) {
      if (!node) continue;
      nodes.push({
        id: idOf(node.key),
        type: node.type,
        z: tab,
        g: group,
        name: node.name,
        ...node.settings,
        x: x + width / 2,
        y: top + FRAME.head + line * LINE + NODE.height / 2,
        wires: node.wires.map((keys) => keys.map(idOf)),
      });
    }
    x += width + COLUMN_GAP;
  }
  const width = x - COLUMN_GAP + FRAME.side - left;
  const style = { label: true, stroke: "#a4a4a4", fill: "none", color: "#5b6b76" };
  const members = nodes.map(({ id }) => id);
  const frame = { id: group, type: "group", z: tab, name: title, style, nodes: members };
  return { nodes: [...nodes, { ...frame, x: left, y: top, w: width, h: height }], width };
};
