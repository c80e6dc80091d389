import { $, RED } from "../kit/editor/red-editor.browser.ts";
import { element } from "./elements.browser.ts";
import { openDialog } from "./open-dialog.browser.ts";
import { wordsOf } from "./request.browser.ts";
import { say } from "./say.browser.ts";

const ACTION = "twinloom:import-template";
const MENU_ITEM = "twinloom-menu-import-template";
/** Node-RED's own dialog for import, and its tabs. */
const IMPORT_DIALOG = "red-ui-clipboard-dialog";
const IMPORT_TABS = "red-ui-clipboard-dialog-import-tabs";
const IMPORT_TAB = "twinloom-import-tab";

const show = (): void => {
  openDialog().catch((failure: unknown) => RED.notify(wordsOf(failure), { type: "error", timeout: 10_000 }));
};

/** An entry below Import in the main menu. */
const addMenuItem = (): void => {
  RED.menu.addItem("red-ui-header-button-sidemenu", { id: MENU_ITEM, label: say("menu"), onselect: ACTION });
  const entry = document.getElementById(MENU_ITEM)?.parentElement;
  const importing = document.getElementById("menu-item-import")?.parentElement;
  if (entry && importing) importing.after(entry);
};

/** A tab in the Import dialog, which builds its tabs each time it opens: pressed, it gives way to ours. */
const addImportTab = (): void => {
  const tabs = document.getElementById(IMPORT_TABS);
  const dialog = document.getElementById(IMPORT_DIALOG);
  if (!tabs || !dialog || document.getElementById(IMPORT_TAB)) return;
  const link = element("a", "red-ui-tab-label", element("span", "", say("tab")));
  link.setAttribute("href", "#");
  const tab = element("li", "red-ui-tab", link);
  tab.id = IMPORT_TAB;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    event.stopPropagation();
    $(dialog).dialog("close");
    show();
  });
  tabs.append(tab);
};

const start = (): void => {
  if (!RED.user.hasPermission("flows.write")) return;
  RED.actions.add(ACTION, show);
  addMenuItem();
  $(document.body).on("dialogopen", addImportTab);
};

start();
