import { connect } from "node:net";

const TRY_EVERY_MS = 50;
const MOST_TRIES = 400;

/**
 * Resolves when somebody listens on the port, or after 20 s without. Node-RED starts its flows and its server side by side: either
 * may be the first.
 */
export const untilListening = async (host: string, port: number): Promise<void> => {
  const address = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  for (let i = 0; i < MOST_TRIES && !(await answers(address, port)); i++) {
    await new Promise((resolve) => setTimeout(resolve, TRY_EVERY_MS));
  }
};

const answers = (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
