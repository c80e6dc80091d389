import type { ProposedRow } from "../../models/scaffold/proposal.ts";
import type { Row } from "../../models/templates/template.ts";
import type { ScaffoldAnswer } from "./answers.ts";
import { button, element, input } from "./elements.browser.ts";
import { say } from "./say.browser.ts";

const HEADINGS = ["use", "tag", "channel", "unit", "sure", "why"] as const;
/** Less sure is worth a look. */
const SURE = 0.7;
/** A shipped type that fits less is not worth a word. */
const NEAR = 0.5;

interface Line {
  use: boolean;
  channel: string;
  unit: string;
}

/** A proposal to look through: what is ticked becomes rows of the template's tags, with channel and unit as they stand here. */
export const proposalTable = (
  { proposal, rows }: ScaffoldAnswer,
  take: (rows: readonly Row[]) => void,
): HTMLElement => {
  const lines = proposal.rows.map(({ use, channel, unit }): Line => ({ use, channel, unit }));
  const taking = button("", () => {
    take(lines.flatMap(({ use, channel, unit }, at) => (use ? [{ ...rows[at], channel, unit }] : [])));
  });
  taking.classList.add("primary");
  const count = (): void => {
    const used = lines.filter(({ use }) => use).length;
    taking.textContent = say("takeRows", { count: used });
    taking.disabled = used === 0;
  };
  count();
  const table = element(
    "table",
    "twinloom-template-table twinloom-template-proposal",
    element("tr", "", ...HEADINGS.map((key) => element("th", "", say(`proposal.${key}`)))),
    ...proposal.rows.map((row, at) => lineOf(row, lines[at] ?? { use: false, channel: "", unit: "" }, count)),
  );
  const [best] = proposal.fits;
  const fit =
    best && best.score >= NEAR
      ? [element("p", "", say("bestFit", { type: best.type, percent: percent(best.score), why: best.why }))]
      : [];
  return element("div", "", ...fit, element("div", "twinloom-template-scroll", table), taking);
};

const lineOf = (row: ProposedRow, line: Line, count: () => void): HTMLElement => {
  const use = document.createElement("input");
  use.type = "checkbox";
  use.checked = row.use;
  use.setAttribute("aria-label", row.tag);
  use.addEventListener("change", () => {
    line.use = use.checked;
    count();
  });
  const set = (key: "channel" | "unit") => (value: string) => {
    line[key] = value.trim();
  };
  const label = row.label !== "" && row.label !== row.tag ? [element("small", "", row.label)] : [];
  const made = element(
    "tr",
    row.use ? (row.confidence < SURE ? "twinloom-template-unsure" : "") : "twinloom-template-unused",
    element("td", "", use),
    element("td", "", element("span", "twinloom-template-tag", row.tag), ...label),
    element("td", "", input(`${say("proposal.channel")} ${row.tag}`, row.channel, set("channel"))),
    element("td", "", input(`${say("proposal.unit")} ${row.tag}`, row.unit, set("unit"))),
    element("td", "", row.use ? percent(row.confidence) : ""),
    element("td", "", row.why),
  );
  return made;
};

const percent = (share: number): string => `${Math.round(share * 100)} %`;
