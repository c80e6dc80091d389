import { join } from "node:path";
import { type Command, Option } from "commander";
import { TwinError } from "../../models/errors/twin-error.ts";
import { securityErrors } from "../security/errors.ts";
import { makePassword, ROLES, type Role, readUsers, removeUser, setUser, type User } from "../security/users.ts";
import { twinloomHome } from "../start/layout.ts";

const home = new Option("--home <folder>", "home folder (TWINLOOM_HOME)").default(twinloomHome());
const usersFile = (options: { home: string }): string => join(options.home, "users.json");
const userNamed = (options: { home: string }, name: string): User | undefined =>
  readUsers(usersFile(options)).find(({ username }) => username === name);

/** `twinloom user …`: who may sign in. A running Twinloom sees the change at once. */
export const userCommand = (program: Command): void => {
  const user = program.command("user").description("who may sign in: list, add, password, remove");
  user
    .command("list")
    .description("names and roles")
    .addOption(home)
    .action((options) => {
      for (const { username, role } of readUsers(usersFile(options))) process.stdout.write(`${username}\t${role}\n`);
    });
  user
    .command("add <name>")
    .description("add a user with a made password, which is printed")
    .addOption(home)
    .addOption(new Option("--role <role>", "what the user may do").choices([...ROLES]).default("operator"))
    .action((name: string, options) => {
      if (userNamed(options, name)) throw new TwinError(securityErrors.userExists, { username: name });
      giveNewPassword(usersFile(options), name, options.role);
    });
  user
    .command("password <name>")
    .description("give a user a new made password, which is printed")
    .addOption(home)
    .action((name: string, options) => {
      const known = userNamed(options, name);
      if (!known) throw new TwinError(securityErrors.unknownUser, { username: name });
      giveNewPassword(usersFile(options), name, known.role);
    });
  user
    .command("remove <name>")
    .description("remove a user")
    .addOption(home)
    .action((name: string, options) => removeUser(usersFile(options), name));
};

const giveNewPassword = (file: string, name: string, role: Role): void => {
  const password = makePassword();
  setUser(file, name, role, password);
  process.stdout.write(`${name}\t${password}\t${role}\n`);
};
