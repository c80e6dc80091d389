import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import bcrypt from "bcryptjs";
import { TwinError } from "../../models/errors/twin-error.ts";
import { securityErrors } from "./errors.ts";

export const ROLES = ["engineer", "operator"] as const;
/** An engineer may edit flows; an operator sees the operator pages and acts on work orders. */
export type Role = (typeof ROLES)[number];

export interface User {
  readonly username: string;
  readonly role: Role;
  /** bcrypt */
  readonly passwordHash: string;
}

const BCRYPT_ROUNDS = 10;

/** @throws TwinError TWIN-SEC-001 if the file is there and is not a list of users */
export const readUsers = (file: string): readonly User[] => {
  if (!existsSync(file)) return [];
  try {
    const users: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (Array.isArray(users) && users.every(isUser)) return users;
    throw new Error("it is not a list of users");
  } catch (cause) {
    throw new TwinError(securityErrors.badUsersFile, { file, reason: String(cause) }, cause);
  }
};

const isUser = (one: unknown): one is User => {
  const user = one as Partial<User> | null;
  return (
    typeof user?.username === "string" &&
    typeof user.passwordHash === "string" &&
    ROLES.some((role) => role === user.role)
  );
};

/** Adds a user, or gives one a new password or role. Only the owner may read the file. */
export const setUser = (file: string, username: string, role: Role, password: string): void => {
  if (!/^[\w.@-]{1,64}$/.test(username)) throw new TwinError(securityErrors.badUserName, { username });
  const passwordHash = bcrypt.hashSync(password, BCRYPT_ROUNDS);
  const others = readUsers(file).filter((user) => user.username !== username);
  writeUsers(file, [...others, { username, role, passwordHash }]);
};

/** @throws TwinError TWIN-SEC-003 if there is no such user */
export const removeUser = (file: string, username: string): void => {
  const users = readUsers(file);
  const rest = users.filter((user) => user.username !== username);
  if (rest.length === users.length) throw new TwinError(securityErrors.unknownUser, { username });
  writeUsers(file, rest);
};

const writeUsers = (file: string, users: readonly User[]): void => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.new`;
  writeFileSync(fresh, `${JSON.stringify(users, null, 2)}\n`, { mode: 0o600 });
  renameSync(fresh, file);
};

/** The user, if name and password are right. An unknown name takes as long as a wrong password. */
export const authenticate = async (file: string, username: string, password: string): Promise<User | null> => {
  const user = readUsers(file).find((one) => one.username === username);
  const right = await bcrypt.compare(password, user?.passwordHash ?? nobody());
  return user && right ? user : null;
};

let nobodysHash: string | undefined;
const nobody = (): string => {
  nobodysHash ??= bcrypt.hashSync(randomBytes(8).toString("hex"), BCRYPT_ROUNDS);
  return nobodysHash;
};

/** A password that can be read aloud: 4 groups of 5 letters and digits without look-alikes, 98 bits. */
export const makePassword = (): string => {
  const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
  const letters = Array.from({ length: 20 }, () => {
    for (;;) {
      const byte = randomBytes(1)[0] ?? 255;
      // 248 is the largest multiple of 31 in a byte: a remainder beyond it would favour the first letters
      if (byte < 248) return alphabet[byte % alphabet.length];
    }
  });
  return letters.join("").replace(/(.{5})(?=.)/g, "$1-");
};
