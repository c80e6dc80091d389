import { TwinError } from "../../../models/errors/twin-error.ts";
import type { FlowMessage } from "../../kit/world.ts";
import { sourceErrors } from "../errors.ts";
import { readRegisters } from "../registers.ts";
import type { TagRow } from "../schema.ts";
import type { Source } from "../source.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * Takes the messages of node-red-contrib-modbus 5.60.2: modbus-read (`onModbusReadDone` in modbus-read.js) and the getters
 * (`buildMessageWithIO` in core/modbus-io-core.js). First port: payload is the array of registers, `responseBuffer` is
 * `{data, buffer}`; second port: payload is `{data, buffer}`, `values` the array. The address that was read stands in
 * `input.payload.address` (modbus-read) or `modbusRequest.address` (getters), sometimes as text.
 * A message of coils or discrete inputs gives the tags of the data type bit, its other tags none.
 * Modbus has no time: `message.time` or `message.timestamp`, else what the node does without a source time.
 */
export const modbusMessageReader = (source: Source) => ({
  understands: (message: FlowMessage): boolean =>
    bytesOf(message["responseBuffer"]) !== undefined ||
    bytesOf(message.payload) !== undefined ||
    (Array.isArray(message.payload) && requestOf(message) !== undefined),

  take(message: FlowMessage): void {
    const bytes = bytesOf(message["responseBuffer"]) ?? bytesOf(message.payload) ?? bytesOfRegisters(message.payload);
    const request = requestOf(message);
    const first = numberOf(request?.["address"] ?? 0);
    const time = message["time"] ?? message["timestamp"];
    const tag = typeof message.topic === "string" ? message.topic : "registers";
    if (!bytes || !Number.isInteger(first)) {
      const error = new TwinError(sourceErrors.unreadable, { tag, reason: "it has no registers" });
      source.refuse(error, { tag, value: message.payload });
      return;
    }
    const isBits = request?.["fc"] === 1 || request?.["fc"] === 2;
    const quantity = numberOf(request?.["quantity"] ?? bytes.byteLength * 8);
    let read = 0;
    for (const plan of source.plan.rows) {
      const { row } = plan;
      if (!row) continue;
      const at = row.address - first;
      const value = isBits
        ? bitAt(row, bytes, at, quantity)
        : readRegisters(bytes, at, row.dataType, row.wordOrder, row.bit);
      if (value === undefined) continue;
      read++;
      source.take(plan, "", value, time);
    }
    if (read > 0) return;
    const reason = isBits
      ? `it holds coils, and no tag of the data type bit has an address in ${first} to ${first + quantity - 1}`
      : `no tag has an address in ${first} to ${first + bytes.byteLength / 2 - 1}`;
    source.refuse(new TwinError(sourceErrors.unreadable, { tag, reason }), { tag, value: message.payload });
  },
});

/** A coil or discrete input; they come eight to a byte, the first lowest, and the last byte is filled up (section 6.1). */
const bitAt = ({ dataType }: TagRow, bytes: Uint8Array, at: number, quantity: number): number | undefined => {
  const byte = bytes[at >> 3];
  return dataType !== "bit" || at < 0 || at >= quantity || byte === undefined ? undefined : (byte >> (at & 7)) & 1;
};

/** The bytes of `{data, buffer}`; a Buffer that went through JSON is understood, `data` fills in for a missing one. */
const bytesOf = (response: unknown): Uint8Array | undefined => {
  if (!isObject(response) || !Array.isArray(response["data"])) return undefined;
  const { buffer } = response;
  if (buffer instanceof Uint8Array) return buffer;
  if (isObject(buffer) && Array.isArray(buffer["data"])) return Uint8Array.from(buffer["data"], numberOf);
  return bytesOfRegisters(response["data"]);
};

const bytesOfRegisters = (registers: unknown): Uint8Array | undefined => {
  if (!Array.isArray(registers) || registers.length === 0) return undefined;
  const bytes = Buffer.alloc(registers.length * 2);
  for (const [i, word] of registers.entries()) {
    if (typeof word !== "number" || !Number.isInteger(word) || word < 0 || word > 0xffff) return undefined;
    bytes.writeUInt16BE(word, i * 2);
  }
  return bytes;
};

const requestOf = (message: FlowMessage): Json | undefined => {
  const { modbusRequest, input } = message;
  if (isObject(modbusRequest) && "address" in modbusRequest) return modbusRequest;
  if (isObject(input) && isObject(input["payload"]) && "address" in input["payload"]) return input["payload"];
  return undefined;
};

/** A number, also as the text that a form saves; anything else is NaN. */
const numberOf = (value: unknown): number =>
  typeof value === "number" || typeof value === "string" ? Number(value) : Number.NaN;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
