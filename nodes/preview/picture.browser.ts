import type { Answer, Line, Mark, Picture } from "./answer.browser.ts";
import { say, sayNumber, sayTime } from "./say.browser.ts";

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT, LEFT, TOP, BOTTOM] = [480, 96, 4, 6, 6];
const ROW = 14;

type Attributes = Readonly<Record<string, string | number>>;

const svg = (tag: string, attributes: Attributes, ...children: (Element | string)[]): SVGElement => {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
};

const figure = (title: string, height: number, note: string, ...content: Element[]): HTMLElement => {
  const made = document.createElement("figure");
  const caption = document.createElement("figcaption");
  caption.textContent = title;
  const aside = document.createElement("span");
  aside.textContent = note;
  caption.append(aside);
  const drawing = svg(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${height}`, role: "img", "aria-label": `${title} ${note}` },
    ...content,
  );
  made.append(caption, drawing);
  return made;
};

const across = (timeMs: number, { fromMs, toMs }: Answer): number =>
  LEFT + ((WIDTH - 2 * LEFT) * (timeMs - fromMs)) / (toMs - fromMs || 1);

/** One name before and after, on one scale. */
export const pictureOf = ({ name, unit, before, after }: Picture, answer: Answer): HTMLElement => {
  const all = [...(before?.values ?? []), ...(after?.values ?? [])];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const up = (value: number): number =>
    high > low ? TOP + ((HEIGHT - TOP - BOTTOM) * (high - value)) / (high - low) : HEIGHT / 2;
  const drawn = (line: Line | undefined, side: string): Element[] => {
    if (!line) return [];
    const points = line.timesMs.map(
      (time, i) => `${across(time, answer).toFixed(1)},${up(line.values[i] ?? low).toFixed(1)}`,
    );
    const [only] = points.length === 1 ? points : [];
    if (only) {
      const [cx = "", cy = ""] = only.split(",");
      return [svg("circle", { class: `twinloom-preview-${side}`, cx, cy, r: 2.5 })];
    }
    return [svg("polyline", { class: `twinloom-preview-${side}`, points: points.join(" ") })];
  };
  const range = high > low ? `${sayNumber(low)} – ${sayNumber(high)}` : sayNumber(low);
  return figure(
    name,
    HEIGHT,
    `${range} ${unit === "1" ? "" : unit}`,
    ...drawn(before, "before"),
    ...drawn(after, "after"),
  );
};

/** When it decided something: a row for now, a row for the unsaved settings. */
export const marksOf = (answer: Answer): HTMLElement[] => {
  const { before, after } = answer.marks;
  if (before.length + after.length === 0) return [];
  const row = (marks: readonly Mark[], side: string, y: number): Element[] => [
    svg("line", { class: "twinloom-preview-axis", x1: LEFT, x2: WIDTH - LEFT, y1: y + ROW - 2, y2: y + ROW - 2 }),
    ...marks.map(({ timeMs, text }) => {
      const [x, title] = [across(timeMs, answer), svg("title", {}, `${sayTime(timeMs)} ${text}`)];
      return svg("rect", { class: `twinloom-preview-${side}`, x: x - 1.5, y: y + 2, width: 3, height: ROW - 4 }, title);
    }),
  ];
  const rows = answer.compared ? [...row(before, "before", 0), ...row(after, "after", ROW)] : row(after, "after", 0);
  return [figure(say("decisions"), answer.compared ? 2 * ROW : ROW, "", ...rows)];
};
