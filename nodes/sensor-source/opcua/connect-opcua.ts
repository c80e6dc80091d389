import type { DataValue, OPCUAClient } from "node-opcua-client";
import { TwinError } from "../../../models/errors/twin-error.ts";
import type { Clock } from "../../kit/clock.ts";
import { asTwinError } from "../../kit/errors.ts";
import { backoff } from "../backoff.ts";
import { sourceErrors } from "../errors.ts";
import type { ChannelPlan } from "../plan.ts";
import type { Connect } from "../source.ts";
import { backfill, type Gap } from "./backfill.ts";
import { checkServer } from "./check-server.ts";
import { explainFailure } from "./explain-failure.ts";
import { holdLive } from "./hold-live.ts";
import { loadLibrary } from "./library.ts";
import { monitorTags, nodeIdsOf } from "./monitor-tags.ts";
import { makeClient, openSession } from "./open-session.ts";
import { takeValue } from "./take-value.ts";
import { trustList } from "./trust-list.ts";
import { watchSilence } from "./watch-silence.ts";

/** How long a subscription in the making is waited for before the client is disconnected. */
const MAKING_MS = 2_000;
/** After a reconnect, values that were sent before come again; this long they are no duplicates to complain of. */
const SETTLE_MS = 10_000;

/** A server that does not answer is left without a farewell. */
const PARTING_MS = 2000;

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
  checkServer(config);
  const pause = backoff(world.random);
  let stopTimer: (() => void) | undefined;
  let release: () => Promise<void> = async () => undefined;
  let settledMs = 0;
  /** Newest source time of each tag, and what it was when the link broke. */
  const newest = new Map<ChannelPlan, number>();
  let gap: Gap | undefined;
  let fill: () => Promise<void> = async () => undefined;
  let closed = false;

  const take = (channel: ChannelPlan, value: DataValue, again: boolean): void => {
    const atMs = value.sourceTimestamp?.getTime() ?? 0;
    if (atMs > (newest.get(channel) ?? 0)) newest.set(channel, atMs);
    takeValue(source, channel, value, again);
  };
  // what was held while the gap was filled may be in the server's history too
  const held = holdLive<{ readonly channel: ChannelPlan; readonly value: DataValue }>(
    config.bufferSamples,
    ({ channel, value }) => take(channel, value, true),
  );

  const away = (reason: string): TwinError => new TwinError(sourceErrors.serverAway, { server, reason });
  /** What the user has to mend stands in the status until it is mended. */
  const down = (error: TwinError): void => {
    if (closed) return;
    gap ??= new Map(newest);
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
    client.on("connection_reestablished", () => {
      up();
      void fill();
    });
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
      const nodeIds = await nodeIdsOf(library, source, session);
      let released = false;
      const taken = (channel: ChannelPlan, value: DataValue, again: boolean): void => {
        if (!released) take(channel, value, again);
      };
      const takenLive = (channel: ChannelPlan, value: DataValue): void => {
        if (released || (gap && config.opcuaBackfill && held.hold({ channel, value }))) return;
        take(channel, value, world.clock.nowMs() < settledMs);
      };
      fill = async () => {
        const missed = gap;
        if (!missed) return;
        const fromHistory = (channel: ChannelPlan, value: DataValue): void => taken(channel, value, true);
        const done = !config.opcuaBackfill || (await backfill(library, source, session, nodeIds, missed, fromHistory));
        if (done) gap = undefined;
        held.giveAll();
      };
      // before the first new value, so that the flow gets all in order
      await fill();
      const stopAsking = await monitorTags(library, source, session, subscription, nodeIds, takenLive);
      const stopWatch = watchSilence(world.clock, client, subscription, () => restart(away("it fell silent")));
      release = async () => {
        released = true;
        stopWatch();
        stopAsking();
        const parting = client.closeSession(session, true).catch(() => undefined);
        await Promise.race([parting, pauseOf(PARTING_MS, world.clock)]);
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
      held.giveAll();
      await release();
    },
  };
};

const pauseOf = (ms: number, clock: Clock): Promise<void> =>
  new Promise((resolve) => {
    clock.schedule(ms, resolve);
  });
