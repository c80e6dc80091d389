/**
 * Reads a value by JSON pointer (RFC 6901); the empty pointer is the whole document.
 *
 * @returns undefined where there is nothing, also for a text that is no pointer
 */
export const jsonPointer = (pointer: string): ((document: unknown) => unknown) => {
  if (pointer === "") return (document) => document;
  const keys = pointer.startsWith("/") ? pointer.slice(1).split("/").map(unescapeKey) : [pointer];
  const [only] = keys;
  if (keys.length === 1 && only !== undefined) return (document) => child(document, only);
  return (document) => keys.reduce(child, document);
};

const unescapeKey = (key: string): string => key.replaceAll("~1", "/").replaceAll("~0", "~");

const child = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
