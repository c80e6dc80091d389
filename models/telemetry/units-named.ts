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
  ...{
    gradc: ["Cel"],
    grdc: ["Cel"],
    grad: ["deg"],
    umdr: ["1"],
    "u/min": ["/min"],
    upm: ["/min"],
    "umdr/min": ["/min"],
  },
  ...{
    "u/s": ["/s"],
    ma: ["mA"],
    mv: ["mV"],
    kv: ["kV"],
    kw: ["kW"],
    mw: ["MW"],
    kva: ["kV.A"],
    va: ["V.A"],
    hz: ["Hz"],
    khz: ["kHz"],
  },
  ...{
    bar: ["bar"],
    barg: ["bar"],
    "bar(g)": ["bar"],
    barü: ["bar"],
    mbar: ["mbar"],
    mbarg: ["mbar"],
    pa: ["Pa"],
    kpa: ["kPa"],
    mpa: ["MPa"],
  },
  ...{ mws: ["m[H2O]"], mh2o: ["m[H2O]"], mmh2o: ["mm[H2O]"], mmws: ["mm[H2O]"], mmhg: ["mm[Hg]"] },
  ...{
    "cbm/h": ["m3/h"],
    cbm: ["m3"],
    "m3/std": ["m3/h"],
    "l/std": ["L/h"],
    "kg/std": ["kg/h"],
    "m/sec": ["m/s"],
    "mm/sec": ["mm/s"],
  },
  ...{
    std: ["h"],
    stunden: ["h"],
    hours: ["h"],
    sek: ["s"],
    prozent: ["%"],
    "%rh": ["%"],
    "%rf": ["%"],
    "vol%": ["%"],
    mm: ["mm"],
  },
  ...{
    "l/min": ["L/min"],
    "l/h": ["L/h"],
    "l/s": ["L/s"],
    "m3/h": ["m3/h"],
    "kg/h": ["kg/h"],
    "t/h": ["t/h"],
    kn: ["kN"],
    knm: ["kN.m"],
  },
};

/** What stands after a unit and says how it was measured: gauge or absolute, effective value. */
const MANNER = /[\s_]*(\(?(rms|eff|peak|pk|abs|rel|gauge)\.?\)?)$/i;

/**
 * The UCUM codes that a text may mean, as a machine or its maker writes it (`°C`, `rpm`, `m/s²`): itself where it is a code, then the
 * usual readings. `C` is a coulomb by UCUM and a degree Celsius at most machines: whoever knows the quantity chooses.
 *
 * @returns empty where it is not known
 */
export const unitsNamed = (text: string): readonly string[] => {
  const plain = text
    .trim()
    .replace(/^\[(.*[^a-z_].*)\]$/i, "$1")
    .replace(MANNER, "")
    .replaceAll("²", "2")
    .replaceAll("³", "3")
    .replaceAll(/[µμ]/g, "u")
    .replaceAll(/[·*⋅]/g, ".")
    .replaceAll(/\^(?=-?\d)|\*\*/g, "")
    .replace(/^º/, "°");
  const key = plain.toLowerCase().replaceAll(" ", "");
  const common = Object.hasOwn(COMMON, key) ? (COMMON[key] ?? []) : [];
  return [...new Set([plain, ...common])].filter((code) => code !== "" && isUnit(code));
};
