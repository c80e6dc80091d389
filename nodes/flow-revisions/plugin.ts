import { flowRevision } from "../kit/flow-revision.ts";
import type { Red, RedRequest } from "../kit/red.ts";
import { askService } from "./ask-service.ts";
import { backtestRoutes } from "./backtest-routes.ts";
import { revisionServiceOf } from "./revision-service.ts";
import { shadowRoutes } from "./shadow-routes.ts";

const BASE = "/twinloom/revisions";

/**
 * The history of the flow for the editor's sidebar: reading needs the right to read flows, changing the right to deploy. What is
 * thrown is sent as `{code, message, next}` with status 422; 404 where Node-RED keeps its flows in another way.
 */
const flowRevisions = (red: Red): void => {
  const answer = askService(red, revisionServiceOf);
  const read = red.auth.needsPermission("flows.read");
  const write = red.auth.needsPermission("flows.write");

  backtestRoutes(red);
  shadowRoutes(red);
  red.httpAdmin.get(
    BASE,
    read,
    answer((service) => ({ ...service.list(), runningFlow: flowRevision(red) })),
  );
  red.httpAdmin.get(
    `${BASE}/compare`,
    read,
    answer((service, { query }) => service.compare(textOf(query["from"]) || undefined, textOf(query["to"]))),
  );
  red.httpAdmin.post(
    `${BASE}/label`,
    write,
    answer((service, request) => service.label(said(request, "revision"), said(request, "label")) ?? {}),
  );
  red.httpAdmin.post(
    `${BASE}/unlabel`,
    write,
    answer((service, request) => service.unlabel(said(request, "label")) ?? {}),
  );
  red.httpAdmin.post(
    `${BASE}/rollback`,
    write,
    answer((service, request) => {
      const author = { user: request.user?.username ?? "unknown", message: said(request, "message") };
      return service.rollBack(said(request, "revision"), author);
    }),
  );
};

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const said = ({ body }: RedRequest, key: string): string => textOf(Object(body)[key]);

export { flowRevisions as default, flowRevisions as "module.exports" };
