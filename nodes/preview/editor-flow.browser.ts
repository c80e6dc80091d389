import { type FlowEntry, RED } from "../kit/editor/red-editor.browser.ts";

const KNOWN = /^(twinloom-|junction$|link )/;

/** The flow as it stands in the editor, as far as a preview knows it. */
export const editorFlow = (): readonly FlowEntry[] =>
  RED.nodes.createCompleteNodeSet({ credentials: false }).filter(({ type }) => KNOWN.test(type));
