import type { BacktestReport } from "./backtest-service.ts";
import { dateText, differences, listed, shown } from "./differences.browser.ts";
import { button, element } from "./elements.browser.ts";
import { say } from "./say.browser.ts";

/** What the flow of the editor decides otherwise than the deployed one. */
export const backtestReport = (report: BacktestReport, openPage: () => void): HTMLElement => {
  const { fromMs, toMs, machines, readings, doubts, muted } = report;
  const about = say("backtest.about", {
    machines: machines.join(", "),
    from: dateText(fromMs),
    to: dateText(toMs),
    readings: shown(readings),
  });
  const named = (nodes: BacktestReport["doubts"]) => nodes.map(({ name, id, type }) => `${name || id} (${type})`);
  return element(
    "div",
    "twinloom-revision-changes",
    element("p", "twinloom-revision-by", about),
    ...differences(report, [say("backtest.deployed"), say("backtest.here")]),
    ...listed("doubts", named(doubts)),
    ...listed("muted", named(muted)),
    button(say("backtest.page"), openPage),
  );
};
