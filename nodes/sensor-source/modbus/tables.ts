/** The four tables of a Modbus device and the function that reads each (Modbus application protocol 1.1b3, sections 4.3 and 6). */
export const TABLES = {
  holding: "Holding registers (3)",
  input: "Input registers (4)",
  coil: "Coils (1)",
  discrete: "Discrete inputs (2)",
} as const;
export type Table = keyof typeof TABLES;

export const functionOf: Readonly<Record<Table, number>> = { coil: 1, discrete: 2, holding: 3, input: 4 };

export const isBits = (table: Table): boolean => table === "coil" || table === "discrete";

/** Sections 6.1 and 6.3: so many coils or registers a request at most. */
export const mostOf = (table: Table): number => (isBits(table) ? 2000 : 125);

/** Bytes of an answer that holds so many. */
export const bytesOf = (table: Table, length: number): number => (isBits(table) ? Math.ceil(length / 8) : length * 2);
