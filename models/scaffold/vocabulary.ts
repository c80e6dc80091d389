/**
 * Words in the names and descriptions of tags, English and German without umlauts (`lufter` and `luefter`), and what each means: a
 * quantity, where it is measured, or a kind of machine. One of four letters or more counts inside of a longer word too, as German
 * makes words (`Lagertemperatur`); the longest word is read first, so that `volumenstrom` is no current.
 */
const MEANINGS: Readonly<Record<string, string>> = {
  temperature: "temperatur temperature temp tmp warme waerme",
  pressure: "druck pressure press",
  flow: "durchfluss durchflusz volumenstrom flow fordermenge foerdermenge durchflussmenge flussrate fluss",
  speed: "drehzahl speed umdrehung umdrehungen rpm velocity geschwindigkeit rotation",
  current: "strom current amps stromaufnahme motorstrom",
  voltage: "spannung voltage volt",
  power: "leistung power wirkleistung leistungsaufnahme",
  torque: "drehmoment torque moment",
  vibration: "schwing schwinggeschwindigkeit vibration vib vibrations schwinggeschw",
  acceleration: "beschleunigung acceleration accel schwingbeschleunigung",
  throughput: "durchsatz throughput massenstrom massflow ausstoss",
  frequency: "frequenz frequency freq",
  level: "fullstand fuellstand niveau level lvl",
  position: "position hub weg stellung stroke",
  force: "kraft force",
  weight: "gewicht weight",
  humidity: "feuchte humidity",
  energy: "energie energy zahlerstand zaehlerstand",
  hours: "betriebsstunden stunden hours runtime laufzeit",
  opening: "offnung oeffnung opening ventilstellung klappe damper",
  viscosity: "viskositat viskositaet viscosity",
  density: "dichte density",
  count: "anzahl count zahler zaehler counter stuckzahl stueckzahl",
  state: "status state zustand storung stoerung fault alarm betrieb running lauft laeuft meldung error fehler",
  setpoint: "sollwert setpoint sollwerte soll sp vorgabe target command stellwert setpt set",
  bearing: "lager bearing walzlager brg",
  winding: "wicklung winding stator",
  ambient: "umgebung ambient aussen raum outdoor",
  inlet: "saug suction inlet ansaug eintritt vorlauf zulauf einlass supply intake saugseite saugseitig",
  outlet:
    "druckseite druckseitig discharge outlet austritt rucklauf ruecklauf ablauf auslass auslauf return druckstutzen",
  melt: "schmelze melt masse",
  barrel: "zylinder barrel heizzone",
  screw: "schnecke screw",
  cooling: "kuhl kuehl coolant cooling kuhlwasser kuehlwasser kuhlmittel kuehlmittel",
  motor: "motor antrieb drive",
  front: "vorne front de as antriebsseite",
  rear: "hinten rear nde bs",
  gearbox: "getriebe gearbox gear",
  oil: "ol oel oil schmierol",
  air: "luft air",
  pump: "pumpe pump kreiselpumpe",
  fan: "lufter luefter ventilator fan geblase geblaese blower",
  spindle: "spindel spindle",
  extruder: "extruder extrusion",
};

/** Words that mean more than one thing at once. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = {
  enddruck: ["outlet", "pressure"],
  forderdruck: ["outlet", "pressure"],
  foerderdruck: ["outlet", "pressure"],
  austrittsdruck: ["outlet", "pressure"],
  saugdruck: ["inlet", "pressure"],
  massetemperatur: ["melt", "temperature"],
  massedruck: ["melt", "pressure"],
  airflow: ["air", "flow"],
  luftmenge: ["air", "flow"],
  wassermenge: ["flow"],
  wasserdruck: ["pressure"],
  massenstrom: ["throughput"],
  drehzahlsollwert: ["speed", "setpoint"],
};

const LONG = 4;

/** Every word with what it means, the longest first. */
const WORDS: readonly (readonly [word: string, meanings: readonly string[]])[] = [
  ...Object.entries(MEANINGS).flatMap(([meaning, words]) =>
    words.split(" ").map((word): [string, readonly string[]] => [word, [meaning]]),
  ),
  ...Object.entries(TOGETHER),
].sort(([a], [b]) => b.length - a.length);

/** What the words of a text mean. */
export const meaningsIn = (text: string): ReadonlySet<string> => new Set(plainWords(text).flatMap(meaningsOf));

const meaningsOf = (word: string): string[] => {
  const found: string[] = [];
  let left = word;
  for (const [known, meanings] of WORDS) {
    const fits = known.length >= LONG ? left.includes(known) : left === known;
    if (!fits) continue;
    found.push(...meanings);
    left = left.replaceAll(known, " ");
  }
  return found;
};

const MOST_LETTERS = 500;

/** `MotorSpeed_PV1` is `motor`, `speed`, `pv`. */
export const plainWords = (text: string): string[] =>
  text
    .slice(0, MOST_LETTERS)
    .replaceAll(/([a-z\u00df-\u00ff])([A-Z\u00c0-\u00de])/g, "$1 $2")
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
