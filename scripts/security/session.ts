import { createHmac, timingSafeEqual } from "node:crypto";
import { type Role, readUsers } from "./users.ts";

export interface Session {
  readonly username: string;
  readonly role: Role;
}

export const SESSION_COOKIE = "twinloom-session";
const LIFE_MS = 12 * 3_600_000;

/** Signed sessions in a cookie: nothing is kept on the server, a removed user is out at once. */
export const createSessions = (secret: string, usersFile: string) => {
  const sign = (text: string): string => createHmac("sha256", `session:${secret}`).update(text).digest("base64url");

  return {
    /** Value of the cookie for a user who signed in at `nowMs`. */
    issue: (username: string, nowMs: number): string => {
      const body = Buffer.from(JSON.stringify([username, nowMs + LIFE_MS])).toString("base64url");
      return `${body}.${sign(body)}`;
    },
    /** Who sent this `Cookie` header; undefined if nobody that is signed in. */
    read: (cookieHeader: string | undefined, nowMs: number): Session | undefined => {
      const value = cookieHeader?.match(new RegExp(`(?:^|;\\s*)${SESSION_COOKIE}=([\\w.-]+)`))?.[1];
      const [body, signature] = value?.split(".") ?? [];
      if (!body || !signature || !sameText(signature, sign(body))) return undefined;
      const [username, endsMs]: [string, number] = JSON.parse(Buffer.from(body, "base64url").toString());
      const user = readUsers(usersFile).find((one) => one.username === username);
      return user && nowMs < endsMs ? { username, role: user.role } : undefined;
    },
  };
};

export type Sessions = ReturnType<typeof createSessions>;

const sameText = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
