import type { DataType } from "../register-types.ts";
import { registersOf } from "../register-types.ts";
import { isBits, mostOf, type Table } from "./tables.ts";

/** A number to be read: where it stands and what it is. */
export interface RegisterItem {
  readonly table: Table;
  /** Of its first register or coil, counted from 0. */
  readonly address: number;
  readonly dataType: DataType;
}

/** One request: `length` registers or coils from `address`, and the items that lie in them. */
export interface ReadBlock<T extends RegisterItem> {
  readonly table: Table;
  readonly address: number;
  readonly length: number;
  readonly items: readonly T[];
}

/** Registers that an item takes; a coil is one. */
export const lengthOf = ({ table, dataType }: RegisterItem): number => (isBits(table) ? 1 : registersOf[dataType]);

/**
 * Merges items of a table whose registers touch or overlap into as few requests as possible; a number is never cut.
 *
 * @param gap so many registers that nobody asked for may be read along; a device may refuse them
 */
export const readBlocks = <T extends RegisterItem>(items: readonly T[], gap = 0): ReadBlock<T>[] => {
  const sorted = [...items].sort((a, b) => (a.table === b.table ? a.address - b.address : a.table < b.table ? -1 : 1));
  const blocks: { table: Table; address: number; length: number; items: T[] }[] = [];
  for (const item of sorted) {
    const { table, address } = item;
    const end = address + lengthOf(item);
    const last = blocks.at(-1);
    const near = last?.table === table && address <= last.address + last.length + gap;
    if (last && near && end - last.address <= mostOf(table)) {
      last.length = Math.max(last.length, end - last.address);
      last.items.push(item);
    } else blocks.push({ table, address, length: end - address, items: [item] });
  }
  return blocks;
};
