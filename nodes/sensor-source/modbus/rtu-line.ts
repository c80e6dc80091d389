import type { Clock } from "../../kit/clock.ts";
import { GarbledAnswer, NoAnswer } from "./modbus-failures.ts";
import type { Line } from "./modbus-link.ts";
import { type ReadRequest, readAnswer, requestPdu } from "./read-answer.ts";
import { rtuAnswer, rtuFrame } from "./rtu-frames.ts";

/** Longer than any answer: what a line sends without being asked must not fill the memory. */
const LONGEST = 1024;

/** RTU over TCP: an answer has no number to know it by, so there may be one request at a time. */
export const rtuLine = (send: (frame: Buffer) => void, clock: Clock, timeoutMs: number): Line => {
  let came: Buffer = Buffer.alloc(0);
  let look: (() => void) | undefined;
  let fail: ((error: Error) => void) | undefined;
  let gone: Error | undefined;

  const ask = (request: ReadRequest): Promise<Uint8Array> =>
    new Promise<Uint8Array>((resolve, reject) => {
      if (gone) return reject(gone);
      came = Buffer.alloc(0);
      const stop = clock.schedule(timeoutMs, () => {
        reject(
          came.length > 0
            ? new GarbledAnswer("what came is no answer")
            : new NoAnswer(`no answer within ${timeoutMs} ms`),
        );
      });
      fail = (error) => {
        stop();
        reject(error);
      };
      look = () => {
        const found = rtuAnswer(came, request);
        if (found === undefined) return;
        stop();
        if (found === "garbled") return reject(new GarbledAnswer("the checksum is wrong (CRC)"));
        try {
          resolve(readAnswer(found, request));
        } catch (thrown) {
          reject(thrown);
        }
      };
      send(rtuFrame(request.unitId, requestPdu(request)));
    }).finally(() => {
      look = undefined;
      fail = undefined;
    });

  return {
    ask,
    received: (bytes) => {
      came = Buffer.concat([came, bytes]).subarray(-LONGEST);
      look?.();
    },
    lost: (error) => {
      gone ??= error;
      fail?.(gone);
    },
  };
};
