import type { Red } from "../kit/red.ts";
import { askService } from "./ask-service.ts";
import { shadowServiceOf } from "./shadow-service.ts";

const BASE = "/twinloom/revisions/shadow";

/** The flow in shadow for the editor: seeing it needs the right to read flows; starting, promoting and ending it the right to deploy. */
export const shadowRoutes = (red: Red): void => {
  const answer = askService(red, shadowServiceOf);
  const read = red.auth.needsPermission("flows.read");
  const write = red.auth.needsPermission("flows.write");

  red.httpAdmin.get(
    BASE,
    read,
    answer((service) => service.state()),
  );
  red.httpAdmin.post(
    `${BASE}/start`,
    write,
    answer((service, { body, user }) => {
      const { revision, limits, promoteAfter, watch } = Object(body);
      const wish = { limits: textsOf(limits), promoteAfter: textOf(promoteAfter), watch: textOf(watch) };
      return service.start(textOf(revision), wish, user?.username ?? "unknown");
    }),
  );
  red.httpAdmin.post(
    `${BASE}/promote`,
    write,
    answer((service, { body, user }) => {
      const { why, force } = Object(body);
      return service.promote(textOf(why), force === true, user?.username ?? "unknown");
    }),
  );
  red.httpAdmin.post(
    `${BASE}/end`,
    write,
    answer((service) => service.end()),
  );
};

const textOf = (value: unknown): string => (typeof value === "string" ? value.trim() : "");
const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.map(textOf).filter((text) => text !== "") : [];
