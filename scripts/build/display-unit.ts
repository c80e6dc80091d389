/** UCUM codes that read better in another way. */
const SHOWN: Readonly<Record<string, string>> = { Cel: "°C", "1": "", deg: "°" };

/** A UCUM code as people write the unit: `m3/h` is m³/h, `Cel` is °C. Plain words stay as they are. */
export const displayUnit = (unit: string): string =>
  SHOWN[unit] ??
  unit
    .replace(/(?<=[a-z])2(?![0-9A-Za-z])/g, "²")
    .replace(/(?<=[a-z])3(?![0-9A-Za-z])/g, "³")
    .replaceAll(".", "·");
