import { TwinError } from "../../../models/errors/twin-error.ts";
import type { Question } from "../../kit/ask-server.ts";
import { systemClock } from "../../kit/clock.ts";
import { asTwinError } from "../../kit/errors.ts";
import { parseConfig } from "../../kit/parse-config.ts";
import { sourceErrors } from "../errors.ts";
import { WORD_ORDERS, type WordOrder } from "../register-types.ts";
import { schema, type TagRow } from "../schema.ts";
import { blockReader } from "./block-reader.ts";
import { NoAnswer } from "./modbus-failures.ts";
import { type ModbusLink, openModbus } from "./modbus-link.ts";
import { lengthOf } from "./read-blocks.ts";
import type { ReadRow } from "./read-row.ts";
import { itemValue, type RowItem, registerItem } from "./register-item.ts";
import { isBits } from "./tables.ts";

interface Asked extends RowItem {
  readonly row: TagRow;
}

const ORDERS = Object.keys(WORD_ORDERS) as WordOrder[];
const MOST_ROWS = 2000;

/**
 * Reads the rows of an open edit dialog once, over a connection of its own. A row that is wrong, refused or silent says why; the others are
 * read.
 *
 * @throws TwinError TWIN-SOURCE-040 where the device can't be reached
 */
export const readTable = async ({ config, about }: Question<typeof schema.fields>): Promise<ReadRow[]> => {
  const rows = Array.isArray(about["rows"]) ? about["rows"].slice(0, MOST_ROWS) : [];
  const asked = rows.map((row: unknown): Asked | string => {
    try {
      const [read] = parseConfig(schema, {
        protocol: "modbus",
        tags: [{ ...withoutChannel(row), channel: "any" }],
      }).tags;
      return read ? { ...registerItem(read, config), row: read } : "";
    } catch (thrown) {
      return asTwinError(thrown).message;
    }
  });
  const link = await openModbus(config, systemClock).catch((thrown: unknown) => {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new TwinError(
      sourceErrors.serverAway,
      { server: `${config.modbusHost}:${config.modbusPort}`, reason },
      thrown,
    );
  });
  try {
    const items = asked.filter((one) => typeof one !== "string");
    const found = new Map<Asked, ReadRow>();
    for (const unitId of new Set(items.map((item) => item.unitId))) {
      const own = items.filter((item) => item.unitId === unitId);
      for (const [item, row] of await readUnit(link, unitId, own, config.modbusGap)) found.set(item, row);
    }
    return asked.map((one) => (typeof one === "string" ? unread(one) : (found.get(one) ?? unread(""))));
  } finally {
    link.close();
  }
};

/** A row may be read before its channel has a name. */
const withoutChannel = (row: unknown): object => (typeof row === "object" && row !== null ? row : {});

const unread = (reason: string): ReadRow => ({ raw: "", values: [], reason });

const readUnit = async (
  link: ModbusLink,
  unitId: number,
  items: readonly Asked[],
  gap: number,
): Promise<Map<Asked, ReadRow>> => {
  const rows = new Map<Asked, ReadRow>();
  const blocks = new Map<Asked, { bytes: Uint8Array; address: number }>();
  const read: ModbusLink["read"] = async (request) => {
    const bytes = await link.read(request);
    for (const item of items) {
      const end = item.address + lengthOf(item);
      const holds = item.table === request.table && item.address >= request.address;
      if (holds && end <= request.address + request.length) blocks.set(item, { bytes, address: request.address });
    }
    return bytes;
  };
  try {
    const { failures } = await blockReader(unitId, items, gap).readAll(read);
    for (const item of items) {
      const block = blocks.get(item);
      rows.set(item, block ? readRow(item, block) : unread(failures.get(item)?.message ?? "it was not in the answer"));
    }
  } catch (thrown) {
    // A unit that is silent is no reason not to ask the next.
    if (!(thrown instanceof NoAnswer)) throw thrown;
    for (const item of items) rows.set(item, unread(`unit ${unitId}: ${thrown.message}`));
  }
  return rows;
};

const readRow = (item: Asked, { bytes, address }: { bytes: Uint8Array; address: number }): ReadRow => {
  const block = { table: item.table, address, length: 0, items: [] };
  const single = isBits(item.table) || item.dataType === "bit";
  const { scale, offset } = item.row;
  const values = (single ? [item.wordOrder] : ORDERS).map((order) => {
    const raw = itemValue(bytes, block, item, order);
    return {
      order,
      value: raw === undefined ? "" : shownNumber(raw * scale + offset),
      chosen: order === item.wordOrder,
    };
  });
  if (isBits(item.table)) return { raw: values[0]?.value ?? "", values, reason: "" };
  const start = (item.address - address) * 2;
  const hex = Buffer.from(bytes.subarray(start, start + lengthOf(item) * 2)).toString("hex");
  return { raw: (hex.toUpperCase().match(/.{4}/g) ?? []).join(" "), values, reason: "" };
};

/** Enough digits for any sensor; whole numbers in full. */
const shownNumber = (value: number): string =>
  Number.isSafeInteger(value) ? String(value) : String(Number(value.toPrecision(8)));
