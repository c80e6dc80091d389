import { isUnit } from "./units.ts";

/** How machines and their makers write units that UCUM writes otherwise, in lower case; the likeliest first. */
const COMMON: Readonly<Record<string, readonly string[]>> = {
  "°c": ["Cel"],
  degc: ["Cel"],
  c: ["Cel"],
  celsius: ["Cel"],
  "°f": ["[degF]"],
  degf: ["[degF]"],
  f: ["[degF]"],
  fahrenheit: ["[degF]"],
  kelvin: ["K"],
  rpm: ["/min"],
  "r/min": ["/min"],
  "rev/min": ["/min"],
  "1/min": ["/min"],
  "min-1": ["/min"],
  "1/s": ["/s"],
  percent: ["%"],
  "°": ["deg"],
  g: ["[g]"],
  gn: ["[g]"],
  nm: ["N.m"],
  ohm: ["Ohm"],
  ω: ["Ohm"],
  kwh: ["kW.h"],
  wh: ["W.h"],
  sec: ["s"],
  hr: ["h"],
  hrs: ["h"],
  psi: ["[psi]"],
  in: ["[in_i]"],
  inch: ["[in_i]"],
  ft: ["[ft_i]"],
  "in/s": ["[in_i]/s"],
  ips: ["[in_i]/s"],
  hp: ["[HP]"],
  lbf: ["[lbf_av]"],
  gpm: ["[gal_us]/min"],
  ppm: ["[ppm]"],
  amps: ["A"],
  amp: ["A"],
  volts: ["V"],
  volt: ["V"],
  watt: ["W"],
  watts: ["W"],
  lpm: ["L/min"],
};

/**
 * The UCUM codes that a text may mean, as a machine or its maker writes it (`°C`, `rpm`, `m/s²`): itself where it is a code, then the
 * usual readings. `C` is a coulomb by UCUM and a degree Celsius at most machines: whoever knows the quantity chooses.
 *
 * @returns empty where it is not known
 */
export const unitsNamed = (text: string): readonly string[] => {
  const plain = text
    .trim()
    .replaceAll("²", "2")
    .replaceAll("³", "3")
    .replaceAll(/[µμ]/g, "u")
    .replaceAll(/[·*⋅]/g, ".");
  const key = plain.toLowerCase().replaceAll(" ", "");
  const common = Object.hasOwn(COMMON, key) ? (COMMON[key] ?? []) : [];
  return [...new Set([plain, ...common])].filter((code) => code !== "" && isUnit(code));
};
