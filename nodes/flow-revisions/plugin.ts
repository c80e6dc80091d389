import { asTwinError } from "../kit/errors.ts";
import { flowRevision } from "../kit/flow-revision.ts";
import type { Red, RedRequest } from "../kit/red.ts";
import { backtestRoutes } from "./backtest-routes.ts";
import { type RevisionService, revisionServiceOf } from "./revision-service.ts";
import { shadowRoutes } from "./shadow-routes.ts";

const BASE = "/twinloom/revisions";

type Answer = (service: RevisionService, request: RedRequest) => unknown;

/**
 * The history of the flow for the editor's sidebar: reading needs the right to read flows, changing the right to deploy. What is
 * thrown is sent as `{code, message, next}` with status 422; 404 where Node-RED keeps its flows in another way.
 */
const flowRevisions = (red: Red): void => {
  const answer =
    (give: Answer) =>
    async (
      request: RedRequest,
      response: { status(code: number): { json(body: unknown): void }; json(body: unknown): void },
    ) => {
      const service = revisionServiceOf(red.settings);
      if (!service) return response.status(404).json({});
      try {
        response.json(await give(service, request));
      } catch (thrown) {
        const { code, message, next } = asTwinError(thrown);
        response.status(422).json({ code, message, next });
      }
    };
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
