import { TwinError } from "../../../models/errors/twin-error.ts";
import { sourceErrors } from "../errors.ts";
import type { ChannelPlan } from "../plan.ts";
import type { DataType, WordOrder } from "../register-types.ts";
import { readRegisters } from "../registers.ts";
import type { Source } from "../source.ts";
import { type ModbusLink, ModbusRefusal } from "./modbus-link.ts";
import { type ReadBlock, readBlocks } from "./read-blocks.ts";

interface Item {
  readonly address: number;
  readonly dataType: DataType;
  readonly wordOrder: WordOrder;
  /** undefined: the time register. */
  readonly plan: ChannelPlan | undefined;
}

/** How long a tag that the device does not have is left out before it is asked for again. */
const ASK_AGAIN_MS = 60_000;

/** Exceptions 1 to 3: illegal function, data address, data value. Any other, such as 6 (busy), may be over at the next poll. */
const NOT_THERE: ReadonlySet<number> = new Set([1, 2, 3]);

/**
 * Reads all tags once per call. Where a device refuses a merged request, its tags are asked for one by one, so that a wrong address
 * costs only its own tag. A poll that finds the time register unchanged is the same sample again and is skipped.
 */
export const poller = (source: Source) => {
  const { config, plan, world } = source;
  const hasTime = config.modbusTime === "register";
  const items: Item[] = plan.rows.flatMap((row) =>
    row.row ? [{ address: row.row.address, dataType: row.row.dataType, wordOrder: row.row.wordOrder, plan: row }] : [],
  );
  if (hasTime)
    items.push({ address: config.modbusTimeAddress, dataType: "float64", wordOrder: "big", plan: undefined });
  const missingSince = new Map<Item, number>();
  let blocks = readBlocks(items);
  let lastTimeMs: number | undefined;

  const refused = (item: Item, refusal: ModbusRefusal): void => {
    if (NOT_THERE.has(refusal.exceptionCode)) {
      giveUp(item, refusal);
      return;
    }
    const what = item.plan?.tag ?? "time";
    source.trouble(new TwinError(sourceErrors.readFailed, { what, reason: refusal.message }));
  };

  const giveUp = (item: Item, refusal: ModbusRefusal): void => {
    missingSince.set(item, world.clock.nowMs());
    const tag = item.plan?.tag ?? "time";
    source.tagUnknown(tag, true);
    const reason = `register ${item.address}: ${refusal.message}`;
    source.trouble(new TwinError(sourceErrors.unknownTag, { tag, reason }), tag);
  };

  const readBlock = async (
    link: ModbusLink,
    block: ReadBlock<Item>,
    values: Map<Item, number | undefined>,
  ): Promise<void> => {
    try {
      const bytes = await link.read(block.address, block.length);
      for (const item of block.items) {
        values.set(item, readRegisters(bytes, item.address - block.address, item.dataType, item.wordOrder));
      }
    } catch (thrown) {
      if (!(thrown instanceof ModbusRefusal)) throw thrown;
      const [only] = block.items;
      if (block.items.length === 1 && only) refused(only, thrown);
      else
        for (const item of block.items) for (const single of readBlocks([item])) await readBlock(link, single, values);
    }
  };

  /** Leaves out what the device refused, until its pause is over. */
  const replan = (): void => {
    const nowMs = world.clock.nowMs();
    for (const [item, sinceMs] of missingSince) {
      if (nowMs - sinceMs < ASK_AGAIN_MS) continue;
      missingSince.delete(item);
      source.tagUnknown(item.plan?.tag ?? "time", false);
    }
    blocks = readBlocks(items.filter((item) => !missingSince.has(item)));
  };

  return async (link: ModbusLink): Promise<void> => {
    if (missingSince.size > 0) replan();
    const polledMs = world.clock.nowMs();
    const values = new Map<Item, number | undefined>();
    for (const block of blocks) await readBlock(link, block, values);
    const time = hasTime ? timeOf(values) : polledMs;
    if (hasTime && time !== undefined && time === lastTimeMs) return;
    lastTimeMs = time;
    for (const [item, value] of values) if (item.plan) source.take(item.plan, "", value, time);
  };
};

const timeOf = (values: ReadonlyMap<Item, number | undefined>): number | undefined => {
  for (const [item, value] of values) if (!item.plan) return value;
  return undefined;
};
