import { RED } from "../kit/editor/red-editor.browser.ts";
import type { BacktestState } from "./backtest-service.ts";
import { addBacktest } from "./backtest-tab.browser.ts";
import { element, labelled } from "./elements.browser.ts";
import { followDeploys } from "./follow-deploys.browser.ts";
import { ask, complain } from "./request.browser.ts";
import { revisionRow } from "./revision-row.browser.ts";
import type { RevisionList } from "./revision-service.ts";
import { say } from "./say.browser.ts";
import { shadowPanel } from "./shadow-panel.browser.ts";

/** The sidebar: a line for the next deploy's message, below it every revision. */
const addSidebar = (first: RevisionList): void => {
  const { row, input } = labelled(say("message"), say("messageHint"));
  const rows = element("ul", "twinloom-revisions");
  const shadow = shadowPanel(() => refresh());
  const show = (list: RevisionList): void => {
    const broken = list.broken.length > 0 ? [element("li", "", say("broken", { ids: list.broken.join(", ") }))] : [];
    rows.replaceChildren(...broken, ...list.revisions.map((revision) => revisionRow(revision, list, shadow, refresh)));
  };
  const refresh = (): void => void ask<RevisionList>("").then(show, complain);
  const content = element(
    "div",
    "twinloom-revisions-tab",
    ...(RED.user.hasPermission("flows.write") ? [row] : []),
    shadow.element,
    rows,
  );
  show(first);
  RED.sidebar.addTab({
    ...{ id: "twinloom-revisions", label: say("tab"), name: say("tab"), iconClass: "fa fa-history" },
    ...{ content, enableOnEdit: false },
  });
  shadow.refresh();
  followDeploys(input);
  RED.events.on("deploy", () => {
    input.value = "";
    refresh();
  });
  RED.comms.subscribe("notification/runtime-deploy", () => {
    refresh();
    shadow.refresh();
  });
};

const start = (): void => {
  // 404 where Node-RED keeps its flows in another way: then there is no history to show
  void ask<RevisionList>("").then(addSidebar, () => undefined);
  void ask<BacktestState>("/backtest").then(addBacktest, () => undefined);
};

start();
