/** Tar counts in blocks of so many bytes. */
export const BLOCK = 512;

/** Two blocks of zeros end an archive. */
export const END_BYTES = 2 * BLOCK;

/** Bytes of zeros after so many bytes of content. */
export const paddingOf = (bytes: number): number => (BLOCK - (bytes % BLOCK)) % BLOCK;

/**
 * The header of a plain file in the "ustar" form of POSIX.1-1988 (pax in IEEE Std 1003.1-2017), as a release has it: nobody's, of
 * no time, readable for all. There is one header for a name and a size, so that a release has one form, and any other is refused.
 *
 * @throws RangeError if the name is too long for that form
 */
export const tarHeader = (name: string, bytes: number): Buffer => {
  const header = Buffer.alloc(BLOCK);
  const [prefix, rest] = splitName(name);
  const put = (text: string, at: number): void => void header.write(text, at, "latin1");
  put(rest, 0);
  put(octal(0o644, 7), 100);
  put(octal(0, 7), 108);
  put(octal(0, 7), 116);
  put(octal(bytes, 11), 124);
  put(octal(0, 11), 136);
  put(" ".repeat(8), 148);
  put("0", 156);
  put("ustar\u000000", 257);
  put(octal(0, 7), 329);
  put(octal(0, 7), 337);
  put(prefix, 345);
  const sum = header.reduce((total, byte) => total + byte, 0);
  put(`${octal(sum, 6)}\u0000 `, 148);
  return header;
};

/** The size that a header tells; NaN where it tells none. */
export const bytesIn = (header: Buffer): number => {
  const text = header.toString("latin1", 124, 135);
  return /^[0-7]{11}$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
};

const octal = (value: number, digits: number): string => value.toString(8).padStart(digits, "0");

const [MOST_PREFIX, MOST_NAME] = [155, 100];

const splitName = (name: string): readonly [string, string] => {
  if (name.length <= MOST_NAME) return ["", name];
  const at = name.indexOf("/", name.length - MOST_NAME - 1);
  if (at > 0 && at <= MOST_PREFIX) return [name.slice(0, at), name.slice(at + 1)];
  throw new RangeError(`${name} is too long a name for an archive`);
};
