/** What a column of a tag list says; `...Min`, `...Max`: one end of limits. */
export type Field =
  | ("tag" | "address" | "description" | "unit" | "type" | "asset")
  | ("min" | "max" | "normalMin" | "normalMax" | "alarmMin" | "alarmMax" | "rangeMin" | "rangeMax")
  | ("normal" | "alarm" | "range");

const LOW = "(min(imum)?|low|lo|lower|from|von|unten|untere?r?|anfang|start|l)";
const HIGH = "(max(imum)?|high|hi|upper|to|bis|oben|obere?r?|ende|end|h)";
const NORMAL = "(normal(bereich)?|good|gut|soll(bereich)?|warn(ung|ing)?|vorwarn(ung)?|operating|betriebs?(bereich)?)";
const ALARM = "(alarm|critical|kritisch|trip|abschalt(ung)?)";
const RANGE =
  "(range|mess ?bereich|bereich|scale|skala|eu ?range|eng(ineering)?( units?)?|instrument( range)?|span|mba|mbe)";

const side = (of: string, end: string): RegExp =>
  new RegExp(`^(${of} (limit |grenze )?${end}|${end} (limit |grenze )?${of}|${of}${end})$`);

/** By the heading in lower case, words set apart by one blank. The first that fits counts. */
const HEADINGS: readonly (readonly [Field, RegExp])[] = [
  ["asset", /^(asset|machine|maschine|anlage|aggregat|equipment|unit name|device|gerat|geraet)( (name|id))?$/],
  ["address", /^(node ?id|opc ?ua( node)?( id)?|address|adresse|topic|path|pfad|register|item ?id|source)$/],
  [
    "tag",
    /^(tag|tags|tag ?name|name|signal|signal ?name|variable|variablen?name|symbol|messstelle|messstellen?(name|nummer|nr)?|point|point name|datapoint|datenpunkt|kks|akz|kennzeichen|id|mess ?stellen ?nr|kanal|channel|item|spalte|column)$/,
  ],
  [
    "description",
    /^(description|desc|beschreibung|comment|kommentar|bemerkung|bezeichnung|benennung|text|label|long ?name|langtext|klartext|titel|title|bedeutung|meaning|measures|funktion|function)$/,
  ],
  [
    "unit",
    /^(unit|units|einheit|einh|dim|dimension|eu|uom|engineering units?|eng ?units?|masseinheit|physikalische einheit|unit of measure|ucum|source unit|quelleinheit)$/,
  ],
  ["type", /^(type|typ|data ?type|datentyp|datatyp|format)$/],
  ["normalMin", side(NORMAL, LOW)],
  ["normalMax", side(NORMAL, HIGH)],
  ["alarmMin", side(ALARM, LOW)],
  ["alarmMax", side(ALARM, HIGH)],
  ["alarmMin", /^(ll|lolo|low low|l l|min min)( alarm)?$/],
  ["alarmMax", /^(hh|hihi|high high|h h|max max)( alarm)?$/],
  ["rangeMin", side(RANGE, LOW)],
  ["rangeMax", side(RANGE, HIGH)],
  ["rangeMin", /^(mba|lrv|messbereichs? ?anfang|mess ?anfang|plausible min|possible from|moglich ab)$/],
  ["rangeMax", /^(mbe|urv|messbereichs? ?ende|mess ?ende|plausible max|possible to|moglich bis)$/],
  ["normal", new RegExp(`^${NORMAL}( (range|bereich))?$`)],
  ["alarm", /^alarm( (range|bereich|limits?|grenzen?))?$/],
  ["range", new RegExp(`^${RANGE}$`)],
  ["min", new RegExp(`^${LOW}( (value|wert|limit|grenze|grenzwert))?$|^(min|unter)(wert|grenze)$`)],
  ["max", new RegExp(`^${HIGH}( (value|wert|limit|grenze|grenzwert))?$|^(max|ober)(wert|grenze)$`)],
];

/** What the column under a heading says, English or German, as engineering tools and people name it; undefined: something else. */
export const headerField = (heading: string): Field | undefined => {
  const words = plain(heading);
  return HEADINGS.find(([, pattern]) => pattern.test(words))?.[0];
};

/** `Normal min [bar]` is `normal min`, `normalMin` too; umlauts are their letters. */
const plain = (heading: string): string =>
  heading
    .replaceAll(/[[(].*?[\])]/g, " ")
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("ß", "ss")
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim()
    .slice(0, MOST_LETTERS);

const MOST_LETTERS = 60;
