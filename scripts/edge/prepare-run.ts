import { resolve } from "node:path";
import { TwinError } from "../../models/errors/twin-error.ts";
import { installRelease } from "../release/install-release.ts";
import { isRelease } from "../release/is-release.ts";
import { flowToRun, hasFlow } from "../revisions/running-flow.ts";
import { checkPorts } from "../start/ports.ts";
import { edgeErrors } from "./errors.ts";
import { servesPages } from "./palettes.ts";
import { takeFlowFile } from "./take-flow-file.ts";
import { type Taken, takeOver } from "./take-over.ts";
import type { Tell } from "./tell.ts";

/** What `twinloom run` was asked for. */
export interface RunRequest {
  /** A flow or a release; without one what was installed or deployed last. */
  readonly file?: string;
  readonly home: string;
  readonly host: string;
  readonly port: string;
  readonly healthHost: string;
  readonly healthPort: string;
  /** Why the file is to run in spite of failed checks; empty: it isn't. */
  readonly override: string;
  /** File with the public key of who signed the release, to be trusted from now on. */
  readonly trust?: string;
}

/**
 * Puts in place what is to run, if all of it can run here.
 *
 * @throws TwinError what says why it can't: TWIN-EDGE, TWIN-RELEASE, TWIN-REV, TWIN-START; all then is as it was
 */
export const prepareRun = async (request: RunRequest, tell: Tell): Promise<Taken> => {
  const { home } = request;
  const health = { host: request.healthHost, port: request.healthPort };
  // before anything is put in place: a second one beside the one that runs must leave all as it is
  await checkPorts([{ what: "health addresses", option: "--health-port", ...health }]);
  const file = request.file === undefined ? undefined : resolve(request.file);
  const release = file !== undefined && isRelease(file);
  if (release) await installRelease(file, home, request.trust);
  const taken = await takeOver(home, tell);
  if (request.file !== undefined && !release) await takeFlowFile(home, request.file, request.override);
  if (!hasFlow(home)) throw new TwinError(edgeErrors.noFlow, { home });
  if (servesPages(flowToRun(home))) {
    await checkPorts([{ what: "flow's pages", option: "--port", host: request.host, port: request.port }]);
  }
  return taken;
};
