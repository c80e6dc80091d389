import type { TwinError } from "../../../models/errors/twin-error.ts";
import type { Random } from "../../../models/random/random.ts";
import type { Clock } from "../../kit/clock.ts";
import { asTwinError } from "../../kit/errors.ts";
import type { RemoteRollUps } from "../remote-roll-ups/remote-roll-ups.ts";
import { backOffMs } from "./back-off.ts";
import type { Outbox } from "./outbox.ts";
import type { Quarantine } from "./quarantine.ts";
import type { Remote } from "./remote.ts";
import { type Refused, sendSplitting } from "./send-splitting.ts";

export interface DrainOptions {
  readonly outbox: Outbox;
  readonly quarantine: Quarantine;
  readonly remote: Remote;
  readonly clock: Clock;
  readonly random: Random;
  /** The server is away (a reason) or back (""); `error` if the trouble is here and not there. */
  readonly onAway: (reason: string, error?: TwinError) => void;
  readonly onRefused: (refused: readonly Refused[]) => void;
  readonly rollUps: Pick<RemoteRollUps, "note" | "step">;
}

/** Sends what is in the outbox, one request at a time, in the order that the outbox gives; roll-ups are made while nothing waits. */
export const createDrain = (options: DrainOptions) => {
  const { outbox, quarantine, remote, clock, random, onAway, onRefused, rollUps } = options;
  let running: Promise<void> | undefined;
  let stopWaiting: (() => void) | undefined;
  let again = false;
  let ready = false;
  let attempts = 0;
  let closed = false;

  const away = (reason: string, retryAfterMs?: number, error?: TwinError): void => {
    ready = false;
    attempts += 1;
    onAway(reason, error);
    if (closed) return;
    stopWaiting = clock.schedule(backOffMs(attempts, random, retryAfterMs), () => {
      stopWaiting = undefined;
      wake();
    });
  };

  const back = (): void => {
    attempts = 0;
    onAway("");
  };

  /** False when it must wait before the next try. */
  const sendOne = async (): Promise<boolean> => {
    if (!ready) {
      const prepared = await remote.prepare();
      if (prepared.kind !== "taken") {
        away(prepared.reason, prepared.kind === "away" ? prepared.retryAfterMs : undefined);
        return false;
      }
      ready = true;
      outbox.resume();
      back();
    }
    const batch = outbox.next();
    if (!batch) return rollUps.step();
    const isNoted = await rollUps.note(batch.points);
    const outcome = await sendSplitting(batch.points, remote.send);
    if (outcome.kind === "away") {
      away(outcome.reason, outcome.retryAfterMs);
      return false;
    }
    await outbox.done(batch, () => quarantine.add(outcome.refused));
    // the file was full, and what was sent has made room
    if (!isNoted) await rollUps.note(batch.points);
    back();
    if (outcome.refused.length > 0) onRefused(outcome.refused);
    return true;
  };

  const run = async (): Promise<void> => {
    try {
      while (!closed && (await sendOne()));
    } catch (thrown) {
      const error = asTwinError(thrown);
      away(error.message, 0, error);
    }
  };

  const wake = (): void => {
    // what was added in the moment in which it ends must not wait for the next
    again = running !== undefined;
    if (closed || running !== undefined || stopWaiting !== undefined) return;
    running = run().finally(() => {
      running = undefined;
      if (again) wake();
    });
  };

  return {
    /** Something was added; does nothing while it is sending or waits before a further try. */
    wake,
    /** Resolves when the request under way has ended. */
    close: async (): Promise<void> => {
      closed = true;
      stopWaiting?.();
      await running;
    },
  };
};
