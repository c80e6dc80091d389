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

/** @throws TwinError TWIN-START-001 or -002 for the first port that can't be had */
export const checkPorts = async (uses: readonly PortUse[]): Promise<void> => {
  for (const { what, option, host, port } of uses) {
    const number = Number(port);
    if (!Number.isInteger(number) || number < 1 || number > 65535) {
      throw new TwinError(startErrors.badPort, { option, value: port });
    }
    if (!(await isFree(number, host))) throw new TwinError(startErrors.portTaken, { what, option, port: number });
  }
};

const isFree = (port: number, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
