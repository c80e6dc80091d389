import type { EditorLink } from "../kit/editor/red-editor.browser.ts";
import { say } from "./say.browser.ts";
import { complaintText, linksOf, type WireComplaint } from "./wire-complaint.browser.ts";

const WRONG = "twinloom-wire-wrong";
const SVG = "http://www.w3.org/2000/svg";

/** The element of a wire: the editor keeps the wire's data on it. */
type WireElement = SVGGElement & { readonly __data__?: EditorLink };

/** Marks the wires that don't fit, and says why to whoever points at them. A wire that is drawn anew is marked anew. */
export const wireMarks = () => {
  let reasons = new Map<EditorLink, string>();

  const mark = (wire: WireElement): void => {
    const reason = wire.__data__ && reasons.get(wire.__data__);
    wire.classList.toggle(WRONG, reason !== undefined);
    const title = wire.querySelector(":scope > title");
    if (reason === undefined) title?.remove();
    else if (title) title.textContent = reason;
    else wire.append(Object.assign(document.createElementNS(SVG, "title"), { textContent: reason }));
  };
  const markAll = (): void => {
    for (const wire of document.querySelectorAll<WireElement>(".red-ui-flow-link")) mark(wire);
  };
  const watch = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const added of addedNodes) {
        if (added instanceof SVGGElement && added.classList.contains("red-ui-flow-link")) mark(added);
      }
    }
  });
  const chart = document.querySelector("#red-ui-workspace-chart");
  if (chart) watch.observe(chart, { childList: true, subtree: true });

  return {
    show: (complaints: readonly WireComplaint[]): void => {
      reasons = new Map(
        complaints.flatMap((complaint) =>
          linksOf(complaint).map((link) => [link, `${complaintText(complaint)} ${say("wires.select")}`] as const),
        ),
      );
      markAll();
    },
  };
};
