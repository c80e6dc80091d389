import { element } from "../kit/editor/element.browser.ts";
import type { Answer } from "./answer.browser.ts";
import { findingText, perText } from "./finding-text.browser.ts";
import { marksOf, pictureOf } from "./picture.browser.ts";
import { say, sayNumber, sayTime } from "./say.browser.ts";

const paragraph = (text: string, className: string): HTMLElement => {
  const made = element("p", text);
  made.className = className;
  return made;
};

/** The answer of the server: in words, then drawn. */
export const answerElements = (answer: Answer, hours: number | undefined): HTMLElement[] => {
  const per = perText(hours, answer.messagesIn);
  const items = answer.findings.map((finding) => {
    const item = element("li", findingText(finding, per));
    if (finding.differs) item.className = "twinloom-preview-differs";
    return item;
  });
  const differs = answer.findings.some((finding) => finding.differs);
  const lead = answer.compared ? (differs ? say("would") : say("nothing")) : say("noBefore");
  const refused = answer.beforeRefused ? [paragraph(say("beforeRefused", { reason: answer.beforeRefused }), "")] : [];
  const { gap } = answer;
  const holes = gap
    ? [paragraph(say("gap", { some: gap.hours - gap.empty, all: gap.hours }), "twinloom-preview-gap")]
    : [];
  const drawings = [...marksOf(answer), ...answer.pictures.map((picture) => pictureOf(picture, answer))];
  const span = `${answer.asset ? `${answer.asset}, ` : ""}${sayTime(answer.fromMs)} – ${sayTime(answer.toMs)}`;
  return [
    paragraph(lead, "twinloom-preview-lead"),
    ...refused,
    ...holes,
    element("ul", "", ...items),
    ...drawings,
    ...(drawings.length > 0 ? [legend(answer.compared, span)] : []),
    ...waveformsText(answer),
  ];
};

/** What the picture rests on, where waveforms belong to it. */
const waveformsText = ({ waveforms: { used, of } }: Answer): HTMLElement[] => {
  if (of === 0) return [];
  const counts = { used: sayNumber(used), of: sayNumber(of) };
  return [paragraph(say(used === of ? "waveforms.all" : "waveforms.some", counts), "twinloom-help")];
};

const legend = (compared: boolean, span: string): HTMLElement => {
  const entry = (side: string): HTMLElement => {
    const made = element("span", say(side));
    made.className = `twinloom-preview-key twinloom-preview-key-${side}`;
    return made;
  };
  const made = element("p", "", ...(compared ? [entry("before")] : []), entry("after"), element("span", span));
  made.className = "twinloom-preview-legend";
  return made;
};
