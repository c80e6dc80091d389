import { existsSync } from "node:fs";
import { TwinError } from "../../models/errors/twin-error.ts";
import { stateFile } from "../release/release-state.ts";
import { startErrors } from "../start/errors.ts";
import { type PortUse, checkPorts as tryPorts } from "../start/ports.ts";
import { error, type Finding, ok, type Place, warning } from "./finding.ts";
import { listeningProcess } from "./listening-process.ts";

const CHECK = "ports";
const LOOPBACK = /^(127\.|::1$|localhost$)/;

/** Whether the port of editor and pages, and on a box that of the health addresses, is free, or taken by whom; and who can reach them. */
export const checkPorts = async ({ env, home }: Place): Promise<readonly Finding[]> => {
  const host = env["TWINLOOM_HOST"] ?? "127.0.0.1";
  const pages = {
    what: "editor and the operator pages",
    ...{ option: "TWINLOOM_PORT", host, port: env["TWINLOOM_PORT"] ?? "1880" },
  };
  const health = {
    ...{ what: "health addresses", option: "TWINLOOM_HEALTH_PORT" },
    ...{ host: env["TWINLOOM_HEALTH_HOST"] ?? "127.0.0.1", port: env["TWINLOOM_HEALTH_PORT"] ?? "1881" },
  };
  const uses = existsSync(stateFile(home)) || env["TWINLOOM_HEALTH_PORT"] ? [pages, health] : [pages];
  return [...(await Promise.all(uses.map((use) => portFinding(use, home)))), ...openFinding(host, env)];
};

const portFinding = async (use: PortUse, home: string): Promise<Finding> => {
  const { what, option, port } = use;
  try {
    await tryPorts([use]);
    return ok(CHECK, `Port ${port} is free for the ${what}`);
  } catch (thrown) {
    if (!(thrown instanceof TwinError)) throw thrown;
    if (thrown.code !== startErrors.portTaken.code) return error(CHECK, thrown.message, "Set another host or port");
    const taker = listeningProcess(Number(port));
    if (taker?.command.includes(home)) return ok(CHECK, `Port ${port} is used by this Twinloom (process ${taker.pid})`);
    const who = taker ? `process ${taker.pid}: ${shortened(taker.command)}` : "a process that this user may not see";
    return error(CHECK, `Port ${port} is taken by ${who}`, `End that program, or set ${option} to another port`);
  }
};

const openFinding = (host: string, env: Place["env"]): readonly Finding[] => {
  if (LOOPBACK.test(host) || (env["TWINLOOM_TLS_KEY"] && env["TWINLOOM_TLS_CERT"])) return [];
  const todo = "Set TWINLOOM_TLS_KEY and TWINLOOM_TLS_CERT, or TWINLOOM_HOST=127.0.0.1 behind a proxy that does TLS";
  return [warning(CHECK, `Listens on ${host} without TLS: passwords cross the network in plain text`, todo)];
};

const MOST_LETTERS = 160;

/** The program by its name alone: what it was told to run says more than where it lies. */
const shortened = (command: string): string => command.replace(/^\S*\//, "").slice(0, MOST_LETTERS);
