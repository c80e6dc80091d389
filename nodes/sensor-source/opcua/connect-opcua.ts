import type { OPCUAClient } from "node-opcua-client";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { backoff } from "../backoff.ts";
import { sourceErrors } from "../errors.ts";
import type { Connect } from "../source.ts";
import { monitorTags } from "./monitor-tags.ts";
import { makeClient, openSession } from "./open-session.ts";

/** After a reconnect, values that were sent before come again; this long they are no duplicates to complain of. */
const SETTLE_MS = 10_000;

/**
 * Subscribes to the tags of an OPC UA server. The client library repairs a broken connection and its subscription; where it can't (the
 * subscription was ended, the session refused), everything is closed and made anew, so that no tag is ever monitored twice.
 *
 * @throws TwinError TWIN-SOURCE-005 without tags, -006 for an endpoint that can't be used
 */
export const connectOpcua: Connect = (source) => {
  const { config, world, plan } = source;
  const server = config.opcuaEndpoint;
  if (plan.rows.length === 0) throw new TwinError(sourceErrors.noTags, { protocol: "OPC UA" });
  if (!/^opc\.tcp:\/\/[^/\s]+/.test(server)) {
    const reason = `${server} is not like opc.tcp://host:4840`;
    throw new TwinError(sourceErrors.badSetting, { field: "opcuaEndpoint", reason });
  }
  const pause = backoff(world.random);
  let stopTimer: (() => void) | undefined;
  let release: () => Promise<void> = async () => undefined;
  let settledMs = 0;
  let closed = false;

  const tell = (reason: string, refused = false): void => {
    if (!closed)
      source.trouble(new TwinError(refused ? sourceErrors.refused : sourceErrors.serverAway, { server, reason }));
  };
  const up = (): void => {
    settledMs = world.clock.nowMs() + SETTLE_MS;
    source.link("up");
  };

  const watch = (client: OPCUAClient): void => {
    client.on("backoff", () => {
      source.link("reconnecting");
      tell("no answer");
    });
    client.on("connection_lost", () => {
      source.link("reconnecting");
      tell("the connection was lost");
    });
    client.on("connection_reestablished", up);
  };

  /** Closes what is open and starts again after a pause; once for each start. */
  const restartOnce = (): ((reason: string, refused?: boolean) => void) => {
    let done = false;
    return (reason, refused) => {
      if (done || closed) return;
      done = true;
      source.link("reconnecting");
      tell(reason, refused);
      const old = release;
      release = async () => undefined;
      void old().catch(() => undefined);
      stopTimer = world.clock.schedule(pause.nextMs(), start);
    };
  };

  const open = async (restart: ReturnType<typeof restartOnce>): Promise<void> => {
    const library = await import("node-opcua-client");
    quieten(library);
    if (closed) return;
    const client = makeClient(library, source);
    release = () => client.disconnect();
    watch(client);
    const { session, subscription } = await openSession(library, source, client);
    subscription.on("terminated", () => restart("it dropped the subscription"));
    session.on("session_closed", () => restart("it closed the session"));
    const stopAsking = await monitorTags(library, source, session, subscription, () => world.clock.nowMs() < settledMs);
    release = async () => {
      stopAsking();
      await client.closeSession(session, true).catch(() => undefined);
      await client.disconnect();
    };
    pause.reset();
    up();
  };

  const start = (): void => {
    const restart = restartOnce();
    open(restart).catch((thrown: unknown) => restart(thrown instanceof Error ? thrown.message : String(thrown), true));
  };

  start();
  return {
    close: async () => {
      closed = true;
      stopTimer?.();
      await release();
    },
  };
};

/** The library writes to the console by itself; what matters is reported as errors with a code. */
const quieten = ({ setWarningLogger, setErrorLogger }: typeof import("node-opcua-client")): void => {
  setWarningLogger(() => undefined);
  setErrorLogger(() => undefined);
};
