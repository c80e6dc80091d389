import type { SQLInputValue, SQLOutputValue, StatementSync } from "node:sqlite";

/** All rows as arrays of columns: half the time of objects. The statement must be set to `setReturnArrays(true)`. */
export const arrayRows = (statement: StatementSync, ...parameters: SQLInputValue[]): readonly SQLOutputValue[][] => {
  const rows: unknown = statement.all(...parameters);
  return rows as SQLOutputValue[][];
};
