import type { FieldDefinition, FormDefinition } from "../../nodes/kit/editor/form-definition.ts";
import { i18nKey } from "../../nodes/kit/editor/i18n-key.ts";
import type { FieldUi, NodeSchema } from "../../nodes/kit/node-schema.ts";
import { controlHtml, labelTarget } from "./control-html.ts";
import { displayUnit } from "./display-unit.ts";
import { escapeHtml } from "./escape-html.ts";

const RESOURCES = "resources/twinloom/nodes";

/**
 * The `.html` file of a node: its form, and the line that registers it. Every text is a key of the message catalogue.
 *
 * @param hasEditor true if the room has an `editor.browser.ts` of its own
 */
export const formHtml = (schema: NodeSchema, definition: FormDefinition, hasEditor: boolean): string => {
  const prefix = definition.category === "config" ? "node-config-input" : "node-input";
  const properties: Readonly<Record<string, { ui?: FieldUi }>> = schema.fields.properties;
  const uiOf = (name: string): FieldUi | undefined => properties[name]?.ui ?? schema.secrets?.[name];
  const parts: string[] = [];
  let inGroup = false;
  for (const field of withSecrets(definition)) {
    const ui = uiOf(field.name);
    if (ui?.group) {
      parts.push(
        `${inGroup ? "</div>" : ""}<div class="twinloom-group"><h4 data-i18n="groups.${i18nKey(ui.group)}"></h4>`,
      );
      inGroup = true;
    }
    parts.push(rowHtml(field, ui, prefix));
  }
  if (inGroup) parts.push("</div>");
  const scripts = [`${RESOURCES}/kit/editor/main.browser.js`];
  if (hasEditor) scripts.push(`${RESOURCES}/${definition.room}/editor.browser.js`);
  return `${scripts.map((src) => `<script type="module" src="${src}"></script>`).join("\n")}
<script type="text/html" data-template-name="${definition.type}">
<div class="twinloom-form" data-type="${definition.type}">
${nameRow(prefix)}
${parts.join("\n")}
</div>
</script>
<script type="text/javascript">
twinloom.register(${JSON.stringify(definition).replaceAll("<", "\\u003c")});
</script>
`;
};

/** A secret stands behind the last field that is shown under the same condition, or at the end. */
const withSecrets = ({ fields, secrets }: FormDefinition): FieldDefinition[] => {
  const ordered = [...fields];
  for (const secret of secrets) {
    const condition = JSON.stringify(secret.showWhen);
    const place = ordered.findLastIndex((field) => field.showWhen && JSON.stringify(field.showWhen) === condition);
    ordered.splice(place < 0 ? ordered.length : place + 1, 0, secret);
  }
  return ordered;
};

const nameRow = (prefix: string): string =>
  `<div class="form-row"><label for="${prefix}-name" data-i18n="name.label"></label><span class="twinloom-control">` +
  `<input type="text" id="${prefix}-name" data-i18n="[placeholder]label"></span></div>`;

const rowHtml = (field: FieldDefinition, ui: FieldUi | undefined, prefix: string): string => {
  const id = `${prefix}-${field.name}`;
  const unit = ui?.unit ? displayUnit(ui.unit) : "";
  return [
    `<div class="form-row${field.control === "list" ? " twinloom-wide" : ""}" data-field="${field.name}">`,
    `<label for="${labelTarget(field, id)}" data-i18n="fields.${field.name}.label"></label>`,
    `<span class="twinloom-control">${controlHtml(field, id)}`,
    unit ? `<span class="twinloom-unit">${escapeHtml(unit)}</span>` : "",
    "</span>",
    `<p class="twinloom-reason" id="${id}-reason" role="status" aria-live="polite"></p>`,
    ui?.help ? `<p class="twinloom-help" id="${id}-help" data-i18n="fields.${field.name}.help"></p>` : "",
    "</div>",
  ].join("");
};
