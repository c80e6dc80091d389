import { accessSync, constants, existsSync } from "node:fs";
import { resolve } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import type { StoreConfig } from "../../nodes/store/schema.ts";
import { openKnown } from "../../nodes/store/sqlite/open-known.ts";
import { storeConfig } from "../store/configured-store.ts";
import { askInflux } from "./ask-influx.ts";
import { credentialsOf } from "./credentials-of.ts";
import { error, type Finding, ok, type Place, warning } from "./finding.ts";
import { skewFinding } from "./skew-finding.ts";

const CHECK = "store";
const MANY_POINTS = 20_000;

/** Each twin store of the flow: its file, what waits in it, its server and the server's clock. */
export const checkStores = async ({ flow, home }: Place): Promise<readonly Finding[]> => {
  const nodes = flow.filter(({ type, d }) => type === "twinloom-store" && d !== true);
  const found = await Promise.all(nodes.map((node) => checkOne(home, node)));
  return nodes.length > 0 ? found.flat() : [ok(CHECK, "The flow has no twin store")];
};

const checkOne = async (home: string, node: FlowNode): Promise<readonly Finding[]> => {
  let config: StoreConfig;
  try {
    config = storeConfig(node);
  } catch {
    // the check of the flow tells what is wrong with it
    return [];
  }
  const local = fileFindings(resolve(home, config.file));
  return config.driver === "embedded" ? local : [...local, ...(await serverFindings(home, node, config))];
};

const fileFindings = (file: string): readonly Finding[] => {
  if (!existsSync(file)) return [ok(CHECK, `${file} is made at the first deploy`)];
  try {
    accessSync(file, constants.R_OK | constants.W_OK);
    const { db } = openKnown(file);
    const number = (sql: string): number => Number(Object.values(db.prepare(sql).get() ?? {})[0] ?? 0);
    const waiting = number("SELECT sum(points) FROM outbox");
    const quarantined = number("SELECT count(*) FROM documents WHERE collection = 'quarantine'");
    db.close();
    return [
      ...backlog(file, waiting),
      ...quarantine(file, quarantined),
      ok(CHECK, `${file} opens; ${waiting} points wait`),
    ];
  } catch (thrown) {
    const what = thrown instanceof TwinError ? thrown.message : `${file} may not be written to: ${String(thrown)}`;
    return [error(CHECK, what, "Give the file to the user that runs Twinloom, or set another one in the twin store")];
  }
};

const backlog = (file: string, waiting: number): readonly Finding[] =>
  waiting <= MANY_POINTS
    ? []
    : [warning(CHECK, `${waiting} points wait in the outbox ${file}`, "See that InfluxDB answers and keeps up")];

const quarantine = (file: string, points: number): readonly Finding[] => {
  if (points === 0) return [];
  const todo = "The documents of the collection quarantine have the server's reasons; correct what sends them";
  return [warning(CHECK, `InfluxDB has refused ${points} points for good, kept in ${file}`, todo)];
};

const serverFindings = async (home: string, { id }: FlowNode, config: StoreConfig): Promise<readonly Finding[]> => {
  try {
    const { version, status, aheadMs } = await askInflux(config, credentialsOf(home, id), Date.now);
    const signIn = "Enter user and password, or token, in the twin store and deploy";
    return [
      status === 401 || status === 403
        ? error(CHECK, `InfluxDB at ${config.url} refuses the sign-in (${status})`, signIn)
        : ok(CHECK, `InfluxDB ${version || "of unknown version"} at ${config.url} answers`),
      ...(aheadMs === undefined ? [] : [skewFinding(config.url, aheadMs)]),
    ];
  } catch (thrown) {
    const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
    const reason = cause instanceof Error ? cause.message : String(cause);
    const todo = "Start the server or correct the address; until then points wait in the outbox";
    return [error(CHECK, `InfluxDB at ${config.url} does not answer: ${reason}`, todo)];
  }
};
