/** One column of the data: its name, and its unit as a UCUM code. */
export interface Column {
  readonly name: string;
  readonly unit: string;
}

/** Operational settings, columns 3 to 5: altitude in thousands of feet, Mach number, throttle resolver angle. */
export const SETTINGS: readonly Column[] = [
  { name: "altitude", unit: "10*3.[ft_i]" },
  { name: "mach", unit: "1" },
  { name: "throttle", unit: "%" },
];

/**
 * Sensors, columns 6 to 26, in the order of the files. Names and units: Saxena, Goebel, Simon & Eklund, Damage propagation
 * modeling for aircraft engine run-to-failure simulation, PHM 2008, table 2.
 */
export const SENSORS: readonly Column[] = [
  { name: "T2", unit: "[degR]" },
  { name: "T24", unit: "[degR]" },
  { name: "T30", unit: "[degR]" },
  { name: "T50", unit: "[degR]" },
  { name: "P2", unit: "[psi]" },
  { name: "P15", unit: "[psi]" },
  { name: "P30", unit: "[psi]" },
  { name: "Nf", unit: "1/min" },
  { name: "Nc", unit: "1/min" },
  { name: "epr", unit: "1" },
  { name: "Ps30", unit: "[psi]" },
  { name: "phi", unit: "[lb_av]/s/[psi]" },
  { name: "NRf", unit: "1/min" },
  { name: "NRc", unit: "1/min" },
  { name: "BPR", unit: "1" },
  { name: "farB", unit: "1" },
  { name: "htBleed", unit: "1" },
  { name: "NfDemand", unit: "1/min" },
  { name: "PCNfRDemand", unit: "1/min" },
  { name: "W31", unit: "[lb_av]/s" },
  { name: "W32", unit: "[lb_av]/s" },
];

/** What stands in each place of a line. */
export const COLUMNS: readonly string[] = [
  "unit",
  "cycle",
  ...SETTINGS.map(({ name }) => name),
  ...SENSORS.map(({ name }) => name),
];
