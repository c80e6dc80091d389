import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import bcrypt from "bcryptjs";
import { TwinError } from "../../models/errors/twin-error.ts";
import { readUsers, type User } from "../security/users.ts";
import { flowCredentials } from "../store/flow-credentials.ts";
import { error, type Finding, orOk, type Place } from "./finding.ts";

const CHECK = "secrets";
const SECRET_FILES = ["credential-secret", "users.json", "flows_cred.json", "pki/own/private/private_key.pem"];
/** What people choose who do not choose, beside the user's own name. */
const COMMON = ["", "admin", "password", "twinloom", "operator", "123456", "changeme", "nodered", "node-red"];
const LEAST_SECRET = 32;

/** File modes of secrets, passwords that are guessed at once, the secret that credentials are encrypted with. */
export const checkSecrets = async ({ home }: Place): Promise<readonly Finding[]> => {
  const found = [...modes(home), ...secretFindings(home), ...(await passwordFindings(home)), ...credentials(home)];
  return orOk(found, CHECK, "secrets are for their owner alone, no password is a common one");
};

const modes = (home: string): readonly Finding[] => {
  if (process.platform === "win32") return [];
  return SECRET_FILES.map((name) => join(home, name)).flatMap((file) => {
    if (!existsSync(file)) return [];
    const mode = statSync(file).mode & 0o777;
    if ((mode & 0o077) === 0) return [];
    return [error(CHECK, `Others than its owner can read ${file} (mode ${mode.toString(8)})`, `chmod 600 ${file}`)];
  });
};

const secretFindings = (home: string): readonly Finding[] => {
  const file = join(home, "credential-secret");
  if (!existsSync(file)) {
    if (!existsSync(join(home, "flows_cred.json"))) return [];
    return [
      error(CHECK, `${file} is missing, and credentials are kept`, "Bring it back from the backup of the folder"),
    ];
  }
  const { length } = readFileSync(file, "utf8").trim();
  if (length >= LEAST_SECRET) return [];
  const todo = "Remove it and the credentials, start, and enter passwords again";
  return [error(CHECK, `The secret in ${file} has ${length} characters: fewer than ${LEAST_SECRET}`, todo)];
};

const passwordFindings = async (home: string): Promise<readonly Finding[]> => {
  const users = attempt(() => readUsers(join(home, "users.json")));
  if (users instanceof TwinError)
    return [error(CHECK, users.message, "Correct the file, or remove it and start again")];
  const weak: Finding[] = [];
  for (const user of users) {
    if (!(await isWeak(user))) continue;
    const todo = `twinloom user password ${user.username}`;
    weak.push(error(CHECK, `The user ${user.username} has an empty or a common password`, todo));
  }
  return weak;
};

const isWeak = async ({ username, passwordHash }: User): Promise<boolean> => {
  for (const guess of new Set([...COMMON, username])) if (await bcrypt.compare(guess, passwordHash)) return true;
  return false;
};

const credentials = (home: string): readonly Finding[] => {
  if (!existsSync(join(home, "credential-secret"))) return [];
  const found = attempt(() => flowCredentials(home));
  return found instanceof TwinError && found.code.startsWith("TWIN-MOVE")
    ? [error(CHECK, found.message, "Enter them again in the editor and deploy, or bring back the secret")]
    : [];
};

const attempt = <T>(action: () => T): T | TwinError => {
  try {
    return action();
  } catch (thrown) {
    if (thrown instanceof TwinError) return thrown;
    throw thrown;
  }
};
