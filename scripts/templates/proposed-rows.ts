import { existsSync } from "node:fs";
import { checkedRows } from "../../models/scaffold/checked-rows.ts";
import { PROPOSAL_TAG } from "../../models/scaffold/proposal.ts";
import { readProposal } from "../../models/scaffold/read-proposal.ts";
import { templateRows } from "../../models/scaffold/template-rows.ts";
import { machines } from "../../models/templates/machines.ts";
import type { Row, Template } from "../../models/templates/template.ts";
import { readText } from "../scaffold/read-text.ts";

/**
 * The tags of a template out of a proposal of `twinloom scaffold`, given as `@FILE`.
 *
 * @returns undefined where the text names no such file
 * @throws TwinError TWIN-SCAFFOLD-003 to -005, -009
 */
export const proposedRows = (
  template: Template,
  pairs: readonly (readonly [string, string])[],
  name: string,
  text: string,
): readonly Row[] | undefined => {
  const file = text.slice(1);
  if (name !== "tags" || !text.startsWith("@") || !existsSync(file)) return undefined;
  const said = readText(file);
  if (!said.includes(PROPOSAL_TAG)) return undefined;
  const { type, protocols } = machines[template.machine];
  const protocol = pairs.find(([parameter]) => parameter === "protocol")?.[1] ?? protocols[0];
  const rows = checkedRows(readProposal(said, file), type);
  return templateRows(rows, { ownMachine: !type, registers: protocol === "modbus" });
};
