/** A picture's frame: a square of data in a square of pixels, with a few numbers on its axes. */
export interface Frame {
  readonly x: readonly [from: number, to: number];
  readonly y: readonly [from: number, to: number];
  readonly xLabel: string;
  readonly yLabel: string;
}

const WIDTH = 420;
const HEIGHT = 320;
const LEFT = 56;
const BOTTOM = 44;
const TICKS = 5;

/** Place of a value in pixels. */
export type Place = (value: number) => number;

/** An SVG picture with axes; `draw` gives what is inside, by the places of its values. */
export const chart = (frame: Frame, draw: (x: Place, y: Place) => string): string => {
  const x: Place = (value) => LEFT + share(frame.x, value) * (WIDTH - LEFT - 12);
  const y: Place = (value) => HEIGHT - BOTTOM - share(frame.y, value) * (HEIGHT - BOTTOM - 12);
  const xTicks = ticks(frame.x).map((value) => text(x(value), HEIGHT - BOTTOM + 16, number(value), "middle"));
  const yTicks = ticks(frame.y).map(
    (value) =>
      line(x(frame.x[0]), y(value), x(frame.x[1]), y(value), "grid") +
      text(LEFT - 6, y(value) + 4, number(value), "end"),
  );
  return (
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(`${frame.yLabel} by ${frame.xLabel}`)}">` +
    yTicks.join("") +
    xTicks.join("") +
    draw(x, y) +
    text((LEFT + WIDTH) / 2, HEIGHT - 8, frame.xLabel, "middle") +
    `<text transform="translate(14 ${HEIGHT / 2}) rotate(-90)" text-anchor="middle">${escaped(frame.yLabel)}</text></svg>`
  );
};

export const line = (x1: number, y1: number, x2: number, y2: number, kind: string): string =>
  `<line class="${kind}" x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}"/>`;

export const dot = (x: number, y: number): string => `<circle cx="${px(x)}" cy="${px(y)}" r="2.5"/>`;

export const bar = (x: number, y: number, width: number, height: number): string =>
  `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(Math.max(0, height))}"/>`;

export const text = (x: number, y: number, content: string, anchor: "start" | "middle" | "end"): string =>
  `<text x="${px(x)}" y="${px(y)}" text-anchor="${anchor}">${escaped(content)}</text>`;

export const escaped = (content: string): string =>
  content.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** At most four digits, without trailing noise. */
export const number = (value: number): string => String(Number(value.toPrecision(4)));

const share = ([from, to]: readonly [number, number], value: number): number =>
  to > from ? (value - from) / (to - from) : 0.5;

const ticks = ([from, to]: readonly [number, number]): number[] =>
  Array.from({ length: TICKS }, (_, i) => from + ((to - from) * i) / (TICKS - 1));

const px = (value: number): string => value.toFixed(1);
