import { $, RED } from "../kit/editor/red-editor.browser.ts";
import type { OfferedTemplate, TemplateList } from "./answers.ts";
import { element } from "./elements.browser.ts";
import { openForm, type TemplateForm } from "./form.browser.ts";
import { importFlow, type MadeNode, takenBy } from "./import-flow.browser.ts";
import { get, post, wordsOf } from "./request.browser.ts";
import { say, sayWords } from "./say.browser.ts";
import { templateList } from "./template-list.browser.ts";
import { linkOutsBeside } from "./workspace.browser.ts";

const WIDEST = 1280;
const MARGIN = 60;

/** The dialog of the templates: the list at the left, the form of the chosen one at the right. */
export const openDialog = async (): Promise<void> => {
  const list = await get("twinloom/templates");
  if (!isList(list)) return;
  let chosen: { readonly template: OfferedTemplate; readonly form: TemplateForm } | undefined;
  const pane = element("div", "twinloom-template-pane", element("p", "", say("choose")));
  const content = element("div", "twinloom-templates");
  const importing = (): HTMLButtonElement | null => document.querySelector("#twinloom-templates-import");
  const settled = (isRight: boolean): void => {
    const pressed = importing();
    if (pressed) pressed.disabled = !isRight;
  };
  const choose = (template: OfferedTemplate): void => {
    settled(false);
    chosen = { template, form: openForm(template, settled) };
    pane.replaceChildren(chosen.form.element);
    pane.scrollTop = 0;
  };
  content.append(templateList(list, choose), pane);
  document.body.append(content);

  const close = (): void => void $(content).dialog("close");
  const take = async (): Promise<void> => {
    if (!chosen) return;
    const { template, form } = chosen;
    settled(false);
    try {
      const parameters = form.given();
      const linkOuts = linkOutsBeside(parameters["pages"]);
      const answer = await post("twinloom/templates/make", { template: template.name, parameters, linkOuts });
      const flow: readonly MadeNode[] = Object(answer).flow ?? [];
      const taken = takenBy(flow);
      if (taken) {
        const asset = form.given()["asset"] ?? "";
        const message = say("thereAlready", { asset, template: sayWords(template.title) });
        form.complain({ parameter: "asset", code: "TWIN-TEMPLATE-015", message, details: { asset } });
        return;
      }
      close();
      importFlow(flow);
    } catch (failure) {
      form.complain({ parameter: "", code: "", message: wordsOf(failure), details: {} });
    }
  };
  $(content).dialog({
    ...{ modal: true, resizable: true, title: say("title") },
    width: Math.min(WIDEST, window.innerWidth - MARGIN),
    height: window.innerHeight - MARGIN,
    classes: {
      ...{ "ui-dialog": "red-ui-editor-dialog", "ui-dialog-titlebar-close": "hide" },
      "ui-widget-overlay": "red-ui-editor-dialog",
    },
    buttons: [
      { text: say("cancel"), click: close },
      { id: "twinloom-templates-import", text: say("import"), class: "primary", click: () => void take() },
    ],
    open: () => RED.keyboard.disable(),
    close: () => {
      RED.keyboard.enable();
      content.closest(".ui-dialog")?.remove();
      content.remove();
    },
  });
  settled(false);
};

const isList = (answer: unknown): answer is TemplateList => Array.isArray(Object(answer).templates);
