import type { Quantity } from "./quantity.ts";

/** First letters of ISA-5.1-2009 table 4.1 that machines have sensors for. */
const ISA: Readonly<Record<string, Quantity>> = {
  T: "temperature",
  P: "pressure",
  F: "flow",
  S: "speed",
  V: "vibration",
  I: "current",
  E: "voltage",
  J: "power",
  L: "level",
  W: "weight",
  Z: "position",
};

/** Letters that stand alone for a quantity in formulas and PLC programs. */
const SYMBOLS: Readonly<Record<string, Quantity>> = {
  n: "speed",
  p: "pressure",
  t: "temperature",
  q: "flow",
  i: "current",
  u: "voltage",
  m: "torque",
};

/** What the code of an instrument (`TT-101`, `PIC 4711`) or a symbol (`n_Ist`, `p1`) says that it measures; undefined: it is none. */
export const instrumentCode = (name: string): Quantity | undefined => {
  const code = /(?:^|[^A-Za-z])([A-Z])[DFQ]?(?:T|E|I|IC|IT|IR|IA|ICA|IRC|ISA|IS)[-_. ]?\d{1,6}(?![A-Za-z])/.exec(
    name,
  )?.[1];
  if (code !== undefined && Object.hasOwn(ISA, code)) return ISA[code];
  const symbol = /(?:^|[^A-Za-z0-9])([a-zA-Z])[ _]?(?:\d{0,2}|ist|act|pv)$/i.exec(name)?.[1]?.toLowerCase();
  return symbol !== undefined && Object.hasOwn(SYMBOLS, symbol) ? SYMBOLS[symbol] : undefined;
};
