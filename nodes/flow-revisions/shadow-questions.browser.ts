import { RED } from "../kit/editor/red-editor.browser.ts";
import { askForLine, askForLines, loadAnew } from "./questions.browser.ts";
import { complain, tell } from "./request.browser.ts";
import { say } from "./say.browser.ts";

/** How a revision is to run in shadow. */
export const askForShadow = (id: string, begun: () => void): void =>
  askForLines({
    texts: [say("shadow.ask", { id })],
    lines: [
      { label: say("shadow.askLimits"), hint: "orders=5%, missed=0", value: "missed=0" },
      { label: say("shadow.askPromoteAfter"), hint: "7d" },
      { label: say("shadow.askWatch"), value: "2d" },
    ],
    confirm: say("shadow.begin"),
    answer: ([limits = "", promoteAfter = "", watch = ""]) => {
      const wish = { revision: id, limits: limits.split(/[\s,;]+/), promoteAfter, watch };
      void tell("/shadow/start", wish).then(begun, complain);
    },
  });

/** @param hindrance why it is not promoted without a reason */
export const askToPromote = (name: string, hindrance: string | undefined): void =>
  askForLine({
    texts: [
      say("shadow.promoteAsk", { name }),
      ...(hindrance === undefined ? [] : [hindrance]),
      ...(RED.nodes.dirty() ? [say("dirty")] : []),
    ],
    label: say(hindrance === undefined ? "why" : "shadow.whyForce"),
    ...{ confirm: say(hindrance === undefined ? "shadow.promoteNow" : "shadow.force"), type: "warning" },
    required: hindrance !== undefined,
    answer: (why) => void tell("/shadow/promote", { why, force: hindrance !== undefined }).then(loadAnew, complain),
  });

export const askToEnd = (end: () => void): void => {
  askForLines({
    ...{ texts: [say("shadow.endAsk")], lines: [], confirm: say("shadow.endNow") },
    answer: end,
  });
};
