import { everyForm, extensionOf, type FormExtension } from "./extend-form.browser.ts";
import type { FieldDefinition, FormDefinition } from "./form-definition.ts";
import { type OpenForm, openForm } from "./open-form.browser.ts";
import { reasonOf } from "./reason-of.ts";
import { reasonText } from "./reason-text.browser.ts";
import { type EditedNode, RED } from "./red-editor.browser.ts";
import { shownField } from "./shown-field.ts";

const open = new Map<string, OpenForm>();

/** Registers a node's type with the editor, with a form that needs no code of its own. */
export const register = (definition: FormDefinition): void => {
  const say = (key: string): string => RED._(`twinloom/${definition.room}:${key}`);
  const extension: FormExtension = extensionOf(definition.type);
  const isConfig = definition.category === "config";
  const close = (node: EditedNode): void => {
    const form = open.get(node.id);
    if (form) extension.close?.(form);
    open.delete(node.id);
  };
  RED.nodes.registerType(definition.type, {
    category: definition.category,
    color: definition.color,
    icon: definition.icon,
    inputs: definition.inputs,
    outputs: definition.outputs,
    // the palette breaks a label at a hyphen and puts blanks around it
    paletteLabel: () => say("label").replaceAll("-", "\u2011"),
    inputLabels: () => say("inputLabel"),
    outputLabels: (port: number) => say(`outputLabels.${port}`),
    label(this: EditedNode): string {
      return this.name || say("label");
    },
    labelStyle(this: EditedNode): string {
      return this.name ? "node_label_italic" : "";
    },
    ...(isConfig ? { hasUsers: true } : {}),
    defaults: defaultsOf(definition, say),
    ...(definition.secrets.length > 0
      ? { credentials: Object.fromEntries(definition.secrets.map(({ name }) => [name, { type: "password" }])) }
      : {}),
    oneditprepare(this: EditedNode): void {
      const form = openForm(definition, this);
      open.set(this.id, form);
      extension.prepare?.(form);
      if (!isConfig) for (const one of everyForm()) one.prepare?.(form);
    },
    oneditsave(this: EditedNode): void {
      const form = open.get(this.id);
      form?.save();
      if (form) extension.save?.(form);
      close(this);
    },
    oneditcancel(this: EditedNode): void {
      close(this);
    },
    oneditdelete(this: EditedNode): void {
      close(this);
    },
  });
};

const defaultsOf = (definition: FormDefinition, say: (key: string) => string) => {
  const own = definition.fields.map((field) => [
    field.name,
    {
      value: field.value,
      label: say(`fields.${field.name}.label`),
      ...(field.control === "config"
        ? { type: field.configType, required: (field.rules.minLength ?? 0) > 0 }
        : { validate: validatorOf(definition, field) }),
    },
  ]);
  return { name: { value: "" }, configVersion: { value: definition.version }, ...Object.fromEntries(own) };
};

/** Node-RED calls it with the text in the open form, or with the saved value; a string is the reason. What is missing gets its default. */
const validatorOf = (definition: FormDefinition, field: FieldDefinition) =>
  function (this: EditedNode, value: unknown, _options: object): true | string {
    if (value === undefined) return true;
    const form = open.get(this.id);
    const shown = form ? form.shown(field.name) : shownField(definition, field, (name) => this[name]);
    const reason = shown && reasonOf(shown, value);
    if (!reason) return true;
    const label = RED._(`twinloom/${definition.room}:fields.${field.name}.label`);
    return `${label}: ${reasonText(definition, field, reason)}`;
  };
