import { assetTypes } from "../../models/assets/asset-types.ts";
import type { ListedTag } from "../../models/scaffold/listed-tag.ts";
import { OWN, type ProposedRow } from "../../models/scaffold/proposal.ts";
import { propose } from "../../models/scaffold/propose.ts";
import { readTagList } from "../../models/scaffold/read-tag-list.ts";
import { templateRows } from "../../models/scaffold/template-rows.ts";
import { runningOf } from "../../models/scaffold/type-of-proposal.ts";
import { machines } from "../../models/templates/machines.ts";
import { templateNamed } from "../../models/templates/templates.ts";
import type { ScaffoldAnswer } from "./answers.ts";

type Asked = Readonly<Record<string, unknown>>;

/**
 * What is proposed for a pasted list (`text`) or for what a browse has found (`tags`), on the asset type of the template's machine;
 * `any` gets one of its own.
 *
 * @throws TwinError TWIN-SCAFFOLD-001, -002, -006; TWIN-TEMPLATE-001
 */
export const proposeTags = (asked: Asked): ScaffoldAnswer => {
  const template = templateNamed(textOf(asked["template"]));
  const { type } = machines[template.machine];
  const list = Array.isArray(asked["tags"])
    ? { tags: asked["tags"].filter(isListedTag), lost: [] }
    : readTagList(textOf(asked["text"]), "the list");
  const asset = textOf(asked["asset"]);
  const proposal = propose(list, Object.values(assetTypes), {
    asset,
    type: type?.id ?? OWN,
    language: asked["language"] === "de" ? "de" : "en",
  });
  const registers = asked["protocol"] === "modbus";
  const rows = proposal.rows.map((row) => ({ ...row, use: true }));
  const parameters = type ? {} : runningParameters(proposal.rows);
  return { proposal, rows: templateRows(rows, { ownMachine: !type, registers }), parameters };
};

/** Without a speed it always runs. */
const runningParameters = (rows: readonly ProposedRow[]): ScaffoldAnswer["parameters"] => {
  const { running } = runningOf(rows.filter(({ use }) => use));
  return running ? { runningChannel: running.channel, runningAbove: running.above } : { runningChannel: "" };
};

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

const isListedTag = (value: unknown): value is ListedTag => {
  const { line, tag, description, unit, type } = Object(value);
  return typeof line === "number" && [tag, description, unit, type].every((text) => typeof text === "string");
};
