import { RED } from "../kit/editor/red-editor.browser.ts";
import { editorFlow } from "./editor-flow.browser.ts";
import { mendOf } from "./mend-wire.browser.ts";
import { say } from "./say.browser.ts";
import { send } from "./send.browser.ts";
import { complaintText, keyOf, linksOf, type WireComplaint } from "./wire-complaint.browser.ts";
import { wireMarks } from "./wire-marks.browser.ts";

/** A node that is pasted comes with many events. */
const REST_MS = 120;
/** More at once come with an import: their wires are marked, and each can be selected. */
const MOST_NOTICES = 2;

const CHANGES = [
  "links:add",
  "links:remove",
  "nodes:add",
  "nodes:remove",
  "nodes:change",
  "workspace:change",
  "deploy",
];

/** Checks the wires whenever one is made or a node is changed, by the rules of a deploy; marks those that don't fit and offers what mends them. */
export const watchWires = (): void => {
  const marks = wireMarks();
  const notices = new Map<string, { close(): void }>();
  let known = new Map<string, WireComplaint>();
  let planned: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  const close = (key: string): void => {
    notices.get(key)?.close();
    notices.delete(key);
  };
  const notify = (complaint: WireComplaint): void => {
    const key = keyOf(complaint);
    close(key);
    const mend = mendOf(complaint);
    const press = (): void => {
      close(key);
      mend?.mend();
    };
    const text = document.createElement("p");
    text.textContent = complaintText(complaint);
    notices.set(
      key,
      RED.notify(text, {
        ...{ type: "warning", fixed: true, modal: false },
        buttons: [
          { text: say("wires.later"), click: () => close(key) },
          ...(mend ? [{ text: mend.label, class: "primary", click: press }] : []),
        ],
      }),
    );
  };

  const check = async (): Promise<void> => {
    const mine = ++asked;
    const answer = await send<readonly WireComplaint[]>("twinloom/preview/wires", { flow: editorFlow() }).catch(
      () => [],
    );
    if (mine !== asked) return;
    const before = known;
    known = new Map(answer.map((complaint) => [keyOf(complaint), complaint]));
    for (const key of [...notices.keys()]) if (!known.has(key)) close(key);
    marks.show(answer);
    // what is deployed already is marked; only who makes a wire is spoken to
    const fresh = RED.nodes.dirty() ? [...known].filter(([key]) => !before.has(key)) : [];
    for (const [, complaint] of fresh.slice(0, MOST_NOTICES)) notify(complaint);
  };
  const plan = (): void => {
    clearTimeout(planned);
    planned = setTimeout(() => void check(), REST_MS);
  };

  for (const change of CHANGES) RED.events.on(change, plan);
  RED.events.on("view:selection-changed", () => {
    const [selected, ...others] = RED.view.selection().links ?? [];
    if (!selected || others.length > 0) return;
    for (const complaint of known.values()) if (linksOf(complaint).includes(selected)) notify(complaint);
  });
  plan();
};
