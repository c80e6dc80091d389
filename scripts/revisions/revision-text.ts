import type { Revision } from "../../models/revisions/revision.ts";
import { aligned } from "../console/aligned.ts";
import type { Labels } from "./labels.ts";

const second = (time: string): string => time.replace("T", " ").slice(0, 19);

/** The history for a terminal, newest first; `*` marks what was deployed last. */
export const revisionTable = (revisions: readonly Revision[], labels: Labels, head: string | undefined): string =>
  aligned([
    ["", "REVISION", "WHEN (UTC)", "WHO", "LABELS", "FLOW", "WHY"],
    ...revisions.map((one) => [
      ...[one.id === head ? "*" : "", one.id, second(one.time), one.user, labelsOf(one, labels).join(" ") || "-"],
      ...[one.flow, one.override ? `${one.message || "-"} (in spite of failed checks)` : one.message || "-"],
    ]),
  ]);

/** All of one revision but its files. */
export const revisionLines = (one: Revision, labels: Labels): string[] => [
  `revision ${one.id}${one.parent ? `, made from ${one.parent}` : ", the first"}`,
  `${second(one.time)} UTC by ${one.user}: ${one.message || "no message"}`,
  `flow ${one.flow}`,
  ...labelsOf(one, labels).map((label) => `label ${label}`),
  ...(one.override
    ? [
        `deployed in spite of failed checks: ${one.override.reason}`,
        ...one.override.complaints.map((text) => `  ${text}`),
      ]
    : []),
];

const labelsOf = ({ id }: Revision, labels: Labels): string[] =>
  Object.keys(labels).filter((label) => labels[label] === id);
