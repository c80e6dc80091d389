import type { Distort } from "./tcp-proxy.ts";

/** CRC-16 of Modbus over serial line 1.02, section 6.2.2, bit by bit. */
const crc16 = (bytes: Buffer): number => {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
};

/**
 * A serial device server for a proxy before a Modbus TCP device: RTU frames towards the client, MBAP towards the device.
 *
 * @param answer what becomes of the frame of an answer
 */
export const overRtu = (answer: (frame: Buffer) => Buffer = (frame) => frame): Distort => {
  let transaction = 0;
  return (bytes, from) => {
    if (from === "client") {
      const header = Buffer.alloc(6);
      transaction = (transaction + 1) & 0xffff;
      header.writeUInt16BE(transaction, 0);
      header.writeUInt16BE(bytes.length - 2, 4);
      return [Buffer.concat([header, bytes.subarray(0, -2)])];
    }
    const crc = Buffer.alloc(2);
    const frame = bytes.subarray(6);
    crc.writeUInt16LE(crc16(frame));
    return [answer(Buffer.concat([frame, crc]))];
  };
};
