import type { Words } from "../../models/templates/template.ts";
import { RED } from "../kit/editor/red-editor.browser.ts";

/** A text of this plugin in the editor's language. */
export const say = (key: string, words: Readonly<Record<string, unknown>> = {}): string =>
  RED._(`twinloom/flow-templates:${key}`, words);

/** A text of a template in the editor's language. */
export const sayWords = ({ en, de }: Words): string => (RED.i18n.lang().startsWith("de") ? de : en);
