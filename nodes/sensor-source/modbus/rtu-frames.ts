import { crc16 } from "./crc16.ts";
import { EXCEPTION_BIT, type ReadRequest } from "./read-answer.ts";
import { bytesOf, functionOf } from "./tables.ts";

const UNIT_AND_CRC = 3;

/** A frame of the serial line (MODBUS over serial line 1.02, section 2.5.1): unit id, PDU, checksum. */
export const rtuFrame = (unitId: number, pdu: Uint8Array): Buffer => {
  const frame = Buffer.alloc(pdu.length + UNIT_AND_CRC);
  frame.writeUInt8(unitId, 0);
  frame.set(pdu, 1);
  frame.writeUInt16LE(crc16(frame.subarray(0, -2)), frame.length - 2);
  return frame;
};

/**
 * The PDU of the answer to a request in what came since it was sent. Over TCP there are no pauses between frames: where it begins is
 * known by unit and function, where it ends by what was asked for. What stands before it is skipped: an answer that came too late.
 *
 * @returns undefined while it is not complete, "garbled" where all of it is there and its checksum is wrong
 */
export const rtuAnswer = (bytes: Buffer, request: ReadRequest): Buffer | "garbled" | undefined => {
  const code = functionOf[request.table];
  const whole = bytesOf(request.table, request.length) + 2;
  let garbled = false;
  for (let at = 0; at + 2 <= bytes.length; at++) {
    const found = bytes[at + 1];
    if (bytes[at] !== request.unitId || (found !== code && found !== (code | EXCEPTION_BIT))) continue;
    const length = (found === code ? whole : 2) + UNIT_AND_CRC;
    if (at + length > bytes.length) continue;
    const frame = bytes.subarray(at, at + length);
    if (crc16(frame.subarray(0, -2)) === frame.readUInt16LE(length - 2)) return frame.subarray(1, -2);
    garbled ||= at === 0;
  }
  return garbled ? "garbled" : undefined;
};
