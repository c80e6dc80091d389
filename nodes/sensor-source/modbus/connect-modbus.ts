import { TwinError } from "../../../models/errors/twin-error.ts";
import { backoff } from "../backoff.ts";
import { sourceErrors } from "../errors.ts";
import type { ChannelPlan } from "../plan.ts";
import type { Connect, Source } from "../source.ts";
import { devicePoll } from "./device-poll.ts";
import type { NoAnswer } from "./modbus-failures.ts";
import { type ModbusLink, openModbus } from "./modbus-link.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { type PollLoop, pollLoop } from "./poll-loop.ts";
import { probeLine } from "./probe-line.ts";
import { registerItem } from "./register-item.ts";

/**
 * Polls the registers of a Modbus device, or of several behind one gateway, each with one request at a time. After a lost connection,
 * or when none of them answers any more, it connects again, with growing pauses.
 *
 * @throws TwinError TWIN-SOURCE-005 without tags
 */
export const connectModbus: Connect = (source) => {
  const { config, world } = source;
  if (source.plan.rows.length === 0) throw new TwinError(sourceErrors.noTags, { protocol: "Modbus TCP" });
  const pause = backoff(world.random);
  const server = `${config.modbusHost}:${config.modbusPort}`;
  let link: ModbusLink | undefined;
  let probes: { close(): void } | undefined;
  let stopTimer: (() => void) | undefined;
  let shown: string | undefined;
  let closed = false;

  const closeLinks = (): void => {
    link?.close();
    probes?.close();
    link = undefined;
    probes = undefined;
  };

  const lose = (thrown: unknown): void => {
    closeLinks();
    if (closed) return;
    for (const loop of loops) loop.stop(true);
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    shown = undefined;
    source.link("reconnecting");
    source.trouble(new TwinError(sourceErrors.serverAway, { server, reason }, thrown));
    stopTimer?.();
    stopTimer = world.clock.schedule(pause.nextMs(), run);
  };

  const show = (): void => {
    const note = silentNote(loops);
    if (note === shown) return;
    shown = note;
    if (note === "") probes?.close();
    source.link("up", note);
  };

  const silent = (unitId: number, error: NoAnswer): void => {
    if (loops.every((loop) => loop.isSilent())) {
      lose(error);
      return;
    }
    const details = { server: `${server} unit ${unitId}`, reason: error.message };
    source.trouble(new TwinError(sourceErrors.serverAway, details, error), `silent ${unitId}`);
    show();
  };

  const loops: readonly PollLoop[] = [...plansByUnit(source)].map(([unitId, plans]) =>
    pollLoop(source, devicePoll(source, unitId, plans), {
      answered: () => {
        pause.reset();
        show();
      },
      silent: (error) => silent(unitId, error),
      lost: lose,
    }),
  );

  const open = async (): Promise<void> => {
    const opened = await openModbus(config, world.clock);
    if (closed) return opened.close();
    link = opened;
    const read = oneAtATime(opened.read);
    const line = probeLine(() => openModbus(config, world.clock), read);
    probes = line;
    // Behind a serial device server there is one line, however many connections.
    const probe = config.modbusFraming === "rtu" ? read : line.read;
    for (const loop of loops) loop.start(read, probe);
  };

  const run = (): void => {
    open().catch(lose);
  };

  run();
  return {
    close: () => {
      closed = true;
      stopTimer?.();
      for (const loop of loops) loop.stop(false);
      closeLinks();
    },
  };
};

const silentNote = (loops: readonly PollLoop[]): string => {
  const silent = loops.filter((loop) => loop.isSilent());
  const [first] = silent;
  if (!first) return "";
  return silent.length > 1 ? `${silent.length} units silent` : `unit ${first.unitId} silent`;
};

const plansByUnit = ({ plan, config }: Source): ReadonlyMap<number, readonly ChannelPlan[]> => {
  const units = new Map<number, ChannelPlan[]>();
  for (const row of plan.rows) {
    if (!row.row) continue;
    const { unitId } = registerItem(row.row, config);
    units.set(unitId, [...(units.get(unitId) ?? []), row]);
  }
  return units;
};
