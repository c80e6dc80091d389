/** True if a day, 0 Monday to 6 Sunday, with its date `2026-12-24`, is meant. */
export type DayTest = (weekday: number, date: string) => boolean;

const WEEKDAYS: readonly (readonly string[])[] = [
  ["monday", "montag"],
  ["tuesday", "dienstag"],
  ["wednesday", "mittwoch"],
  ["thursday", "donnerstag"],
  ["friday", "freitag"],
  ["saturday", "samstag"],
  ["sunday", "sonntag"],
];

/**
 * Reads the days of a plan's row, see `DAYS_PATTERN`. A range goes round the end of the week: `Sat-Mon` is three days.
 *
 * @returns the test, or what can't be read
 */
export const daysOfPlan = (text: string): DayTest | string => {
  if (text === "") return () => true;
  if (/^\d/.test(text)) {
    const [first = "", last = first] = text.split("..");
    if (!isDate(first)) return `${first} is no date`;
    if (!isDate(last)) return `${last} is no date`;
    if (last < first) return `${last} is before ${first}`;
    return (_, date) => date >= first && date <= last;
  }
  const meant = new Set<number>();
  for (const part of text.split(",")) {
    const [first = "", last = first] = part.split("-");
    const [from, to] = [weekdayOf(first), weekdayOf(last)];
    if (from < 0) return `${first} is no day of the week`;
    if (to < 0) return `${last} is no day of the week`;
    for (let day = from; ; day = (day + 1) % 7) {
      meant.add(day);
      if (day === to) break;
    }
  }
  return (weekday) => meant.has(weekday);
};

const weekdayOf = (name: string): number => {
  const wanted = name.toLowerCase();
  return wanted.length < 2 ? -1 : WEEKDAYS.findIndex((names) => names.some((one) => one.startsWith(wanted)));
};

const isDate = (text: string): boolean => {
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
};
