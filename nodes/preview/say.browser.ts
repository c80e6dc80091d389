import { RED } from "../kit/editor/red-editor.browser.ts";

/** A text of this plugin in the editor's language. */
export const say = (key: string, words: Readonly<Record<string, unknown>> = {}): string =>
  RED._(`twinloom/preview:${key}`, words);

/** The browser's own of the editor's language, which knows how its country writes: `en-GB` where that is `en-US`. */
const language = (): string => {
  const [editor] = RED.i18n.lang().split("-");
  return navigator.languages.find((one) => one.split("-")[0] === editor) ?? RED.i18n.lang();
};

/** A number as people write it: three digits that mean something, and all before the point. */
export const sayNumber = (value: number): string =>
  value.toLocaleString(
    language(),
    Math.abs(value) >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 },
  );

/** `45 min`, `6 h`, `2 days`. */
export const sayHours = (hours: number): string => {
  if (hours < 1) return say("minutes", { count: sayNumber(Math.round(hours * 60)) });
  return hours < 48 ? say("hours", { count: sayNumber(hours) }) : say("days", { count: sayNumber(hours / 24) });
};

export const sayTime = (timeMs: number): string =>
  new Date(timeMs).toLocaleString(language(), { dateStyle: "short", timeStyle: "short" });
