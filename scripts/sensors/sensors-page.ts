import { FALSE_ALARM_WINDOWS } from "../../models/sensors/drift-chart.ts";
import { markdownTable } from "../accuracy/markdown-table.ts";
import {
  DRIFT_HOURS,
  FAULTS,
  type FaultKind,
  type FaultScore,
  OFFSET_TIMES,
  type SensorScores,
} from "./sensor-scores.ts";

const WORDS: Readonly<Record<FaultKind, string>> = {
  offset: `off at once by ${OFFSET_TIMES} × what counts as drift`,
  drift: `drifting by what counts in ${DRIFT_HOURS} h`,
  stuck: "hanging",
  spike: `a lone spike of ${OFFSET_TIMES} × what counts as one`,
};

/** `docs/sensors.md`, wholly from one run. */
export const sensorsPage = ({ seed, plants, runningHours, falseAlarms, faults }: SensorScores): string => {
  const alarms = Object.values(falseAlarms).reduce((sum, count) => sum + count, 0);
  const kinds = Object.entries(falseAlarms).filter(([, count]) => count > 0);
  return [
    "# How sensors that lie are found out",
    "",
    `Written by \`npm run -s twinloom -- evaluate sensors --seed ${seed} --plants ${plants} --write\`; run it again rather than edit this page. The same seed`,
    "gives the same figures. All machines are simulated, by the physics that the watch itself compares with: on real machines the physics fits less well.",
    "",
    "## False alarms",
    "",
    `${plants} plants of four healthy machines ran ${Math.round(runningHours)} machine hours up to their failures, a reading of every channel each 5 minutes: ${alarms} false alarms${kinds.length > 0 ? ` (${kinds.map(([kind, count]) => `${count} ${kind}`).join(", ")})` : ""}.`,
    `A drift alarm is designed for one false alarm of a channel and side in ${FALSE_ALARM_WINDOWS.toLocaleString("en-GB")} hours.`,
    "",
    "## Faults",
    "",
    ...markdownTable(
      ["fault", "sensors", "named", "named as one of several", "missed", "told after, median and longest"],
      FAULTS.map((fault) =>
        summaryOf(
          fault,
          faults.filter((one) => one.fault === fault),
        ),
      ),
    ),
    "*Named*: first of all; where another sensor explains as much, the alarm says so. *As one of several*: that other one was named first, this one beside it.",
    "",
    "## By sensor",
    "",
    ...markdownTable(
      ["sensor", ...FAULTS, "drift found / there"],
      sensorsOf(faults).map((own) => rowOf(own)),
    ),
    "Hours from the fault to the alarm; in brackets: as one of several; –: not watched for it.",
    "",
  ].join("\n");
};

const summaryOf = (fault: FaultKind, scores: readonly FaultScore[]): string[] => {
  const count = (found: FaultScore["found"]): string => String(scores.filter((one) => one.found === found).length);
  const hours = scores.flatMap(({ afterHours }) => afterHours ?? []).toSorted((a, b) => a - b);
  const middle = hours[hours.length >> 1];
  const times = middle === undefined ? "" : `${middle.toFixed(1)} h, ${hours.at(-1)?.toFixed(1)} h`;
  return [WORDS[fault], String(scores.length), count("named"), count("among"), count("missed"), times];
};

const sensorsOf = (faults: readonly FaultScore[]): FaultScore[][] => [
  ...Map.groupBy(faults, ({ asset, channel }) => `${asset} ${channel}`).values(),
];

const rowOf = (own: readonly FaultScore[]): string[] => {
  const of = (fault: FaultKind): FaultScore | undefined => own.find((one) => one.fault === fault);
  const ratio = of("drift")?.ratio;
  const cells = FAULTS.map((fault) => {
    const score = of(fault);
    if (!score) return "–";
    if (score.afterHours === undefined) return "missed";
    const hours = score.afterHours.toFixed(1);
    return score.found === "among" ? `(${hours})` : hours;
  });
  return [`${own[0]?.asset} ${own[0]?.channel}`, ...cells, ratio === undefined ? "" : ratio.toFixed(2)];
};
