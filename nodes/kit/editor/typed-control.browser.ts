import type { FieldDefinition } from "./form-definition.ts";
import { $ } from "./red-editor.browser.ts";

const ENV_REFERENCE = /^\$\{([A-Za-z_]\w*)\}$/;

/**
 * Node-RED's TypedInput beside the hidden input that holds what is saved: the value itself, or `${NAME}` for an
 * environment variable.
 */
export const typedControl = (field: FieldDefinition, row: HTMLElement, value: string): void => {
  const stored = row.querySelector<HTMLInputElement>("[data-stored]");
  const shown = row.querySelector<HTMLInputElement>("[data-typed]");
  if (!stored || !shown) return;
  const plain = { number: "num", json: "json" }[field.control as string] ?? "str";
  const types = field.env ? [plain, "env"] : [plain];
  const reference = ENV_REFERENCE.exec(value);
  const id = shown.id;
  const described = shown.getAttribute("aria-describedby");
  const widget = $(shown).typedInput({ types, default: plain });
  widget.typedInput("type", reference ? "env" : plain).typedInput("value", reference?.[1] ?? value);

  const keep = (): void => {
    const text = widget.typedInput("value");
    const next = widget.typedInput("type") === "env" ? `\${${text}}` : text;
    if (next === stored.value) return;
    stored.value = next;
    $(stored).trigger("change");
  };
  keep();
  widget.on("change", keep);
  const typing = row.querySelector<HTMLInputElement>(".red-ui-typedInput-input");
  if (!typing) return;
  shown.id = `${id}-widget`;
  typing.id = id;
  if (described) typing.setAttribute("aria-describedby", described);
  typing.addEventListener("input", keep);
};
