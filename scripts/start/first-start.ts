import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { hasFlow } from "../revisions/running-flow.ts";
import { readOrMakeSecret } from "../security/secret.ts";
import { makePassword, readUsers, setUser } from "../security/users.ts";
import { startErrors } from "./errors.ts";

export interface NewUser {
  readonly username: string;
  readonly role: string;
  readonly password: string;
}

/**
 * Makes what is missing in the home folder: secret, users (returned with their passwords, shown this once), demo flow.
 *
 * @throws TwinError TWIN-START-005 if the folder can't be used, TWIN-SEC-001, -004 or -005 for a bad file in it
 */
export const prepareHome = (home: string, packageRoot: string, withDemo: boolean): readonly NewUser[] => {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    accessSync(home, constants.W_OK);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new TwinError(startErrors.badHome, { home, reason }, cause);
  }
  readOrMakeSecret(join(home, "credential-secret"));
  if (withDemo && !hasFlow(home)) {
    writeFileSync(join(home, "flows.json"), JSON.stringify(demoFlows(packageRoot), null, 2));
  }
  if (!existsSync(join(home, "package.json"))) {
    writeFileSync(join(home, "package.json"), '{ "name": "twinloom-home", "private": true }\n');
  }
  return makeUsers(join(home, "users.json"));
};

/** The plant's flow and the operator pages as the build has completed them, in one Node-RED flow file. */
const demoFlows = (packageRoot: string): unknown[] =>
  ["plant.json", "operator-pages.json"].flatMap((name) =>
    JSON.parse(readFileSync(join(packageRoot, "examples", name), "utf8")),
  );

const makeUsers = (usersFile: string): readonly NewUser[] => {
  if (readUsers(usersFile).length > 0) return [];
  return (["engineer", "operator"] as const).map((role) => {
    const user = { username: role === "engineer" ? "admin" : "operator", role, password: makePassword() };
    setUser(usersFile, user.username, role, user.password);
    return user;
  });
};
