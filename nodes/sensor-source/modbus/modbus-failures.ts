/** The device answered, with an exception code (Modbus application protocol 1.1b3, section 7). */
export class ModbusRefusal extends Error {
  readonly exceptionCode: number;

  constructor(exceptionCode: number) {
    super(`Modbus exception ${exceptionCode}: ${EXCEPTIONS[exceptionCode] ?? "unknown"}`);
    this.exceptionCode = exceptionCode;
  }
}

const EXCEPTIONS: Readonly<Record<number, string>> = {
  1: "illegal function",
  2: "illegal data address",
  3: "illegal data value",
  4: "server device failure",
  5: "acknowledge",
  6: "server device busy",
  8: "memory parity error",
  10: "gateway path unavailable",
  11: "gateway target device failed to respond",
};

/** Nothing came in time, or a gateway says so of the device behind it: the connection itself may be sound. */
export class NoAnswer extends Error {}

/** Something came that is not the answer: a wrong checksum, another function, another length. */
export class GarbledAnswer extends Error {}
