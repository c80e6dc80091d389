import { RED } from "../kit/editor/red-editor.browser.ts";
import { dateText, differences, shown } from "./differences.browser.ts";
import { button, element } from "./elements.browser.ts";
import { ask, complain, tell } from "./request.browser.ts";
import { say } from "./say.browser.ts";
import { askToEnd, askToPromote } from "./shadow-questions.browser.ts";
import type { ShadowComparison, ShadowState } from "./shadow-service.ts";

const EVERY_MS = 3000;
const HOUR_MS = 3_600_000;
type Plan = NonNullable<ShadowState["plan"]>;

export interface ShadowPanel {
  readonly element: HTMLElement;
  /** Asks how it stands. */
  refresh(): void;
  /** The same, and brings it into sight. */
  reveal(): void;
  isRunning(): boolean;
}

/**
 * The flow in shadow above the revisions: since when, what was compared, what differs, and what can be done.
 *
 * @param changed told when one has begun or ended, or another flow is live
 */
export const shadowPanel = (changed: () => void): ShadowPanel => {
  const [body, actions] = [element("div", ""), element("div", "twinloom-revision-buttons")];
  const panel = element("section", "twinloom-shadow", body, actions);
  panel.setAttribute("aria-label", say("shadow.panel"));
  panel.hidden = true;
  let latest: ShadowState = {};
  let timer: number | undefined;

  const show = (told: unknown): void => {
    const [before, state] = [latest, told as ShadowState];
    latest = state;
    panel.hidden = state.plan === undefined;
    if (state.plan && JSON.stringify(state) !== JSON.stringify(before)) {
      body.replaceChildren(...content(state.plan, state));
    }
    // a button that has the focus stays
    if (state.plan?.id !== before.plan?.id || state.plan?.phase !== before.plan?.phase) {
      actions.replaceChildren(...buttons(state.plan, () => latest.hindrance, refresh));
      changed();
    }
    again();
  };
  const look = (): Promise<void> => ask<ShadowState>("/shadow").then(show, again);
  const refresh = (): void => void look();
  /** Another may begin one at the command line; a sidebar that nobody sees asks nothing. */
  const again = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => (panel.parentElement?.offsetParent ? refresh() : again()), EVERY_MS);
  };
  return {
    element: panel,
    refresh,
    reveal: () => void look().then(() => panel.scrollIntoView({ block: "start" })),
    isRunning: () => latest.plan !== undefined && latest.plan.phase !== "ended",
  };
};

const content = (plan: Plan, { comparison, atWork }: ShadowState): readonly HTMLElement[] => {
  const { name, phase, live, startMs, watchMs, by, end = "" } = plan;
  const small = (text: string): HTMLElement => element("p", "twinloom-revision-by", text);
  if (phase === "ended") return [small(say("shadow.ended", { name: named(name), end }))];
  const title = say(`shadow.${phase}`, { name: named(name), live, until: dateText(startMs + watchMs) });
  return [
    element("h4", "", title),
    small(say("shadow.since", { by, since: dateText(startMs) })),
    small(limitsText(plan)),
    ...(comparison ? [] : [small(say("shadow.waits"))]),
    ...(comparison && !atWork ? [element("p", "twinloom-revision-override", say("shadow.silent"))] : []),
    ...(comparison ? compared(plan, comparison) : []),
  ];
};

const compared = ({ startMs, phase }: Plan, comparison: ShadowComparison): readonly HTMLElement[] => {
  const { cursorMs, newestMs, machines, readings, passed, setpoints } = comparison;
  const hours = shown(Math.max(0, cursorMs - startMs) / HOUR_MS);
  const about = say("shadow.about", {
    ...{ machines: machines.join(", "), readings: shown(readings), hours },
    behind: shown(Math.max(0, newestMs - cursorMs) / HOUR_MS),
  });
  const over = passed.map(({ limit, before, after }) =>
    say("shadow.passed", {
      what: say(`backtest.numbers.${limit.name}`),
      ...{ before: shown(before), after: shown(after), by: `${limit.by}${limit.percent ? " %" : ""}` },
    }),
  );
  const asked = setpoints.before === setpoints.after ? [] : [say("shadow.setpoints", { ...setpoints })];
  const isWatched = phase === "watch";
  const heads = [
    say(isWatched ? "shadow.before" : "shadow.live"),
    say(isWatched ? "shadow.promoted" : "shadow.here"),
  ] as const;
  return [
    ...[about, ...asked].map((text) => element("p", "twinloom-revision-by", text)),
    ...over.map((text) => element("p", "twinloom-revision-override", text)),
    element("div", "twinloom-revision-changes", ...differences(comparison, heads)),
  ];
};

const buttons = (
  plan: Plan | undefined,
  hindrance: () => string | undefined,
  refresh: () => void,
): readonly HTMLElement[] => {
  if (!plan || plan.phase === "ended" || !RED.user.hasPermission("flows.write")) return [];
  const end = (): void => askToEnd(() => void tell("/shadow/end", {}).then(refresh, complain));
  const promote = button(say("shadow.promote"), () => askToPromote(named(plan.name), hindrance()));
  return [...(plan.phase === "shadow" ? [promote] : []), button(say("shadow.end"), end)];
};

const limitsText = ({ limits, promoteAfterMs }: Plan): string => {
  const text = limits.length > 0 ? say("shadow.limits", { limits: limits.join(", ") }) : say("shadow.noLimits");
  if (promoteAfterMs === undefined) return text;
  return `${text} ${say("shadow.byItself", { hours: shown(promoteAfterMs / HOUR_MS) })}`;
};

/** A revision in the editor's language; a file has its name. */
const named = (name: string): string => {
  const [, id] = /^revision ([0-9a-f]+)$/.exec(name) ?? [];
  return id === undefined ? name : say("shadow.revision", { id });
};
