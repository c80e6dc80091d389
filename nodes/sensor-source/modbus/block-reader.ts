import { GarbledAnswer, ModbusRefusal } from "./modbus-failures.ts";
import type { ReadRequest } from "./read-answer.ts";
import { type ReadBlock, readBlocks } from "./read-blocks.ts";
import { itemValue, type RowItem } from "./register-item.ts";

export type Read = (request: ReadRequest) => Promise<Uint8Array>;

/** What one reading of all items gave. */
export interface ReadAll<T> {
  /** undefined: the answer did not hold it. */
  readonly values: ReadonlyMap<T, number | undefined>;
  readonly failures: ReadonlyMap<T, ModbusRefusal | GarbledAnswer>;
}

/**
 * Reads items of one device in as few requests as it allows. A refused request is divided: first where it reads over gaps, then in
 * halves. Where that finds no item at fault, the gaps were: they are left out from then on.
 */
export const blockReader = <T extends RowItem>(unitId: number, items: readonly T[], gap: number) => {
  let allowedGap = gap;
  let left: { has(item: T): boolean } = new Set<T>();
  let blocks = readBlocks(items, allowedGap);

  const plan = (): void => {
    blocks = readBlocks(
      items.filter((item) => !left.has(item)),
      allowedGap,
    );
  };

  /** A garbled answer is asked for once more: on a serial line noise is no news. */
  const ask = async (read: Read, { table, address, length }: ReadBlock<T>): Promise<Uint8Array> => {
    const request = { unitId, table, address, length };
    try {
      return await read(request);
    } catch (thrown) {
      if (thrown instanceof GarbledAnswer) return read(request);
      throw thrown;
    }
  };

  const readBlock = async (
    read: Read,
    block: ReadBlock<T>,
    values: Map<T, number | undefined>,
    failures: Map<T, ModbusRefusal | GarbledAnswer>,
  ): Promise<boolean> => {
    try {
      const bytes = await ask(read, block);
      for (const item of block.items) values.set(item, itemValue(bytes, block, item));
      return true;
    } catch (thrown) {
      if (!(thrown instanceof ModbusRefusal || thrown instanceof GarbledAnswer)) throw thrown;
      if (thrown instanceof GarbledAnswer || block.items.length === 1) {
        for (const item of block.items) failures.set(item, thrown);
      } else for (const part of divided(block)) await readBlock(read, part, values, failures);
      return false;
    }
  };

  return {
    readAll: async (read: Read): Promise<ReadAll<T>> => {
      const values = new Map<T, number | undefined>();
      const failures = new Map<T, ModbusRefusal | GarbledAnswer>();
      let refused = false;
      for (const block of blocks) if (!(await readBlock(read, block, values, failures))) refused = true;
      if (refused && failures.size === 0) {
        allowedGap = 0;
        plan();
      }
      return { values, failures };
    },
    leaveOut: (missing: { has(item: T): boolean }): void => {
      left = missing;
      plan();
    },
    reset: (): void => {
      allowedGap = gap;
      plan();
    },
  };
};

const divided = <T extends RowItem>({ items }: ReadBlock<T>): ReadBlock<T>[] => {
  const close = readBlocks(items);
  if (close.length > 1) return close;
  const half = items.length >> 1;
  return [...readBlocks(items.slice(0, half)), ...readBlocks(items.slice(half))];
};
