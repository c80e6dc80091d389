import { RED } from "../kit/editor/red-editor.browser.ts";

/** A text of this plugin in the editor's language. */
export const say = (key: string, words: Readonly<Record<string, unknown>> = {}): string =>
  RED._(`twinloom/flow-revisions:${key}`, words);

/** Label of a setting in the editor's language, as its form has it; `otherwise` for nodes that are not ours. */
export const sayField = (type: string, field: string, otherwise: string): string => {
  const room = /^twinloom-(.+)$/.exec(type)?.[1];
  if (!room) return otherwise;
  const key = `twinloom/${room}:fields.${field}.label`;
  const label = RED._(key);
  return typeof label === "string" && label !== key && !label.endsWith(`fields.${field}.label`) ? label : otherwise;
};
