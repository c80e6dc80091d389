/** What a sensor measures, and the units that it is given in: a reading's unit has to convert to one of them. */
export const QUANTITY_UNITS = {
  temperature: ["Cel"],
  pressure: ["bar"],
  flow: ["m3/h", "kg/h"],
  speed: ["/min", "m/s"],
  current: ["A"],
  voltage: ["V"],
  power: ["kW"],
  torque: ["N.m"],
  vibration: ["mm/s", "m/s2", "um"],
  acceleration: ["m/s2"],
  throughput: ["kg/h", "m3/h", "/h"],
  frequency: ["Hz"],
  level: ["%", "mm", "L"],
  position: ["mm", "deg"],
  force: ["N"],
  weight: ["kg"],
  humidity: ["%"],
  energy: ["kW.h"],
  hours: ["h"],
  opening: ["%", "mm"],
  viscosity: ["Pa.s", "mm2/s"],
  density: ["kg/m3"],
  count: ["1"],
  state: ["1"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Quantity = keyof typeof QUANTITY_UNITS;

export const isQuantity = (word: string): word is Quantity => Object.hasOwn(QUANTITY_UNITS, word);
