import type { FieldChange, FlowDiff, NodeChange } from "../../models/revisions/flow-diff.ts";
import { element } from "./elements.browser.ts";
import { say, sayField } from "./say.browser.ts";

/** What has changed, by tabs. */
export const comparison = ({ nodes, redrawn }: FlowDiff): HTMLElement => {
  const places = [...Map.groupBy(nodes, ({ where }) => where)];
  const shown = element(
    "div",
    "twinloom-revision-changes",
    ...places.flatMap(([where, changes]) => [element("h5", "", where || say("config")), ...changes.map(nodeChange)]),
  );
  if (redrawn.length > 0) shown.append(element("p", "", say("redrawn", { names: someOf(redrawn) })));
  if (!shown.hasChildNodes()) shown.append(element("p", "", say("same")));
  return shown;
};

const MOST_NAMES = 5;

const someOf = (names: readonly string[]): string => {
  const first = names.slice(0, MOST_NAMES).join(", ");
  return names.length > MOST_NAMES ? say("more", { names: first, count: names.length - MOST_NAMES }) : first;
};

const nodeChange = (change: NodeChange): HTMLElement => {
  const { kind, name, what, type, fields, wires } = change;
  const head = element(
    "div",
    "",
    element("span", `twinloom-revision-${kind}`, say(kind)),
    element("b", "", ` ${name}`),
    name === what ? "" : ` (${what})`,
  );
  const lines = fields.map((field) => fieldChange(type, field));
  const ways = wires.map((wire) => element("li", "", say(wire.kind, { output: wire.output, to: wire.to })));
  return element("div", "", head, element("ul", "", ...lines, ...ways));
};

const fieldChange = (type: string, { field, label, before, after, lines }: FieldChange): HTMLElement => {
  const name = `${sayField(type, field, label)}: `;
  if (!lines) return element("li", "", name, before === "nothing" ? `${after}` : `${before} → ${after}`);
  const shown = lines.map(({ sign, text }) => element("div", SIGN[sign], `${sign} ${text}`));
  return element("li", "", name, element("pre", "", ...shown));
};

const SIGN = { "+": "twinloom-revision-plus", "-": "twinloom-revision-minus", " ": "" } as const;
