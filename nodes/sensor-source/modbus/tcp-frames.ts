import { GarbledAnswer } from "./modbus-failures.ts";

export interface TcpFrame {
  readonly transaction: number;
  readonly unitId: number;
  readonly pdu: Uint8Array;
}

const HEADER = 7;
/** Messaging on TCP/IP implementation guide 1.0b, section 4.1: a frame is 260 bytes at most; unit id and PDU count. */
const LONGEST = 254;

/** A frame with the header of Modbus TCP (MBAP, section 3.1.3 of the guide). */
export const tcpFrame = (transaction: number, unitId: number, pdu: Uint8Array): Buffer => {
  const header = Buffer.alloc(HEADER);
  header.writeUInt16BE(transaction, 0);
  header.writeUInt16BE(pdu.length + 1, 4);
  header.writeUInt8(unitId, 6);
  return Buffer.concat([header, pdu]);
};

/**
 * Cuts a stream of bytes into frames, however it arrives.
 *
 * @throws GarbledAnswer where it is no Modbus TCP: nothing after it can be trusted
 */
export const tcpFrames = () => {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes: Buffer): TcpFrame[] => {
    rest = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes;
    const frames: TcpFrame[] = [];
    while (rest.length >= HEADER) {
      const length = rest.readUInt16BE(4);
      if (rest.readUInt16BE(2) !== 0 || length < 2 || length > LONGEST) {
        throw new GarbledAnswer("what came is not Modbus TCP");
      }
      const end = HEADER - 1 + length;
      if (rest.length < end) break;
      frames.push({ transaction: rest.readUInt16BE(0), unitId: rest.readUInt8(6), pdu: rest.subarray(HEADER, end) });
      rest = rest.subarray(end);
    }
    return frames;
  };
};
