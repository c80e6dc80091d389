import assert from "node:assert/strict";
import fc from "fast-check";
import { blockReader } from "../../../../nodes/sensor-source/modbus/block-reader.ts";
import { ModbusRefusal } from "../../../../nodes/sensor-source/modbus/modbus-failures.ts";
import type { ReadRequest } from "../../../../nodes/sensor-source/modbus/read-answer.ts";
import { lengthOf, readBlocks } from "../../../../nodes/sensor-source/modbus/read-blocks.ts";
import type { RowItem } from "../../../../nodes/sensor-source/modbus/register-item.ts";
import { bytesOf, mostOf, TABLES, type Table } from "../../../../nodes/sensor-source/modbus/tables.ts";
import { DATA_TYPES, type DataType } from "../../../../nodes/sensor-source/register-types.ts";

const types = Object.keys(DATA_TYPES) as DataType[];
const tables = Object.keys(TABLES) as Table[];
const item = fc.record({
  table: fc.constantFrom(...tables),
  address: fc.integer({ min: 0, max: 3000 }),
  dataType: fc.constantFrom(...types),
});

describe("Modbus requests", () => {
  it("hold every item whole, never more than the protocol allows, and no gap that is wider than allowed", () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 80 }), fc.integer({ min: 0, max: 20 }), (items, gap) => {
        const blocks = readBlocks(items, gap);
        assert.equal(blocks.flatMap((block) => block.items).length, items.length);
        for (const { table, address, length, items: held } of blocks) {
          assert.ok(length <= mostOf(table));
          let reached = address;
          for (const one of held) {
            assert.equal(one.table, table);
            assert.ok(one.address >= address && one.address + lengthOf(one) <= address + length);
            assert.ok(one.address <= reached + gap);
            reached = Math.max(reached, one.address + lengthOf(one));
          }
          assert.equal(reached, address + length);
        }
      }),
    );
  });

  it("read 125 registers and 2000 coils at once, and no more", () => {
    const lengths = (table: Table, count: number): number[] =>
      readBlocks(Array.from({ length: count }, (_, address) => ({ table, address, dataType: "int16" as const }))).map(
        ({ length }) => length,
      );
    assert.deepEqual(lengths("holding", 126), [125, 1]);
    assert.deepEqual(lengths("discrete", 2001), [2000, 1]);
  });
});

/** A device that refuses a request that touches one of these registers. */
const deviceWithout = (missing: ReadonlySet<number>) => {
  const requests: ReadRequest[] = [];
  const read = async (request: ReadRequest): Promise<Uint8Array> => {
    requests.push(request);
    for (let i = 0; i < request.length; i++) if (missing.has(request.address + i)) throw new ModbusRefusal(2);
    const bytes = Buffer.alloc(bytesOf(request.table, request.length));
    for (let i = 0; i < request.length; i++) bytes.writeUInt16BE(request.address + i, i * 2);
    return bytes;
  };
  return { requests, read };
};

const registerAt = (address: number): RowItem => ({
  ...{ unitId: 1, table: "holding", dataType: "uint16", wordOrder: "big", bit: 0 },
  address,
});

describe("a refused Modbus request", () => {
  it("costs only the items that the device does not have, whichever they are", async () => {
    const addresses = fc.uniqueArray(fc.integer({ min: 0, max: 150 }), { minLength: 1, maxLength: 60 });
    const missing = fc.uniqueArray(fc.integer({ min: 0, max: 150 }), { maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(addresses, missing, fc.integer({ min: 0, max: 9 }), async (asked, not, gap) => {
        const gone = new Set(not);
        const items = asked.map(registerAt);
        const { values, failures } = await blockReader(1, items, gap).readAll(deviceWithout(gone).read);
        for (const one of items) {
          if (gone.has(one.address)) assert.ok(failures.has(one));
          else assert.equal(values.get(one), one.address);
        }
      }),
    );
  });

  it("that a gap was the reason of is not asked again", async () => {
    const { requests, read } = deviceWithout(new Set([2]));
    const reader = blockReader(1, [0, 1, 3, 4].map(registerAt), 3);
    await reader.readAll(read);
    requests.length = 0;
    await reader.readAll(read);
    assert.deepEqual(
      requests.map(({ address, length }) => [address, length]),
      [
        [0, 2],
        [3, 2],
      ],
    );
  });

  it("finds one wrong address of a hundred in few requests", async () => {
    const { requests, read } = deviceWithout(new Set([77]));
    const items = Array.from({ length: 100 }, (_, address) => registerAt(address));
    const { failures } = await blockReader(1, items, 0).readAll(read);
    assert.deepEqual(
      [...failures.keys()].map(({ address }) => address),
      [77],
    );
    assert.ok(requests.length <= 1 + 2 * 7, `${requests.length} requests`);
  });
});
