import { meaningWords } from "./meaning-words.ts";

/** Languages that a proposal gives its reasons in. */
export type Language = "en" | "de";

/** Each reason in words; `{name}` is filled in. */
const REASONS = {
  words: { en: "its words say {meanings}", de: "seine Worte sagen {meanings}" },
  wordsAt: { en: "its words say {meanings} ({places})", de: "seine Worte sagen {meanings} ({places})" },
  code: { en: "its code says {meanings}", de: "sein Kürzel sagt {meanings}" },
  unitOnly: { en: "its unit says what it measures", de: "seine Einheit sagt, was es misst" },
  unitOnlyAt: {
    en: "only its unit says what it measures ({places})",
    de: "nur seine Einheit sagt, was es misst ({places})",
  },
  either: { en: "it could be {channel} too", de: "es könnte auch {channel} sein" },
  added: { en: "{type} has no channel for it: one is added", de: "{type} hat keinen Kanal dafür: Einer kommt hinzu" },
  serverUnit: { en: "the server names the unit {text}", de: "der Server nennt die Einheit {text}" },
  unitIs: { en: "the unit is {unit}", de: "die Einheit ist {unit}" },
  unitMeans: { en: "{text} is {unit}", de: "{text} ist {unit}" },
  unitOdd: { en: "{unit} is no usual unit of {meanings}", de: "{unit} ist keine übliche Einheit für {meanings}" },
  unitOpen: { en: "{text} may be {units}", de: "{text} kann {units} heißen" },
  noUnitNeeded: { en: "it has no unit", de: "es hat keine Einheit" },
  unitMissing: { en: "no unit is given", de: "keine Einheit ist angegeben" },
  unitUnknown: { en: "the unit {text} is not known", de: "die Einheit {text} ist nicht bekannt" },
  unitUsual: { en: "no unit is given, {unit} is usual", de: "keine Einheit ist angegeben, üblich ist {unit}" },
  unitOfChannel: {
    en: "no unit is given, {unit} is the channel's",
    de: "keine Einheit ist angegeben, der Kanal hat {unit}",
  },
  writeUnit: { en: "write its UCUM code", de: "bitte den UCUM-Code eintragen" },
  noNumber: { en: "its type {type} is no number", de: "sein Typ {type} ist keine Zahl" },
  setpoint: { en: "it is a set-point, not a measurement", de: "es ist ein Sollwert, kein Messwert" },
  unclear: {
    en: "neither its name nor its description says what it measures",
    de: "weder Name noch Beschreibung sagen, was es misst",
  },
  crossed: {
    en: "{limits} from {min} to {max} is the wrong way round: left out",
    de: "{limits} von {min} bis {max} ist verkehrt herum: weggelassen",
  },
  alarmInside: {
    en: "the alarm limits lie inside of the normal range: left out",
    de: "die Alarmgrenzen liegen im Normalbereich: weggelassen",
  },
  twice: { en: "the list has it already", de: "die Liste hat es schon" },
  ofAnother: { en: "it is of {asset}", de: "es gehört zu {asset}" },
  noTag: { en: "no tag is named", de: "kein Tag ist genannt" },
  found: { en: "{found} of {all} channels found", de: "{found} von {all} Kanälen gefunden" },
  lacking: { en: "without {channels}", de: "ohne {channels}" },
  named: { en: "the names say {meanings}", de: "die Namen sagen {meanings}" },
  noType: { en: "there is no shipped type", de: "es gibt keinen mitgelieferten Typ" },
  nearest: {
    en: "no shipped type fits; the nearest is {type} ({score})",
    de: "kein mitgelieferter Typ passt; am nächsten ist {type} ({score})",
  },
} as const;

export type ReasonKey = keyof typeof REASONS;

/** One reason. `meanings` and `places` are words of the vocabulary. */
export interface Reason {
  readonly key: ReasonKey;
  readonly words: Readonly<Record<string, string | number>>;
  readonly meanings: readonly string[];
  readonly places: readonly string[];
}

export const reason = (
  key: ReasonKey,
  words: Reason["words"] = {},
  meanings: Iterable<string> = [],
  places: Iterable<string> = [],
): Reason => ({ key, words, meanings: [...meanings], places: [...places] });

/** Reasons as one line in a language. */
export const sayReasons = (reasons: readonly Reason[], language: Language): string =>
  reasons.map((one) => sayReason(one, language)).join("; ");

const sayReason = ({ key, words, meanings, places }: Reason, language: Language): string => {
  const list = (some: readonly string[]): string => some.map((one) => meaningWords(one, language)).join(", ");
  const known: Readonly<Record<string, string | number>> = { ...words, meanings: list(meanings), places: list(places) };
  return REASONS[key][language].replaceAll(/\{(\w+)\}/g, (_, name: string) => String(known[name] ?? ""));
};
