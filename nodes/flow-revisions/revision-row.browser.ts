import { RED } from "../kit/editor/red-editor.browser.ts";
import { comparison } from "./comparison.browser.ts";
import { button, element } from "./elements.browser.ts";
import { askForLabel, askForRollback } from "./questions.browser.ts";
import { ask, complain, tell } from "./request.browser.ts";
import type { Comparison, ListedRevision, RevisionList } from "./revision-service.ts";
import { say } from "./say.browser.ts";
import type { ShadowPanel } from "./shadow-panel.browser.ts";
import { askForShadow } from "./shadow-questions.browser.ts";

/** Rows that the user has opened stay open when the list is read again. */
const opened = new Set<string>();

/** One revision of the list: pressed, it shows what it changed and what can be done with it. */
export const revisionRow = (
  revision: ListedRevision,
  list: RevisionList,
  shadow: ShadowPanel,
  changed: () => void,
): HTMLElement => {
  const { id, message } = revision;
  const head = element("button", "twinloom-revision-head");
  const labels = Object.keys(list.labels).filter((label) => list.labels[label] === id);
  head.append(
    element("span", "twinloom-revision-title", message || say("unsaid")),
    ...(id === list.head ? [element("span", "twinloom-revision-badge twinloom-revision-running", say("running"))] : []),
    ...labels.map((label) => element("span", "twinloom-revision-badge", label)),
    element("span", "twinloom-revision-by", `${say("by", { when: whenOf(revision), who: revision.user })} · ${id}`),
  );
  const body = element("div", "twinloom-revision-body");
  const show = (open: boolean): void => {
    head.setAttribute("aria-expanded", String(open));
    body.hidden = !open;
    if (open && !body.hasChildNodes()) body.append(...detail(revision, list, labels, { shadow, changed }));
  };
  head.addEventListener("click", () => {
    const open = !opened.delete(id);
    if (open) opened.add(id);
    show(open);
  });
  show(opened.has(id));
  return element("li", "", head, body);
};

const whenOf = ({ time }: ListedRevision): string =>
  new Date(time).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });

/** What a row may set going, and who is told of it. */
interface Around {
  readonly shadow: ShadowPanel;
  changed(): void;
}

const detail = (revision: ListedRevision, list: RevisionList, labels: readonly string[], around: Around): Element[] => {
  const { id, flow, override } = revision;
  const found = element("div", "");
  found.setAttribute("aria-live", "polite");
  const compare = (from: string): void => {
    const path = `/compare?from=${from}&to=${id}`;
    ask<Comparison>(path).then((changes) => found.replaceChildren(comparison(changes)), complain);
  };
  const against = otherRevisions(revision, list, compare);
  compare("");
  const buttons = RED.user.hasPermission("flows.write") ? changeButtons(revision, list, labels, around) : [];
  return [
    element("div", "twinloom-revision-flow", say("flow", { hash: flow })),
    ...(override ? [element("p", "twinloom-revision-override", say("overridden", { reason: override.reason }))] : []),
    ...(override?.complaints ?? []).map((text) => element("p", "", text)),
    element("label", "", `${say("compareWith")} `, against),
    found,
    element("div", "twinloom-revision-buttons", ...buttons),
  ];
};

const otherRevisions = (
  revision: ListedRevision,
  list: RevisionList,
  compare: (from: string) => void,
): HTMLSelectElement => {
  const select = document.createElement("select");
  select.append(new Option(say(revision.parent === undefined ? "nothing" : "parent"), ""));
  for (const other of list.revisions) {
    if (other.id !== revision.id)
      select.append(new Option(`${other.message || other.id} (${whenOf(other)})`, other.id));
  }
  select.addEventListener("change", () => compare(select.value));
  return select;
};

const changeButtons = (
  revision: ListedRevision,
  list: RevisionList,
  labels: readonly string[],
  { shadow, changed }: Around,
): HTMLElement[] => [
  button(say("label"), () => askForLabel(revision.id, changed)),
  ...labels.map((label) =>
    button(say("unlabel", { label }), () => void tell("/unlabel", { label }).then(changed, complain)),
  ),
  ...(revision.id === list.head
    ? []
    : [
        button(say("rollback"), () => askForRollback(revision.id, whenOf(revision), revision.user)),
        ...(shadow.isRunning() ? [] : [button(say("shadow.start"), () => askForShadow(revision.id, shadow.reveal))]),
      ]),
];
