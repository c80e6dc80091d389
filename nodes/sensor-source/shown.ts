/** What a source sent, short enough for a line of the log. */
export const shown = (value: unknown): string => {
  const text = typeof value === "string" ? `"${value}"` : (safeJson(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
};

const safeJson = (value: unknown): string | undefined => {
  if (typeof value === "number") return String(value);
  try {
    return JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "bigint" ? `${inner}n` : inner));
  } catch {
    return Object.prototype.toString.call(value);
  }
};
