import { createServer } from "node:net";
import { TwinError } from "../../models/errors/twin-error.ts";
import { startErrors } from "./errors.ts";

export interface PortUse {
  readonly what: string;
  /** Environment variable and command line option that set it. */
  readonly option: string;
  readonly host: string;
  readonly port: string;
}

/** @throws TwinError TWIN-START-001, -002 or -006 for the first port that can't be had */
export const checkPorts = async (uses: readonly PortUse[]): Promise<void> => {
  for (const { what, option, host, port } of uses) {
    const number = Number(port);
    if (!Number.isInteger(number) || number < 1 || number > 65535) {
      throw new TwinError(startErrors.badPort, { option, value: port });
    }
    const problem = await tryToListen(number, host);
    if (problem?.code === "EADDRINUSE") throw new TwinError(startErrors.portTaken, { what, option, port: number });
    if (problem) {
      const details = { what, option, host, port: number, reason: problem.message };
      throw new TwinError(startErrors.cannotListen, details, problem);
    }
  }
};

const tryToListen = (port: number, host: string): Promise<NodeJS.ErrnoException | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", resolve);
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });
