import type { ErrorEntry } from "./twin-error.ts";

/** Every entry made by `defineErrors`, by code: the source of the error page in the docs. */
export const errorCatalogue = new Map<string, ErrorEntry>();

/**
 * Declares the errors of one domain. A number is never used again once it was released.
 *
 * @param domain upper-case word in the code, `STORE` in `TWIN-STORE-003`
 * @param table name -> [number, message, next step]; `{name}` in the texts is filled from the details
 * @throws Error if a code is declared twice
 */
export const defineErrors = <K extends string>(
  domain: string,
  table: Readonly<Record<K, readonly [number: number, message: string, next: string]>>,
): Readonly<Record<K, ErrorEntry>> => {
  const entries: Partial<Record<K, ErrorEntry>> = {};
  for (const key in table) {
    const [number, message, next] = table[key];
    const code = `TWIN-${domain}-${String(number).padStart(3, "0")}`;
    if (errorCatalogue.has(code)) throw new Error(`${code} is declared twice`);
    const entry: ErrorEntry = { code, message, next };
    errorCatalogue.set(code, entry);
    entries[key] = entry;
  }
  return Object.freeze(entries as Record<K, ErrorEntry>);
};
