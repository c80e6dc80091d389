import { existsSync } from "node:fs";
import { join } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import type { FlowNode } from "../../models/revisions/flow-node.ts";
import { stateFile } from "../release/release-state.ts";
import { settingsOf } from "../release/settings-of.ts";
import { keptFlow, readFlowFile } from "../revisions/running-flow.ts";
import { plantDefaults } from "../start/plant-defaults.ts";
import { checkCertificates } from "./check-certificates.ts";
import { checkDisk } from "./check-disk.ts";
import { checkEnvironment } from "./check-environment.ts";
import { checkFlow } from "./check-flow.ts";
import { checkModels } from "./check-models.ts";
import { checkNodeVersion } from "./check-node-version.ts";
import { checkOpcua } from "./check-opcua.ts";
import { checkPorts } from "./check-ports.ts";
import { checkReleases } from "./check-releases.ts";
import { checkSecrets } from "./check-secrets.ts";
import { checkStores } from "./check-store.ts";
import { type Check, error, type Finding, type Level, type Place } from "./finding.ts";

const CHECKS: readonly Check[] = [
  ...[checkNodeVersion, checkEnvironment, checkDisk, checkSecrets, checkPorts, checkCertificates],
  ...[checkFlow, checkOpcua, checkStores, checkModels, checkReleases],
];

export interface Diagnosis {
  readonly home: string;
  /** The worst of the findings. */
  readonly level: Level;
  readonly findings: readonly Finding[];
}

/**
 * Looks at a configuration as the next start would find it, and changes nothing.
 *
 * @param flowFile another flow than the one of the home folder
 */
export const diagnose = async (place: Omit<Place, "flow">, flowFile?: string): Promise<Diagnosis> => {
  const findings: Finding[] = [];
  let flow: readonly FlowNode[] = [];
  try {
    flow = flowFile === undefined ? keptFlow(place.home) : readFlowFile(flowFile);
  } catch (thrown) {
    if (!(thrown instanceof TwinError)) throw thrown;
    const todo = `Correct it, or bring it back from ${join(place.home, "revisions")}`;
    findings.push(error("flow", thrown.message, todo));
  }
  const env = runtimeEnv(place);
  for (const check of CHECKS) findings.push(...(await check({ ...place, env, flow })));
  return { home: place.home, level: worst(findings), findings };
};

/** A release brings variables; the addresses of the demo plant are set by `twinloom start` alone, which runs none. */
const runtimeEnv = ({ home, env }: Omit<Place, "flow">): Place["env"] =>
  existsSync(stateFile(home)) ? { ...settingsOf(home), ...env } : { ...plantDefaults(env), ...env };

const worst = (findings: readonly Finding[]): Level => {
  const levels = new Set(findings.map(({ level }) => level));
  return levels.has("error") ? "error" : levels.has("warning") ? "warning" : "ok";
};
