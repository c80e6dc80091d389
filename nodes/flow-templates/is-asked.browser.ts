import type { TemplateColumn, TemplateParameter } from "../../models/templates/template.ts";

/** Whether a parameter or a column counts, by the values of the others. */
export const isAsked = (
  { showWhen }: Pick<TemplateParameter | TemplateColumn, "showWhen">,
  values: Readonly<Record<string, unknown>>,
): boolean => !showWhen || showWhen.in.some((one) => one === values[showWhen.parameter]);
