import type { ShadowComparison, ShadowService, ShadowState } from "../../nodes/flow-revisions/shadow-service.ts";
import { promoteShadow, promotionHindrance } from "./change-live.ts";
import { endShadow } from "./end-shadow.ts";
import { readPlan } from "./shadow-files.ts";
import { flowOfRevision, SHADOW_DEFAULTS, shadowRequest } from "./shadow-request.ts";
import { readStatus, type ShadowStatus } from "./shadow-status.ts";
import { isAtWork } from "./shadow-text.ts";
import { startShadow } from "./start-shadow.ts";

/** The editor shows so many of each kind. */
const MOST_LISTED = 20;

/**
 * What the editor's sidebar may do with the shadow of a home folder: what `twinloom shadow` does.
 *
 * @param load starts the flow that is the head now
 */
export const shadowService = (home: string, load: () => Promise<void>): ShadowService => {
  const state = (): ShadowState => {
    const plan = readPlan(home);
    if (!plan) return {};
    const { schema: _, ...told } = plan;
    const status = readStatus(home, plan.id);
    const hindrance = plan.phase === "shadow" ? promotionHindrance(home, plan, status) : undefined;
    return {
      plan: told,
      ...(status ? { comparison: comparisonOf(status) } : {}),
      atWork: isAtWork(status, Date.now()),
      // what to do next is a button here
      ...(hindrance ? { hindrance: hindrance.message.replace(` ${hindrance.next}`, "") } : {}),
    };
  };
  return {
    state,
    start: async (which, { promoteAfter, watch, limits }, by) => {
      const asked = promoteAfter === "" ? {} : { promoteAfter };
      const span = watch === "" ? {} : { watch };
      const written = { ...SHADOW_DEFAULTS, ...asked, ...span, limits, by };
      await startShadow(home, shadowRequest(flowOfRevision(home, which), written));
      return state();
    },
    promote: async (why, force, by) => {
      const revision = promoteShadow(home, { by, why, force });
      await load();
      return revision;
    },
    end: () => {
      endShadow(home);
      return state();
    },
  };
};

const comparisonOf = ({ diff, ...status }: ShadowStatus): ShadowComparison => {
  const { orders, alarms, forecasts } = diff;
  const few = <T>(all: readonly T[]): readonly T[] => all.slice(0, MOST_LISTED);
  const { beatMs: _beat, pid: _pid, ...told } = status;
  return {
    ...told,
    orders: { ...orders, added: few(orders.added), gone: few(orders.gone), changed: few(orders.changed) },
    ...{ alarms: few(alarms), forecasts },
  };
};
