import { ONSET_FEATURES } from "../../../models/prognosis/onset-features.ts";
import type { Row } from "../../training/feature-table.ts";
import { type FittedModel, fitRows } from "../../training/fit-rows.ts";
import type { BearingLife } from "./bearing-life.ts";
import { evenly } from "./evenly.ts";
import { FIT, ROWS_PER_LIFE } from "./fit-plan.ts";

/**
 * Trees of these lives and of no other. The caller closes the model.
 *
 * @param folder gets the table and the model
 */
export const fitLives = async (
  folder: string,
  lives: readonly BearingLife[],
  seed: number,
): Promise<FittedModel & { readonly lives: readonly (readonly Row[])[] }> => {
  const rows = lives.map((life) =>
    evenly(life, ROWS_PER_LIFE).map(({ vector, shareLeft }) => ({ vector, rulHours: shareLeft })),
  );
  return { ...(await fitRows(folder, ONSET_FEATURES, rows, "1", { ...FIT, seed })), lives: rows };
};
