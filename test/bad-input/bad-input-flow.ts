import type { FlowNode } from "../support/flow-tap.ts";
import type { BadRow } from "./bad-row.ts";
import { expand } from "./expand.ts";

const node = (id: string, type: string, more: object): FlowNode => ({ id, type, z: "bad", x: 1, y: 1, ...more });

/** One source for each row, its messages tapped at `out-ID`; what the sources are done with at `out-done`. */
export const badInputFlow = (rows: readonly BadRow[], settingsOf: (row: BadRow) => object): readonly FlowNode[] => [
  { id: "bad", type: "tab", label: "bad input" },
  { id: "pump", type: "twinloom-asset-type", kind: "centrifugal-pump" },
  { id: "spindle", type: "twinloom-asset-type", kind: "cnc-spindle" },
  node("give", "link in", { links: [], wires: [["route"]] }),
  node("route", "function", { func: route(rows.length), outputs: rows.length, wires: rows.map(({ id }) => [id]) }),
  ...rows.flatMap((row): FlowNode[] => [
    node(row.id, "twinloom-sensor-source", {
      ...{ assetType: "pump", asset: "pump-1", batchMs: 10, ...settingsOf(row) },
      // two listeners at the second port: Node-RED clones what goes to more than one
      wires: [[`out-${row.id}`], ["junk-1", "junk-2"]],
    }),
    node(`out-${row.id}`, "link out", { mode: "link", links: [], wires: [] }),
  ]),
  ...["junk-1", "junk-2"].map((id) => node(id, "debug", { active: false, tosidebar: false, wires: [] })),
  node("on-done", "complete", { scope: rows.map(({ id }) => id), uncaught: false, wires: [["note-done"]] }),
  node("note-done", "function", {
    func: "return { payload: { done: msg.badRow } };",
    outputs: 1,
    wires: [["out-done"]],
  }),
  node("out-done", "link out", { mode: "link", links: [], wires: [] }),
];

/** Makes the messages of a row, with what JSON can't hold, and sends them to its source. */
const route = (outputs: number): string => `const expand = ${expand};
const { row, index, messages, words } = msg.payload;
const outs = new Array(${outputs}).fill(null);
outs[index] = expand(messages, words).map((message) => ({ ...message, badRow: row }));
return outs;`;
