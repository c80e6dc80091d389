import { TwinError } from "../../../models/errors/twin-error.ts";
import { backoff } from "../backoff.ts";
import { sourceErrors } from "../errors.ts";
import type { Connect } from "../source.ts";
import { type ModbusLink, openModbus } from "./modbus-link.ts";
import { poller } from "./poll.ts";

/**
 * Polls the registers of a Modbus TCP device, one request after another; after a lost connection it connects again, with
 * growing pauses.
 *
 * @throws TwinError TWIN-SOURCE-005 without tags
 */
export const connectModbus: Connect = (source) => {
  const { config, world } = source;
  if (source.plan.rows.length === 0) throw new TwinError(sourceErrors.noTags, { protocol: "Modbus TCP" });
  const poll = poller(source);
  const pause = backoff(world.random);
  let link: ModbusLink | undefined;
  let stopTimer: (() => void) | undefined;
  let closed = false;

  const lose = (thrown: unknown): void => {
    link?.close();
    link = undefined;
    if (closed) return;
    const server = `${config.modbusHost}:${config.modbusPort}`;
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    source.link("reconnecting");
    source.trouble(new TwinError(sourceErrors.serverAway, { server, reason }, thrown));
    stopTimer = world.clock.schedule(pause.nextMs(), run);
  };

  const once = async (): Promise<void> => {
    const startedMs = world.clock.nowMs();
    if (!link) {
      link = await openModbus(config);
      if (closed) link.close();
    }
    await poll(link);
    if (closed) return;
    pause.reset();
    source.link("up");
    const waitMs = Math.max(0, config.modbusPollMs - (world.clock.nowMs() - startedMs));
    stopTimer = world.clock.schedule(waitMs, run);
  };

  const run = (): void => {
    once().catch(lose);
  };

  run();
  return {
    close: () => {
      closed = true;
      stopTimer?.();
      link?.close();
    },
  };
};
