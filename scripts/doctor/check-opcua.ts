import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { systemClock } from "../../nodes/kit/clock.ts";
import { parseConfig } from "../../nodes/kit/parse-config.ts";
import { openBrowseSession } from "../../nodes/sensor-source/opcua/browse/browse-session.ts";
import { PKI_FOLDER } from "../../nodes/sensor-source/opcua/trust-list.ts";
import { type SourceConfig, schema } from "../../nodes/sensor-source/schema.ts";
import { credentialsOf } from "./credentials-of.ts";
import { filledIn } from "./fill-in.ts";
import { error, type Finding, ok, type Place } from "./finding.ts";
import { skewFinding } from "./skew-finding.ts";

const CHECK = "opcua";

/** Each OPC UA source of the flow: whether its server answers and lets it in, and the server's clock. */
export const checkOpcua = async (place: Place): Promise<readonly Finding[]> => {
  const sources = place.flow
    .filter(({ type, d }) => type === schema.type && d !== true)
    .flatMap((node): Asked[] => {
      const config = configOf(node, place.env);
      return config?.protocol === "opcua" ? [{ node, config }] : [];
    });
  // two sources that ask the same server in the same way are asked for once
  const each = new Map(sources.map((asked) => [settingsOf(asked.config), asked]));
  const found = await Promise.all([...each.values()].map((asked) => checkOne(place.home, asked)));
  return each.size > 0 ? found.flat() : [ok(CHECK, "The flow has no OPC UA source")];
};

interface Asked {
  readonly node: FlowNode;
  readonly config: SourceConfig;
}

/** The check of the flow tells what is wrong with settings. */
const configOf = (node: FlowNode, env: Place["env"]): SourceConfig | undefined => {
  try {
    return parseConfig(schema, filledIn(node, env));
  } catch (thrown) {
    if (thrown instanceof TwinError) return undefined;
    throw thrown;
  }
};

const settingsOf = ({ opcuaEndpoint, opcuaSecurityMode, opcuaSecurityPolicy, user }: SourceConfig): string =>
  JSON.stringify([opcuaEndpoint, opcuaSecurityMode, opcuaSecurityPolicy, user]);

const checkOne = async (home: string, { node, config }: Asked): Promise<readonly Finding[]> => {
  const server = config.opcuaEndpoint;
  // a copy, as an unknown server's certificate is kept: the doctor changes nothing
  const folder = mkdtempSync(join(tmpdir(), "twinloom-doctor-"));
  try {
    const pki = join(home, PKI_FOLDER);
    if (existsSync(pki)) cpSync(pki, join(folder, PKI_FOLDER), { recursive: true });
    const credentials = credentialsOf(home, node.id);
    const world = { nodeId: node.id, homeFolder: folder, credentials, clock: systemClock };
    const { library, session, close } = await openBrowseSession({ config, world });
    try {
      const askedMs = Date.now();
      const nodeId = library.VariableIds.Server_ServerStatus_CurrentTime;
      const { value } = await session.read({ nodeId, attributeId: library.AttributeIds.Value });
      const ownMs = (askedMs + Date.now()) / 2;
      const told: unknown = value?.value;
      const skew = told instanceof Date ? [skewFinding(server, told.getTime() - ownMs)] : [];
      return [ok(CHECK, `The OPC UA server ${server} answers and lets the flow in`), ...skew];
    } finally {
      await close();
    }
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    const todo = "Do what the message says; a source that is waiting goes on by itself";
    return [error(CHECK, `No session at the OPC UA server ${server}: ${reason}`, todo)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};
