import { type ErrorEntry, TwinError } from "../../../models/errors/twin-error.ts";
import { QUALITY } from "../../../models/telemetry/quality.ts";
import { sourceErrors } from "../errors.ts";
import type { ChannelPlan } from "../plan.ts";
import { isRounded } from "../registers.ts";
import type { Source } from "../source.ts";
import { blockReader, type Read } from "./block-reader.ts";
import { GarbledAnswer, ModbusRefusal } from "./modbus-failures.ts";
import { type RowItem, registerItem } from "./register-item.ts";

interface Item extends RowItem {
  /** undefined: the time register. */
  readonly plan: ChannelPlan | undefined;
}

/** One device at a connection: the tags with its unit id. */
export interface DevicePoll {
  readonly unitId: number;
  /** Reads all tags once. @throws NoAnswer if the device is silent; any other error is the connection's */
  poll(read: Read): Promise<void>;
  /** The last value of each tag once more, bad: the device is silent or the connection is lost. */
  silent(): void;
  /** After a new connection everything is tried anew. */
  reset(): void;
}

/** How long a tag that the device does not have is left out before it is asked for again. */
const ASK_AGAIN_MS = 60_000;

/** Exceptions 1 to 3: illegal function, data address, data value. Any other, such as 6 (busy), may be over at the next poll. */
const NOT_THERE: ReadonlySet<number> = new Set([1, 2, 3]);

/**
 * Where a device refuses a merged request, it is divided until only the wrong address stands alone: that costs only its own tag. A tag
 * that can't be read sends its last value once more as bad. A poll that finds the time register unchanged is the same sample again
 * and is skipped.
 */
export const devicePoll = (source: Source, unitId: number, plans: readonly ChannelPlan[]): DevicePoll => {
  const { config, world } = source;
  const items: Item[] = plans.flatMap((plan) => (plan.row ? [{ ...registerItem(plan.row, config), plan }] : []));
  const time: Item | undefined =
    config.modbusTime === "register"
      ? {
          unitId,
          table: config.modbusTable,
          address: config.modbusTimeAddress,
          ...{ dataType: "float64", wordOrder: "big", bit: 0, plan: undefined },
        }
      : undefined;
  const reader = blockReader(unitId, time ? [...items, time] : items, config.modbusGap);
  const missingSince = new Map<Item, number>();
  const lastGood = new Map<Item, number>();
  let lastTimeMs: number | undefined;

  const tagOf = (item: Item): string => item.plan?.tag ?? "time";
  const report = (entry: ErrorEntry, details: Record<string, string | number>, key?: string): void =>
    source.trouble(new TwinError(entry, details), key);

  const bad = (item: Item, atMs: number): void => {
    const value = lastGood.get(item);
    lastGood.delete(item);
    if (value !== undefined && item.plan) source.take(item.plan, "", value, atMs, QUALITY.bad);
  };

  const giveUp = (item: Item, reason: string): void => {
    missingSince.set(item, world.clock.nowMs());
    source.tagUnknown(tagOf(item), true);
    const details = { tag: tagOf(item), reason: `register ${item.address}: ${reason}` };
    report(sourceErrors.unknownTag, details, `${unitId} ${tagOf(item)}`);
  };

  const failed = (failures: ReadonlyMap<Item, Error>): void => {
    for (const [item, failure] of failures) {
      if (failure instanceof ModbusRefusal && NOT_THERE.has(failure.exceptionCode)) giveUp(item, failure.message);
      else if (failure instanceof ModbusRefusal || failure instanceof GarbledAnswer)
        report(sourceErrors.readFailed, { what: tagOf(item), reason: failure.message });
    }
  };

  const take = (item: Item, value: number | undefined, timeMs: number | undefined): void => {
    if (!item.plan) return;
    const rounded = value !== undefined && isRounded(value, item.dataType);
    if (rounded) report(sourceErrors.roundedInteger, { tag: item.plan.tag, value }, `rounded ${item.plan.tag}`);
    source.take(item.plan, "", value, timeMs, rounded ? QUALITY.uncertain : QUALITY.good);
    if (value !== undefined && Number.isFinite(value)) lastGood.set(item, value);
  };

  /** Tags that were missing are asked for again after their pause. */
  const wanted = (): void => {
    const nowMs = world.clock.nowMs();
    for (const [item, sinceMs] of missingSince) {
      if (nowMs - sinceMs < ASK_AGAIN_MS) continue;
      missingSince.delete(item);
      source.tagUnknown(tagOf(item), false);
    }
    reader.leaveOut(missingSince);
  };

  return {
    unitId,
    poll: async (read) => {
      if (missingSince.size > 0) wanted();
      const polledMs = world.clock.nowMs();
      const { values, failures } = await reader.readAll(read);
      if (failures.size > 0) failed(failures);
      const timeMs = time ? values.get(time) : polledMs;
      const isNew = !time || timeMs === undefined || timeMs !== lastTimeMs;
      if (!isNew) return;
      lastTimeMs = timeMs;
      if (timeMs !== undefined) for (const item of [...lastGood.keys()]) if (!values.has(item)) bad(item, timeMs);
      for (const [item, value] of values) take(item, value, timeMs);
    },
    silent: () => {
      // The device's own time stands still: the next good reading must be newer than this one.
      if (!time) for (const item of [...lastGood.keys()]) bad(item, world.clock.nowMs());
    },
    reset: reader.reset,
  };
};
