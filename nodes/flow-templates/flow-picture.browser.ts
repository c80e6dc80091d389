import { RED } from "../kit/editor/red-editor.browser.ts";
import type { DrawnNode } from "./answers.ts";

const SVG = "http://www.w3.org/2000/svg";
const MARGIN = 20;

/**
 * The flow that a template makes, in the colours of the palette.
 *
 * @param fit all of it, or so much of its end as fills the frame
 */
export const flowPicture = (nodes: readonly DrawnNode[], label: string, fit: "meet" | "slice" = "meet"): SVGElement => {
  const [left, top] = [Math.min(...nodes.map(({ x }) => x)) - MARGIN, Math.min(...nodes.map(({ y }) => y)) - MARGIN];
  const width = Math.max(...nodes.map(({ x, w }) => x + w)) + MARGIN - left;
  const height = Math.max(...nodes.map(({ y, h }) => y + h)) + MARGIN - top;
  const viewBox = `${left} ${top} ${width} ${height}`;
  const preserveAspectRatio = fit === "slice" ? "xMaxYMin slice" : "xMinYMid meet";
  const picture = shape("svg", { viewBox, preserveAspectRatio, role: "img", "aria-label": label });
  picture.classList.add("twinloom-template-picture");
  const places = new Map(nodes.map((node) => [node.id, node]));
  picture.append(...nodes.filter(isGroup).map((node) => box(node, { fill: "none", class: "twinloom-template-frame" })));
  for (const node of nodes) {
    for (const id of node.to) {
      const end = places.get(id);
      if (end) picture.append(wire(node, end));
    }
  }
  for (const node of nodes) {
    if (isGroup(node)) continue;
    const fill = RED.utils.getNodeColor(node.type, RED.nodes.getType(node.type)) || "#ddd";
    picture.append(box(node, { fill, class: "twinloom-template-node", rx: 5 }));
  }
  return picture;
};

const isGroup = ({ type }: DrawnNode): boolean => type === "group";

const box = ({ x, y, w, h }: DrawnNode, more: object): SVGElement =>
  shape("rect", { x, y, width: w, height: h, ...more });

const wire = (from: DrawnNode, to: DrawnNode): SVGElement => {
  const [x, y] = [from.x + from.w, from.y + from.h / 2];
  const [endX, endY] = [to.x, to.y + to.h / 2];
  const bend = Math.max(30, Math.abs(endX - x) / 2);
  const d = `M ${x} ${y} C ${x + bend} ${y} ${endX - bend} ${endY} ${endX} ${endY}`;
  return shape("path", { d, fill: "none", class: "twinloom-template-wire" });
};

const shape = (name: string, attributes: object): SVGElement => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
};
