/** German words for the meanings of the vocabulary; in English they are themselves. */
const GERMAN: Readonly<Record<string, string>> = {
  ...{ temperature: "Temperatur", pressure: "Druck", flow: "Durchfluss", speed: "Drehzahl", current: "Strom" },
  ...{ voltage: "Spannung", power: "Leistung", torque: "Drehmoment", vibration: "Schwingung", level: "Füllstand" },
  ...{ acceleration: "Beschleunigung", throughput: "Durchsatz", frequency: "Frequenz", position: "Position" },
  ...{ force: "Kraft", weight: "Gewicht", humidity: "Feuchte", energy: "Energie", hours: "Stunden", count: "Anzahl" },
  ...{ opening: "Öffnung", viscosity: "Viskosität", density: "Dichte", state: "Zustand", setpoint: "Sollwert" },
  ...{ bearing: "Lager", winding: "Wicklung", ambient: "Umgebung", inlet: "Eintritt", outlet: "Austritt" },
  ...{ melt: "Schmelze", barrel: "Zylinder", screw: "Schnecke", cooling: "Kühlung", motor: "Motor", front: "vorne" },
  ...{ rear: "hinten", gearbox: "Getriebe", oil: "Öl", air: "Luft", pump: "Pumpe", fan: "Ventilator" },
  ...{ spindle: "Spindel", extruder: "Extruder" },
};

/** A meaning of the vocabulary in a language. */
export const meaningWords = (meaning: string, language: "en" | "de"): string =>
  language === "de" && Object.hasOwn(GERMAN, meaning) ? (GERMAN[meaning] ?? meaning) : meaning;
