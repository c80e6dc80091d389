import { RED } from "../kit/editor/red-editor.browser.ts";
import { backtestReport } from "./backtest-report.browser.ts";
import { BACKTEST_SPANS, type BacktestState } from "./backtest-service.ts";
import { button, element } from "./elements.browser.ts";
import { ask, complain, tell } from "./request.browser.ts";
import { say } from "./say.browser.ts";

const TAB = "twinloom-backtest";
const EVERY_MS = 1000;

/** A sidebar that runs the flow of the editor against the deployed one, and a button beside Deploy that opens it. */
export const addBacktest = (first: BacktestState): void => {
  if (!RED.user.hasPermission("flows.write")) return;
  const span = document.createElement("select");
  span.append(...BACKTEST_SPANS.map((one) => new Option(say(`backtest.${one}`), one)));
  const bar = document.createElement("progress");
  const line = element("p", "twinloom-backtest-line");
  line.setAttribute("role", "status");
  const result = element("div", "");
  const start = button(say("backtest.run"), () => {
    const flow = RED.nodes.createCompleteNodeSet({ credentials: false });
    void tell("/backtest", { flow, span: span.value }).then(show, complain);
  });
  const cancel = button(say("backtest.cancel"), () => void tell("/backtest/cancel", {}).then(show, complain));
  let timer: number | undefined;
  let shown: BacktestState | undefined;

  const show = (told: unknown): void => {
    const state = told as BacktestState;
    const running = state.status === "running";
    start.disabled = running;
    for (const part of [bar, cancel]) part.hidden = !running;
    bar.value = state.share ?? 0;
    line.textContent = lineOf(state);
    line.classList.toggle("twinloom-revision-override", state.status === "failed");
    if (state.status !== shown?.status || state.startedMs !== shown.startedMs) {
      result.replaceChildren(...(state.report ? [backtestReport(state.report, openPage)] : []));
    }
    shown = state;
    window.clearTimeout(timer);
    if (running) timer = window.setTimeout(refresh, EVERY_MS);
  };
  const refresh = (): void => void ask<BacktestState>("/backtest").then(show, complain);

  const content = element(
    "div",
    "twinloom-revisions-tab",
    element("p", "", say("backtest.what")),
    element("div", "twinloom-backtest-choice", element("label", "", say("backtest.span"), span), start, cancel),
    bar,
    line,
    result,
  );
  const label = say("backtest.tab");
  RED.sidebar.addTab({ id: TAB, label, name: label, iconClass: "fa fa-flask", content, enableOnEdit: true });
  addHeaderButton(() => {
    RED.sidebar.show(TAB);
    refresh();
  });
  show(first);
};

const lineOf = ({ status, user = "", startedMs = 0, share = 0, error }: BacktestState): string => {
  const when = new Date(startedMs).toLocaleTimeString(undefined, { timeStyle: "short" });
  if (status === "running") return say("backtest.running", { user, when, percent: Math.round(100 * share) });
  if (status === "failed") return error?.message ?? "";
  return status === "idle" ? "" : say(`backtest.${status}`, { user, when });
};

/** As a document of its own: a link would need a token in its address. */
const openPage = (): void =>
  void ask<{ readonly html: string }>("/backtest/page").then(({ html }) => {
    const url = URL.createObjectURL(new Blob([html], { type: "text/html" }));
    window.open(url, "_blank", "noopener");
  }, complain);

const addHeaderButton = (press: () => void): void => {
  const deploy = document.querySelector("#red-ui-header-button-deploy")?.closest("li");
  const link = document.createElement("a");
  link.href = "#";
  link.className = "twinloom-backtest-button";
  link.title = say("backtest.what");
  link.append(element("span", "", say("backtest.tab")));
  link.addEventListener("click", (event) => {
    event.preventDefault();
    press();
  });
  deploy?.before(element("li", "", element("span", "button-group", link)));
};
