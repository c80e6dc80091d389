import type { OpenForm } from "../kit/editor/open-form.browser.ts";
import type { Blamed, Refused } from "./send.browser.ts";

/** Puts the reason below the field that is to blame, until something is changed; the form's own words stay where it has some. */
export const blame = (form: OpenForm, { blamed, message }: Refused): void => {
  const row = form.element.querySelector<HTMLElement>(selectorOf(blamed));
  const place = row?.querySelector(":scope > .twinloom-reason");
  if (!row || !place || row.hidden) return;
  row.classList.add("twinloom-wrong");
  if (!place.textContent) place.textContent = message;
  row.scrollIntoView({ block: "center" });
};

const selectorOf = ({ field, row, config }: Blamed): string => {
  if (typeof field === "string") return fieldSelector(/^\w*/.exec(field)?.[0] ?? "");
  if (typeof config === "string")
    return fieldSelector(config.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase()));
  return typeof row === "number" ? ".form-row:has(.red-ui-editableList):not([hidden])" : ":not(*)";
};

const fieldSelector = (name: string): string => `.form-row[data-field="${CSS.escape(name)}"]`;
