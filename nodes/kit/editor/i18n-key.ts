/** A text as a key of the message catalogue, where dots and colons have a meaning of their own. */
export const i18nKey = (text: string): string => text.replace(/[^A-Za-z0-9_-]+/g, "_") || "_";
