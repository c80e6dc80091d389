import assert from "node:assert/strict";
import fc from "fast-check";
import { crc16 } from "../../../../nodes/sensor-source/modbus/crc16.ts";
import { GarbledAnswer, ModbusRefusal, NoAnswer } from "../../../../nodes/sensor-source/modbus/modbus-failures.ts";
import { type ReadRequest, readAnswer, requestPdu } from "../../../../nodes/sensor-source/modbus/read-answer.ts";
import { rtuAnswer, rtuFrame } from "../../../../nodes/sensor-source/modbus/rtu-frames.ts";
import { type TcpFrame, tcpFrame, tcpFrames } from "../../../../nodes/sensor-source/modbus/tcp-frames.ts";

const HOLDING: ReadRequest = { unitId: 17, table: "holding", address: 107, length: 3 };

describe("Modbus frames", () => {
  it("are those of the specification's examples", () => {
    // Modbus application protocol 1.1b3, section 6.3: read registers 108 to 110.
    assert.deepEqual([...requestPdu(HOLDING)], [3, 0, 0x6b, 0, 3]);
    assert.deepEqual(
      [...readAnswer(Buffer.from("0306022b00000064", "hex"), HOLDING)],
      [0x02, 0x2b, 0x00, 0x00, 0x00, 0x64],
    );
    // The check value of CRC-16/MODBUS in the catalogue of parametrised CRC algorithms.
    assert.equal(crc16(Buffer.from("123456789")), 0x4b37);
    assert.equal(rtuFrame(17, requestPdu(HOLDING)).toString("hex"), "1103006b00037687");
    assert.equal(tcpFrame(1, 17, requestPdu(HOLDING)).toString("hex"), "0001000000061103006b0003");
  });

  it("of TCP are the same however the stream is cut", () => {
    const frames = fc.array(
      fc.record({
        transaction: fc.nat(0xffff),
        unitId: fc.nat(255),
        pdu: fc.uint8Array({ minLength: 1, maxLength: 253 }),
      }),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(frames, fc.integer({ min: 1, max: 300 }), (sent, step) => {
        const bytes = Buffer.concat(sent.map(({ transaction, unitId, pdu }) => tcpFrame(transaction, unitId, pdu)));
        const take = tcpFrames();
        const came: TcpFrame[] = [];
        for (let at = 0; at < bytes.length; at += step) came.push(...take(bytes.subarray(at, at + step)));
        const plain = (list: readonly TcpFrame[]) =>
          list.map(({ transaction, unitId, pdu }) => [transaction, unitId, ...pdu]);
        assert.deepEqual(plain(came), plain(sent));
      }),
    );
  });

  it("of TCP are refused where the bytes are something else", () => {
    assert.throws(() => tcpFrames()(Buffer.from("HTTP/1.1 400 Bad Request")), GarbledAnswer);
  });

  it("of RTU are found behind a late answer of another unit, and wait for their end", () => {
    const answer = rtuFrame(17, Buffer.from("0306022b00000064", "hex"));
    const stale = rtuFrame(16, Buffer.from("03020001", "hex"));
    assert.equal(rtuAnswer(answer.subarray(0, -1), HOLDING), undefined);
    assert.deepEqual(rtuAnswer(Buffer.concat([stale, answer]), HOLDING), answer.subarray(1, -2));
    const exception = rtuFrame(17, Buffer.from([0x83, 2]));
    assert.deepEqual(rtuAnswer(exception, HOLDING), Buffer.from([0x83, 2]));
  });

  it("of RTU with any one bit turned are never taken for the answer", () => {
    const answer = rtuFrame(17, Buffer.from("0306022b00000064", "hex"));
    for (let bit = 0; bit < answer.length * 8; bit++) {
      const wrong = Buffer.from(answer);
      wrong.writeUInt8((wrong[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3);
      const found = rtuAnswer(wrong, HOLDING);
      assert.ok(found === "garbled" || found === undefined, `bit ${bit}`);
    }
  });

  it("of any bytes throw nothing but what they stand for", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        rtuAnswer(Buffer.from(bytes), HOLDING);
        for (const read of [() => tcpFrames()(Buffer.from(bytes)), () => readAnswer(bytes, HOLDING)]) {
          try {
            read();
          } catch (thrown) {
            assert.ok(thrown instanceof GarbledAnswer || thrown instanceof ModbusRefusal || thrown instanceof NoAnswer);
          }
        }
      }),
    );
  });
});
