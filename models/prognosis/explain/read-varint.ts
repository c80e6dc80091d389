import { TwinError } from "../../errors/twin-error.ts";
import { explainErrors } from "./errors.ts";

/** A place in a message; reading moves it on. */
export interface WireReader {
  readonly message: Uint8Array;
  at: number;
}

/**
 * A base-128 varint: seven bits a byte, the lowest first. Negative int64 come as their two's complement of ten bytes.
 *
 * @throws TwinError TWIN-EXPLAIN-001 if the message ends before it, or it has more than ten bytes
 */
export const readVarint = (reader: WireReader): number => {
  let value = 0;
  for (let place = 0; place < 10; place++) {
    const byte = reader.message[reader.at++];
    if (byte === undefined) throw new TwinError(explainErrors.notProtobuf, { reason: "it ends within a number" });
    value += (byte & 0x7f) * 2 ** (7 * place);
    if (byte < 0x80) return value >= 2 ** 63 ? value - 2 ** 64 : value;
  }
  throw new TwinError(explainErrors.notProtobuf, {
    reason: `a number of more than ten bytes before byte ${reader.at}`,
  });
};
