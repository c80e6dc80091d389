import { once } from "node:events";
import { createServer } from "node:net";

/**
 * Below the ports that systems give to outgoing connections (Linux from 32768, others from 49152): one of those can be taken by
 * a client of the same test between this answer and the server's start.
 */
const [LOWEST, HIGHEST] = [20_000, 32_000];
/** Test processes that run side by side have ports of their own. */
const [lane = 0, lanes = 1] = (process.env["TWINLOOM_TEST_LANE"] ?? "0/1").split("/").map(Number);
const SHARE = Math.floor((HIGHEST - LOWEST) / lanes);
const FIRST = LOWEST + SHARE * lane;
const LAST = FIRST + SHARE;

let next = FIRST + Math.floor(Math.random() * (LAST - FIRST));

/** A loopback port that nobody listens on now, another one each time. */
export const freePort = async (): Promise<number> => {
  for (let tried = FIRST; tried < LAST; tried++) {
    const port = next;
    next = next + 1 < LAST ? next + 1 : FIRST;
    if (await isFree(port)) return port;
  }
  throw new Error(`every loopback port from ${FIRST} to ${LAST} is taken`);
};

const isFree = async (port: number): Promise<boolean> => {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
};
