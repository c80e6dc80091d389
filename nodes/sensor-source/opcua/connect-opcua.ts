import type { OPCUAClient } from "node-opcua-client";
import { TwinError } from "../../../models/errors/twin-error.ts";
import { asTwinError } from "../../kit/errors.ts";
import { backoff } from "../backoff.ts";
import { sourceErrors } from "../errors.ts";
import type { Connect } from "../source.ts";
import { explainFailure } from "./explain-failure.ts";
import { loadLibrary } from "./library.ts";
import { monitorTags } from "./monitor-tags.ts";
import { makeClient, openSession } from "./open-session.ts";
import { trustList } from "./trust-list.ts";

/** How long a subscription in the making is waited for before the client is disconnected. */
const MAKING_MS = 2_000;
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
  if ((config.opcuaSecurityMode === "None") !== (config.opcuaSecurityPolicy === "None")) {
    const reason = "security mode and policy are None together, or neither";
    throw new TwinError(sourceErrors.badSetting, { field: "opcuaSecurityPolicy", reason });
  }
  const pause = backoff(world.random);
  let stopTimer: (() => void) | undefined;
  let release: () => Promise<void> = async () => undefined;
  let settledMs = 0;
  let closed = false;

  const away = (reason: string): TwinError => new TwinError(sourceErrors.serverAway, { server, reason });
  /** What the user has to mend stands in the status until it is mended. */
  const down = (error: TwinError): void => {
    if (closed) return;
    const { status } = error.details;
    source.trouble(error);
    if (typeof status === "string") source.link("failed", status);
    else source.link("reconnecting");
  };
  const up = (): void => {
    settledMs = world.clock.nowMs() + SETTLE_MS;
    source.link("up");
  };

  const watch = (client: OPCUAClient): void => {
    client.on("backoff", () => down(away("no answer")));
    client.on("connection_lost", () => down(away("the connection was lost")));
    client.on("connection_reestablished", up);
  };

  /** Closes what is open and starts again after a pause; once for each start. */
  const restartOnce = (): ((error: TwinError) => void) => {
    let done = false;
    return (error) => {
      if (done || closed) return;
      done = true;
      down(error);
      const old = release;
      release = async () => undefined;
      void old().catch(() => undefined);
      stopTimer = world.clock.schedule(pause.nextMs(), start);
    };
  };

  const open = async (restart: ReturnType<typeof restartOnce>): Promise<void> => {
    const library = await loadLibrary();
    const trust = await trustList(world.homeFolder, config.opcuaTrustUnknown);
    if (closed) return;
    const client = makeClient(library, source, trust);
    let made: Promise<unknown> = Promise.resolve();
    release = async () => {
      let cancel = (): void => undefined;
      const longEnough = new Promise<void>((resolve) => {
        cancel = world.clock.schedule(MAKING_MS, resolve);
      });
      await Promise.race([made, longEnough]);
      cancel();
      await client.disconnect();
    };
    watch(client);
    try {
      const { session, subscription } = await openSession(library, source, client, (asked) => {
        made = asked.catch(() => undefined);
      });
      subscription.on("terminated", () => restart(away("it dropped the subscription")));
      session.on("session_closed", () => restart(away("it closed the session")));
      const stopAsking = await monitorTags(
        library,
        source,
        session,
        subscription,
        () => world.clock.nowMs() < settledMs,
      );
      release = async () => {
        stopAsking();
        await client.closeSession(session, true).catch(() => undefined);
        await client.disconnect();
      };
      pause.reset();
      up();
    } catch (thrown) {
      restart(await explainFailure({ library, config, client, trust }, thrown));
    }
  };

  const start = (): void => {
    const restart = restartOnce();
    open(restart).catch((thrown: unknown) => restart(asTwinError(thrown)));
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
