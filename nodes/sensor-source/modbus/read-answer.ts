import { GarbledAnswer, ModbusRefusal, NoAnswer } from "./modbus-failures.ts";
import { bytesOf, functionOf, type Table } from "./tables.ts";

/** One request: `length` registers or coils of a table, from `address`. */
export interface ReadRequest {
  readonly unitId: number;
  readonly table: Table;
  readonly address: number;
  readonly length: number;
}

/** Set in the function code of an answer that is an exception. */
export const EXCEPTION_BIT = 0x80;
const GATEWAY_CODES: ReadonlySet<number> = new Set([10, 11]);

/** The protocol data unit of a request (sections 6.1 to 6.4): function, address, quantity. */
export const requestPdu = ({ table, address, length }: ReadRequest): Buffer => {
  const pdu = Buffer.alloc(5);
  pdu.writeUInt8(functionOf[table], 0);
  pdu.writeUInt16BE(address, 1);
  pdu.writeUInt16BE(length, 3);
  return pdu;
};

/**
 * The bytes that an answer's protocol data unit holds: two a register, or eight coils a byte from the lowest bit on.
 *
 * @throws ModbusRefusal for an exception, NoAnswer where a gateway says that the device is silent, GarbledAnswer for anything else
 */
export const readAnswer = (pdu: Uint8Array, { table, length }: ReadRequest): Uint8Array => {
  const [code = 0, second = 0] = pdu;
  if (code === (functionOf[table] | EXCEPTION_BIT) && pdu.length === 2) {
    const refusal = new ModbusRefusal(second);
    throw GATEWAY_CODES.has(second) ? new NoAnswer(refusal.message) : refusal;
  }
  if (code !== functionOf[table]) throw new GarbledAnswer(`an answer to function ${code}`);
  const expected = bytesOf(table, length);
  if (second !== expected || pdu.length !== expected + 2) {
    throw new GarbledAnswer(`an answer of ${pdu.length - 2} bytes where ${expected} were asked for`);
  }
  return pdu.subarray(2);
};
