import { fork } from "node:child_process";
import { sourceFile } from "../start/layout.ts";
import type { RunRequest } from "./prepare-run.ts";
import type { Taken } from "./take-over.ts";

/**
 * Prepares a run in a process that ends then: checking flows and releases takes code that would otherwise lie in the memory of an
 * edge box for as long as the plant runs.
 *
 * @returns exit code where it can't be; why has been told
 */
export const prepareApart = (request: RunRequest): Promise<Taken | number> =>
  new Promise((resolve, reject) => {
    const child = fork(sourceFile("scripts/edge/preparation"), { execArgv: ["--disable-warning=ExperimentalWarning"] });
    let taken: Taken | undefined;
    child.once("error", reject);
    child.once("message", (put: Taken) => {
      taken = put;
    });
    child.once("close", (code) => resolve(taken ?? code ?? 1));
    child.send(request);
  });
