import type { DataType, WordOrder } from "../register-types.ts";
import { readRegisters } from "../registers.ts";
import type { SourceConfig, TagRow } from "../schema.ts";
import type { ReadBlock, RegisterItem } from "./read-blocks.ts";
import { isBits, type Table } from "./tables.ts";

/** What a row of the tags reads. */
export interface RowItem extends RegisterItem {
  readonly unitId: number;
  readonly dataType: DataType;
  readonly wordOrder: WordOrder;
  readonly bit: number;
}

/** A row names its unit and table only where they are not the node's. */
export const registerItem = (row: TagRow, config: SourceConfig): RowItem => ({
  unitId: row.unitId === "" ? config.modbusUnitId : Number(row.unitId),
  table: row.table === "node" ? config.modbusTable : (row.table satisfies Table),
  address: row.address,
  dataType: row.dataType,
  wordOrder: row.wordOrder,
  bit: row.bit,
});

/** The number of an item in the answer to its block. */
export const itemValue = (
  bytes: Uint8Array,
  block: ReadBlock<RegisterItem>,
  item: Omit<RowItem, "unitId">,
  order = item.wordOrder,
): number | undefined => {
  const at = item.address - block.address;
  if (!isBits(item.table)) return readRegisters(bytes, at, item.dataType, order, item.bit);
  const byte = bytes[at >> 3];
  return byte === undefined ? undefined : (byte >> (at & 7)) & 1;
};
