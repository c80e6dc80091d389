import { isFlowNode } from "../../models/revisions/flow-node.ts";
import type { Red } from "../kit/red.ts";
import { askService } from "./ask-service.ts";
import { BACKTEST_SPANS, backtestServiceOf } from "./backtest-service.ts";

const BASE = "/twinloom/revisions/backtest";

/**
 * A backtest for the editor: seeing one needs the right to read flows; running one runs the code of the flow that is sent, and needs the
 * right to deploy.
 */
export const backtestRoutes = (red: Red): void => {
  const answer = askService(red, backtestServiceOf);
  const read = red.auth.needsPermission("flows.read");
  const write = red.auth.needsPermission("flows.write");

  red.httpAdmin.get(
    BASE,
    read,
    answer((service) => service.state()),
  );
  red.httpAdmin.get(
    `${BASE}/page`,
    read,
    answer((service) => ({ html: service.page() })),
  );
  red.httpAdmin.post(
    BASE,
    write,
    answer((service, { body, user }) => {
      const { flow, span } = Object(body);
      const wanted = BACKTEST_SPANS.find((one) => one === span) ?? "day";
      return service.start(Array.isArray(flow) ? flow.filter(isFlowNode) : [], wanted, user?.username ?? "unknown");
    }),
  );
  red.httpAdmin.post(
    `${BASE}/cancel`,
    write,
    answer((service) => service.cancel()),
  );
};
