import { readFile, writeFile } from "node:fs/promises";
import { endianness } from "node:os";

/**
 * A float32 array in NumPy's own format, version 1.0 (NEP 1): magic, header, little-endian values in C order. NumPy reads
 * it with `numpy.load` at once.
 */
export const npyBytes = (values: Float32Array, shape: readonly number[]): Buffer => {
  if (endianness() !== "LE") throw new Error("feature tables are written on little-endian machines only");
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const text = `{'descr': '<f4', 'fortran_order': False, 'shape': ${tuple}, }`;
  const padded = Math.ceil((MAGIC.length + 2 + text.length + 1) / 64) * 64 - MAGIC.length - 2;
  const header = Buffer.alloc(MAGIC.length + 2 + padded, " ");
  MAGIC.copy(header);
  header.writeUInt16LE(padded, MAGIC.length);
  header.write(`${text.padEnd(padded - 1)}\n`, MAGIC.length + 2, "latin1");
  return Buffer.concat([header, Buffer.from(values.buffer, values.byteOffset, values.byteLength)]);
};

const MAGIC = Buffer.from("\x93NUMPY\x01\x00", "latin1");

export const writeNpy = (file: string, values: Float32Array, shape: readonly number[]): Promise<void> =>
  writeFile(file, npyBytes(values, shape));

/** The values of a float32 array in C order. @throws Error for another type, order or version */
export const readNpy = async (file: string): Promise<Float32Array> => {
  const bytes = await readFile(file);
  const end = MAGIC.length + 2 + bytes.readUInt16LE(MAGIC.length);
  const header = bytes.toString("latin1", MAGIC.length + 2, end);
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC) || !/'<f4'.*'fortran_order': False/.test(header)) {
    throw new Error(`${file} is not a float32 array in C order: ${header.trim()}`);
  }
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset + end, bytes.byteOffset + bytes.length));
};
