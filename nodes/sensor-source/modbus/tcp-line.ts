import type { Clock } from "../../kit/clock.ts";
import { GarbledAnswer, NoAnswer } from "./modbus-failures.ts";
import type { Line } from "./modbus-link.ts";
import { readAnswer, requestPdu } from "./read-answer.ts";
import { tcpFrame, tcpFrames } from "./tcp-frames.ts";

interface Waiting {
  answer(unitId: number, pdu: Uint8Array): void;
  fail(error: Error): void;
}

/** Modbus TCP: answers find their request by its number, so that a late one harms nobody. */
export const tcpLine = (send: (frame: Buffer) => void, clock: Clock, timeoutMs: number): Line => {
  const frames = tcpFrames();
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let gone: Error | undefined;

  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (gone) return reject(gone);
        last = (last + 1) & 0xffff;
        const transaction = last;
        const done = (): void => {
          stop();
          waiting.delete(transaction);
        };
        const fail = (error: Error): void => {
          done();
          reject(error);
        };
        const stop = clock.schedule(timeoutMs, () => fail(new NoAnswer(`no answer within ${timeoutMs} ms`)));
        const answer = (unitId: number, pdu: Uint8Array): void => {
          done();
          try {
            if (unitId !== request.unitId) throw new GarbledAnswer(`an answer of unit ${unitId}`);
            resolve(readAnswer(pdu, request));
          } catch (thrown) {
            reject(thrown);
          }
        };
        waiting.set(transaction, { answer, fail });
        send(tcpFrame(transaction, request.unitId, requestPdu(request)));
      }),
    received: (bytes) => {
      for (const { transaction, unitId, pdu } of frames(bytes)) waiting.get(transaction)?.answer(unitId, pdu);
    },
    lost: (error) => {
      gone ??= error;
      for (const { fail } of [...waiting.values()]) fail(gone);
    },
  };
};
