import { type EditorLink, type EditorNode, RED } from "../kit/editor/red-editor.browser.ts";
import { say } from "./say.browser.ts";
import { linksOf, type WireComplaint } from "./wire-complaint.browser.ts";

/** One press that makes a wire fit, and one undo that takes it back. */
export interface Mend {
  readonly label: string;
  mend(): void;
}

/** What mends it, if something does. */
export const mendOf = (complaint: WireComplaint): Mend | undefined => {
  const { kind, from, to, steps = [], use = "", row = 0, expected } = complaint;
  const [link] = linksOf(complaint);
  const [source, target] = [RED.nodes.node(from), RED.nodes.node(to)];
  if (!source || !target) return undefined;
  if (kind === "message") {
    if (!link || link.target.id !== to || steps.length === 0) return undefined;
    const names = steps.map(({ type }) => RED._(`twinloom/${type.replace("twinloom-", "")}:label`)).join(", ");
    return { label: say("wires.insert", { names }), mend: () => insert(link, steps) };
  }
  if (kind === "assetType") {
    return {
      label: say("wires.useType", { name: RED.utils.getNodeLabel(target), type: complaint.own }),
      mend: () => change(target, { assetType: use }),
    };
  }
  const tags: readonly unknown[] = Array.isArray(source["tags"]) ? source["tags"] : [];
  const mended = tags.map((tag, i) => (i === row ? { ...Object(tag), unit: expected } : tag));
  return { label: say("wires.useUnit", { unit: expected }), mend: () => change(source, { tags: mended }) };
};

const GRID = 20;
/** A node with its name takes about so much room. */
const ROOM = 180;
const BESIDE = 60;
/** Settings that nodes of one machine have in common. */
const SHARED = ["assetType", "store"] as const;

const insert = ({ source, sourcePort, target }: EditorLink, steps: NonNullable<WireComplaint["steps"]>): void => {
  const wasDirty = RED.nodes.dirty();
  const old = RED.nodes.filterLinks({ source }).find((one) => one.sourcePort === sourcePort && one.target === target);
  if (!old) return;
  const step = (target.x - source.x) / (steps.length + 1);
  const y = (source.y + target.y) / 2 + (step < ROOM ? BESIDE : 0);
  const made = steps.map(({ type }, i) => {
    const place = (value: number): number => Math.round(value / GRID) * GRID;
    const { node } = RED.view.createNode(type, place(source.x + step * (i + 1)), place(y), source.z);
    for (const name of SHARED) if (name in node) node[name] = source[name] || target[name] || "";
    const added = RED.nodes.add(node);
    RED.editor.validateNode(added);
    return added;
  });
  RED.nodes.removeLink(old);
  const ports = [sourcePort, ...steps.map(({ output }) => output)];
  const chain = [source, ...made, target];
  const links = ports.flatMap((port, i): EditorLink[] => {
    const [from, to] = [chain[i], chain[i + 1]];
    return from && to ? [{ source: from, sourcePort: port, target: to }] : [];
  });
  for (const link of links) RED.nodes.addLink(link);
  RED.history.push({ t: "add", nodes: made.map(({ id }) => id), links, removedLinks: [old], dirty: wasDirty });
  RED.nodes.dirty(true);
  RED.view.redraw(true);
};

const change = (node: EditorNode, settings: Readonly<Record<string, unknown>>): void => {
  const changes = Object.fromEntries(Object.keys(settings).map((name) => [name, node[name]]));
  RED.history.push({ t: "edit", node, changes, changed: node.changed, dirty: RED.nodes.dirty() });
  RED.nodes.updateConfigNodeUsers(node, { action: "remove" });
  Object.assign(node, settings, { changed: true, dirty: true });
  RED.nodes.updateConfigNodeUsers(node, { action: "add" });
  RED.editor.validateNode(node);
  RED.events.emit("nodes:change", node);
  RED.nodes.dirty(true);
  RED.view.redraw(true);
};
