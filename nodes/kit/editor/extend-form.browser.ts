import type { OpenForm } from "./open-form.browser.ts";

/** What a node's own `editor.browser.ts` adds to its generated form. */
export interface FormExtension {
  prepare?(form: OpenForm): void;
  save?(form: OpenForm): void;
  close?(form: OpenForm): void;
}

const extensions = new Map<string, FormExtension>();

/** Called by a room's `editor.browser.ts` when the page loads it, before its node is registered. */
export const extendForm = (type: string, extension: FormExtension): void => {
  extensions.set(type, extension);
};

export const extensionOf = (type: string): FormExtension => extensions.get(type) ?? {};

const ofEveryForm: FormExtension[] = [];

/** Called by a plugin when the page loads it: what it adds to the forms of all nodes that stand in a flow. */
export const extendEveryForm = (extension: FormExtension): void => void ofEveryForm.push(extension);

export const everyForm = (): readonly FormExtension[] => ofEveryForm;
