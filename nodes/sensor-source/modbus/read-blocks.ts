import { type DataType, registersOf } from "../register-types.ts";

/** A number to be read: where it starts and what it is. */
export interface RegisterItem {
  readonly address: number;
  readonly dataType: DataType;
}

/** One request: `length` registers from `address`, and the items that lie in them. */
export interface ReadBlock<T extends RegisterItem> {
  readonly address: number;
  readonly length: number;
  readonly items: readonly T[];
}

/** Modbus application protocol 1.1b3, section 6.3: at most 125 registers a request. */
const MAX_REGISTERS = 125;

/**
 * Merges items whose registers touch or overlap into as few requests as possible. Registers that nobody asked for are not
 * read, since a device may refuse them; a number is never cut.
 */
export const readBlocks = <T extends RegisterItem>(items: readonly T[]): ReadBlock<T>[] => {
  const sorted = [...items].sort((a, b) => a.address - b.address);
  const blocks: { address: number; length: number; items: T[] }[] = [];
  for (const item of sorted) {
    const end = item.address + registersOf[item.dataType];
    const last = blocks.at(-1);
    if (last && item.address <= last.address + last.length && end - last.address <= MAX_REGISTERS) {
      last.length = Math.max(last.length, end - last.address);
      last.items.push(item);
    } else blocks.push({ address: item.address, length: end - item.address, items: [item] });
  }
  return blocks;
};
