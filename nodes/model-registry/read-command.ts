import { TwinError } from "../../models/errors/twin-error.ts";
import type { ModelChange } from "../kit/models/change-model.ts";
import type { FlowMessage } from "../kit/world.ts";
import { modelRegistryErrors } from "./errors.ts";

/** Undefined for `list`. */
export type Command = { readonly change: ModelChange | undefined; readonly reason: string };

const text = (value: unknown): string => (typeof value === "string" ? value.trim() : "");
const refuse = (reason: string): never => {
  throw new TwinError(modelRegistryErrors.badCommand, { reason });
};

/** @throws TwinError TWIN-REGISTRY-001 */
export const readCommand = (payload: unknown): Command => {
  if (typeof payload !== "object" || payload === null) return refuse("the payload is no command");
  const { command, hash, subject, reason } = payload as Record<string, unknown>;
  const change = (made: ModelChange): Command => ({ change: made, reason: text(reason).slice(0, 500) });
  switch (command) {
    case "list":
      return { change: undefined, reason: "" };
    case "shadow":
    case "promote":
    case "retire":
      return text(hash) ? change({ action: command, hash: text(hash) }) : refuse(`${command} names no hash`);
    case "rollback":
      return text(subject) ? change({ action: command, subject: text(subject) }) : refuse("rollback names no subject");
    default:
      return refuse(`command is ${text(command) || "missing"}`);
  }
};

interface PageUser {
  readonly username?: unknown;
  readonly role?: unknown;
}

/** The signed-in user of a message that comes from an operator page; undefined for a message of the flow itself. */
const pageUser = ({ _client }: FlowMessage): PageUser | undefined =>
  typeof _client === "object" && _client !== null ? ((_client as { user?: PageUser | null }).user ?? {}) : undefined;

/** Engineers may change models from a page, and whatever the flow itself sends may. */
export const mayChange = (message: FlowMessage): boolean => {
  const user = pageUser(message);
  return user === undefined || user.role === "engineer";
};

/**
 * Who asks for a change: the signed-in user of a page, who can't choose the name, else `payload.by`.
 *
 * @throws TwinError TWIN-REGISTRY-002 for a page's user who may not
 */
export const whoChanges = (message: FlowMessage): string => {
  const user = pageUser(message);
  if (!user) return text((message.payload as { by?: unknown }).by);
  if (user.role === "engineer") return text(user.username);
  throw new TwinError(modelRegistryErrors.notAllowed, { user: text(user.username) || "Who is not signed in" });
};
