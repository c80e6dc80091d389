import { TwinError } from "../../../models/errors/twin-error.ts";
import type { Random } from "../../../models/random/random.ts";
import type { Clock } from "../../kit/clock.ts";
import type { Point, StoreHealth, TwinStore } from "../../kit/store.ts";
import { checkNames } from "../check-point.ts";
import { checkQuery } from "../check-query.ts";
import { remoteRollUps } from "../remote-roll-ups/remote-roll-ups.ts";
import { type LocalOptions, openLocal } from "../sqlite/open-local.ts";
import { createDrain } from "./drain.ts";
import { createOutbox, type OutboxOptions } from "./outbox.ts";
import { pointChecker } from "./payload.ts";
import { createQuarantine } from "./quarantine.ts";
import type { Remote } from "./remote.ts";
import { createReporter } from "./reporter.ts";

export interface RemoteStoreOptions extends LocalOptions, OutboxOptions {
  readonly clock: Clock;
  readonly random: Random;
  /** How often roll-ups are made on the server; absent: each half minute. */
  readonly rollUpEveryMs?: number;
}

/** So many points waiting at a server that answers mean that it is too slow. */
const BEHIND_POINTS = 20_000;
const LONGEST_CLOSE_MS = 3000;
const ROLL_UP_EVERY_MS = 30_000;

/**
 * A twin store on a server. Points go through a durable outbox, so that `write` succeeds while the server is away; they are
 * read from the server. Documents stay in the local file: readable at once, whatever the server does.
 *
 * @throws TwinError TWIN-STORE-001, -004, -005
 */
export const openRemoteStore = (remote: Remote, options: RemoteStoreOptions): TwinStore => {
  const local = openLocal(options);
  const outbox = createOutbox(local, options, options.clock);
  const quarantine = createQuarantine(local, remote.url);
  const reporter = createReporter(remote.url, local.path, options);
  const check = pointChecker();
  const { rollUpEveryMs = ROLL_UP_EVERY_MS } = options;
  const rollUps = remoteRollUps(local, remote, options.clock, rollUpEveryMs);
  let awayReason = "";
  let refusing = "";
  let droppedTold = 0;

  const drain = createDrain({
    ...options,
    outbox,
    quarantine,
    remote,
    rollUps,
    onAway: (reason, error) => {
      awayReason = reason;
      reporter.away(reason, error);
    },
    onRefused: reporter.refused,
  });
  setImmediate(drain.wake);
  const stopLooking = options.clock.schedule(rollUpEveryMs, drain.wake, true);

  const write = async (points: readonly Point[]): Promise<void> => {
    local.refuseClosed();
    check(points);
    try {
      await outbox.add(points);
      refusing = "";
    } catch (error) {
      if (error instanceof TwinError) refusing = error.message;
      throw error;
    }
    reporter.dropped(outbox.dropped() - droppedTold);
    droppedTold = outbox.dropped();
    drain.wake();
  };

  const health = (): StoreHealth => {
    const progress = outbox.progress();
    const common = { backlog: progress.points, quarantined: quarantine.size(), outbox: progress };
    const lost = outbox.dropped() > 0 ? `${outbox.dropped()} of the oldest points were dropped` : "";
    if (refusing) return { ...common, state: "full", reason: refusing };
    if (awayReason) return { ...common, state: "away", reason: [awayReason, lost].filter(Boolean).join("; ") };
    return { ...common, state: progress.points > BEHIND_POINTS ? "behind" : "ok", reason: lost };
  };

  const close = async (): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LONGEST_CLOSE_MS);
    });
    stopLooking();
    local.commits.flush();
    await Promise.race([drain.close(), tooLong]);
    clearTimeout(timer);
    local.close();
  };

  return {
    ...local.documents,
    write,
    range: async (query) => {
      const checked = checkQuery(query);
      local.refuseClosed();
      if (checked.toMs <= checked.fromMs) return { timesMs: new Float64Array(), values: new Float64Array() };
      return rollUps.range(checked);
    },
    latest: async (measurement, tags) => {
      checkNames(measurement, tags);
      local.refuseClosed();
      return remote.latest(measurement, tags);
    },
    health,
    close,
  };
};
