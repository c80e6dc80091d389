import type { ListedTag } from "./listed-tag.ts";

/** Data types of IEC 61131-3 and OPC UA whose values are no numbers, and arrays. */
const NO_NUMBER =
  /^(w?string|w?char|text|date|time|datetime|date_and_time|dt|tod|utctime|localizedtext|bytestring|guid|array)\b/i;

/** Whether a tag's values can be numbers, as far as its data type says. */
export const isNumeric = ({ type, noNumber }: ListedTag): boolean => noNumber !== true && !NO_NUMBER.test(type);
