import { type EditorLink, RED } from "../kit/editor/red-editor.browser.ts";
import { say } from "./say.browser.ts";

/** What the server says of a wire (`answer-wires.ts`). */
export interface WireComplaint {
  readonly kind: "message" | "assetType" | "unit";
  readonly from: string;
  readonly output: number;
  readonly to: string;
  readonly sent?: readonly string[];
  readonly taken?: readonly string[];
  readonly steps?: readonly { readonly type: string; readonly output: number }[];
  readonly own?: string;
  readonly other?: string;
  readonly use?: string;
  readonly row?: number;
  readonly tag?: string;
  readonly channel?: string;
  readonly unit?: string;
  readonly expected?: string;
}

export const keyOf = (complaint: WireComplaint): string =>
  [complaint.kind, complaint.from, complaint.output, complaint.to, complaint.row ?? ""].join(" ");

/** The wires of the editor that it is about: the one between both nodes, or the first part of a way over junctions and links. */
export const linksOf = ({ from, output, to }: WireComplaint): readonly EditorLink[] => {
  const links = RED.nodes.filterLinks({ source: { id: from } }).filter(({ sourcePort }) => sourcePort === output);
  const direct = links.filter(({ target }) => target.id === to);
  return direct.length > 0 ? direct : links.filter(({ target }) => /^(junction|link out)$/.test(target.type));
};

/** `twinloom/features@1` as people call it. */
const messageName = (tag: string): string => {
  const name = /^twinloom\/([a-z-]+)@/.exec(tag)?.[1] ?? tag;
  return say(`wires.messages.${name}`, { defaultValue: name });
};

const nodeName = (id: string): string => {
  const node = RED.nodes.node(id);
  return node ? RED.utils.getNodeLabel(node) : id;
};

/** Why the wire doesn't fit, in the user's language. */
export const complaintText = (complaint: WireComplaint): string => {
  const { kind, from, to, sent = [], taken = [], own, other, tag, channel, unit, expected } = complaint;
  const ends = { from: nodeName(from), to: nodeName(to) };
  if (kind === "message") {
    const [made, wanted] = [sent, taken].map((tags) => tags.map(messageName).join(", "));
    return say("wires.message", { ...ends, sent: made, taken: wanted });
  }
  return kind === "assetType"
    ? say("wires.assetType", { ...ends, own, other })
    : say("wires.unit", { ...ends, tag, channel, unit, expected });
};
