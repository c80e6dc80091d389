import type { Static, TObject } from "typebox";
import { asTwinError } from "./errors.ts";
import type { NodeSchema, Settings } from "./node-schema.ts";
import { parseConfig } from "./parse-config.ts";
import type { Red, RedRequest } from "./red.ts";

/** Settings as they stand in an open edit dialog, not deployed yet. */
export interface Question<T extends TObject> {
  readonly config: Static<T>;
  readonly credentials: Readonly<Record<string, string>>;
}

/** What the editor shows of a secret that it does not know. */
const UNKNOWN_SECRET = "__PWRD__";
const VARIABLE = /^\$\{([^}]+)\}$/;

/**
 * A route of the admin API by which an edit dialog asks the server that its unsaved settings name: `POST twinloom/ask/NAME` with
 * `{id, settings, secrets}`. It is open to whom may deploy, because it makes this machine connect to any address. A secret that
 * the dialog does not know is the deployed node's.
 *
 * @param answer what it resolves with is sent as JSON; what it throws is sent as `{code, message, next}` with status 422
 */
export const askServer =
  <T extends TObject>(name: string, schema: NodeSchema<T>, answer: (question: Question<T>) => Promise<unknown>) =>
  (red: Red): void => {
    red.httpAdmin.post(`/twinloom/ask/${name}`, red.auth.needsPermission("flows.write"), async (request, response) => {
      try {
        response.json(await answer(questionOf(red, schema, request)));
      } catch (thrown) {
        const { code, message, next } = asTwinError(thrown);
        response.status(422).json({ code, message, next });
      }
    });
  };

const questionOf = <T extends TObject>(red: Red, schema: NodeSchema<T>, { body }: RedRequest): Question<T> => {
  const { id, settings, secrets }: Settings = isObject(body) ? body : {};
  const kept = typeof id === "string" ? red.nodes.getNode(id)?.credentials : undefined;
  const given = Object.entries(isObject(secrets) ? secrets : {}).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" && value !== UNKNOWN_SECRET ? [[key, value]] : [],
  );
  return {
    config: parseConfig(schema, withVariables(isObject(settings) ? settings : {})),
    credentials: { ...kept, ...Object.fromEntries(given) },
  };
};

/** Node-RED fills in variables at deploy; here those of the process count. */
const withVariables = (settings: Settings): Settings =>
  Object.fromEntries(
    Object.entries(settings).map(([key, value]) => {
      const variable = typeof value === "string" ? VARIABLE.exec(value)?.[1] : undefined;
      return [key, variable === undefined ? value : (process.env[variable] ?? "")];
    }),
  );

const isObject = (value: unknown): value is Settings =>
  typeof value === "object" && value !== null && !Array.isArray(value);
