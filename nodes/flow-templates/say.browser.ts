import type { Words } from "../../models/templates/template.ts";
import { RED } from "../kit/editor/red-editor.browser.ts";

/** A text of this plugin in the editor's language. */
export const say = (key: string, words: Readonly<Record<string, unknown>> = {}): string =>
  RED._(`twinloom/flow-templates:${key}`, words);

/** A text of a template in the editor's language. */
export const sayWords = (words: Words): string => words[language()];

/** The one of the templates' languages that the editor speaks; English otherwise. */
export const language = (): keyof Words => (RED.i18n.lang().startsWith("de") ? "de" : "en");
