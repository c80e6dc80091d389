import { draftNode, type Section } from "../draft.ts";
import { type Asked, PAGE_QUESTIONS } from "../page-questions.ts";
import { textOf } from "../read-values.ts";
import type { Values } from "../template.ts";

/**
 * The way to the operator pages that are there, and from their buttons and questions to the nodes that answer. A refusal goes to the page.
 *
 * @param asked the key of the node that each kind of question goes to is the kind's own name
 */
export const pagesSection = (values: Values, asked: readonly Asked[]): Section[] => {
  const pages = textOf(values, "pages");
  if (pages === "") return [];
  const questions = asked.map((whom) => {
    const { id, name } = PAGE_QUESTIONS[whom];
    return draftNode(`asked-${whom}`, "link in", `the pages ${name}`, { links: [id] }, [[whom]]);
  });
  const refused = draftNode("refused-question", "catch", "refused", { scope: asked, uncaught: false }, [["tell-page"]]);
  const tell = draftNode("tell-page", "change", "tell the page", TELL, [["to-pages"]]);
  const out = draftNode("to-pages", "link out", "to the operator pages", { mode: "link", links: [pages] });
  return [{ key: "pages", title: "Pages", columns: [questions, [refused], [tell], [out]] }];
};

const TELL = {
  rules: [
    { t: "set", p: "problem", pt: "msg", to: "error.message", tot: "msg" },
    { t: "delete", p: "payload", pt: "msg" },
  ],
  ...{ action: "", property: "", from: "", to: "", reg: false },
};
