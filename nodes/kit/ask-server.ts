import type { Static, TObject } from "typebox";
import { asTwinError } from "./errors.ts";
import type { NodeSchema, Settings } from "./node-schema.ts";
import { parseConfig } from "./parse-config.ts";
import type { Red, RedRequest } from "./red.ts";
import { withVariables } from "./with-variables.ts";

/** Settings as they stand in an open edit dialog, not deployed yet. */
export interface Question<T extends TObject> {
  readonly config: Static<T>;
  readonly credentials: Readonly<Record<string, string>>;
  /** What is asked for beside the settings, as the browser sent it. */
  readonly about: Settings;
  /** Folder that relative paths in settings start from. */
  readonly homeFolder: string;
}

/** What the editor shows of a secret that it does not know. */
const UNKNOWN_SECRET = "__PWRD__";

/**
 * A route of the admin API by which an edit dialog asks the server that its unsaved settings name: `POST twinloom/ask/NAME` with
 * `{id, settings, secrets, about}`. It is open to whom may deploy, because it makes this machine connect to any address. A secret that
 * the dialog does not know is the deployed node's.
 *
 * @param answer what it resolves with is sent as JSON; what it throws is sent as `{code, message, next}` with status 422
 * @param unread settings that the answer does not depend on: they may be wrong
 */
export const askServer =
  <T extends TObject>(
    name: string,
    schema: NodeSchema<T>,
    answer: (question: Question<T>) => Promise<unknown>,
    unread: readonly string[] = [],
  ) =>
  (red: Red): void => {
    red.httpAdmin.post(`/twinloom/ask/${name}`, red.auth.needsPermission("flows.write"), async (request, response) => {
      try {
        response.json((await answer(questionOf(red, schema, unread, request))) ?? null);
      } catch (thrown) {
        const { code, message, next } = asTwinError(thrown);
        response.status(422).json({ code, message, next });
      }
    });
  };

const questionOf = <T extends TObject>(
  red: Red,
  schema: NodeSchema<T>,
  unread: readonly string[],
  { body }: RedRequest,
): Question<T> => {
  const { id, settings, secrets, about }: Settings = isObject(body) ? body : {};
  const kept = typeof id === "string" ? red.nodes.getNode(id)?.credentials : undefined;
  const given = Object.entries(isObject(secrets) ? secrets : {}).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" && value !== UNKNOWN_SECRET ? [[key, value]] : [],
  );
  return {
    config: parseConfig(schema, withVariables(isObject(settings) ? without(settings, unread) : {})),
    credentials: { ...kept, ...Object.fromEntries(given) },
    about: isObject(about) ? about : {},
    homeFolder: String(red.settings["userDir"] ?? process.cwd()),
  };
};

const without = (settings: Settings, fields: readonly string[]): Settings =>
  Object.fromEntries(Object.entries(settings).filter(([field]) => !fields.includes(field)));

const isObject = (value: unknown): value is Settings =>
  typeof value === "object" && value !== null && !Array.isArray(value);
