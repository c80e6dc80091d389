import { readFile, writeFile } from "node:fs/promises";
import { endianness } from "node:os";

const MAGIC = Buffer.from("\x93NUMPY\x01\x00", "latin1");

/** An array in NumPy's own format, version 1.0 (NEP 1): magic, header, little-endian values. `numpy.load` reads it at once. */
const bytesOf = (descr: string, fortranOrder: boolean, shape: readonly number[], values: Uint8Array): Buffer => {
  if (endianness() !== "LE") throw new Error("feature tables are written on little-endian machines only");
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const order = fortranOrder ? "True" : "False";
  const text = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${tuple}, }`;
  const padded = Math.ceil((MAGIC.length + 2 + text.length + 1) / 64) * 64 - MAGIC.length - 2;
  const header = Buffer.alloc(MAGIC.length + 2 + padded, " ");
  MAGIC.copy(header);
  header.writeUInt16LE(padded, MAGIC.length);
  header.write(`${text.padEnd(padded - 1)}\n`, MAGIC.length + 2, "latin1");
  return Buffer.concat([header, values]);
};

/**
 * Numbers as an array of float32, or of int32 if that is what they are.
 *
 * @param order of the values: "rows" (C) or "columns" (Fortran: the values of one column stand together)
 */
export const npyBytes = (
  values: Float32Array | Int32Array,
  shape: readonly number[],
  order: "rows" | "columns" = "rows",
): Buffer => {
  const descr = values instanceof Int32Array ? "<i4" : "<f4";
  return bytesOf(
    descr,
    order === "columns",
    shape,
    new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
  );
};

/** Texts as an array of NumPy's fixed-width Unicode strings (UCS-4). */
export const npyTexts = (texts: readonly string[]): Buffer => {
  const width = Math.max(1, ...texts.map((text) => [...text].length));
  const codes = new Uint32Array(texts.length * width);
  texts.forEach((text, i) => {
    codes.set(
      Array.from(text, (letter) => letter.codePointAt(0) ?? 0),
      i * width,
    );
  });
  return bytesOf(`<U${width}`, false, [texts.length], new Uint8Array(codes.buffer));
};

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
