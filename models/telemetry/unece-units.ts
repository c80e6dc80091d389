/**
 * UCUM codes of common codes of UN/ECE Recommendation 20 that stand at machines. `1` has no unit, so it is left out with everything that
 * UCUM can't write.
 */
export const uneceUnits: Readonly<Record<string, string>> = {
  // temperature
  ...{ CEL: "Cel", FAH: "[degF]", KEL: "K" },
  // pressure
  ...{ BAR: "bar", MBR: "mbar", PAL: "Pa", A97: "hPa", KPA: "kPa", MPA: "MPa", "74": "mPa", PS: "[psi]" },
  // length, speed, acceleration, angle
  ...{ MTR: "m", CMT: "cm", MMT: "mm", "4H": "um", KMT: "km", INH: "[in_i]", FOT: "[ft_i]" },
  ...{ MTS: "m/s", C16: "mm/s", KMH: "km/h", MSK: "m/s2", DD: "deg", C81: "rad" },
  // time, frequency, rotation
  ...{ SEC: "s", C26: "ms", B98: "us", MIN: "min", HUR: "h", DAY: "d" },
  ...{ HTZ: "Hz", KHZ: "kHz", MHZ: "MHz", RPM: "/min", RPS: "/s" },
  // volume, flow, mass
  ...{ MTQ: "m3", CMQ: "cm3", LTR: "L", MQH: "m3/h", G53: "m3/min", MQS: "m3/s", "2J": "cm3/s", L2: "L/min" },
  ...{ GRM: "g", KGM: "kg", TNE: "t", KGS: "kg/s" },
  // force, power, energy
  ...{ NEW: "N", NU: "N.m", WTT: "W", KWT: "kW", MAW: "MW", JOU: "J", WHR: "W.h", KWH: "kW.h" },
  // electricity
  ...{ AMP: "A", "4K": "mA", VLT: "V", "2Z": "mV", KVT: "kV", OHM: "Ohm", FAR: "F" },
  // shares
  ...{ P1: "%", "59": "[ppm]" },
};
